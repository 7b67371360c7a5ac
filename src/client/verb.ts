import type { JsonObject } from "#kernel/json";
import type { CommandRef } from "./command-ref.ts";

/** Roles, one of which is needed; `anyone` for every enrolled key, `public` for nobody in particular. */
export type Roles = readonly string[] | "anyone" | "public";

/** A command or query as a node describes it to those who do not hold its definition. */
export interface Verb {
  readonly kind: "command" | "query";
  /** `scenario.verb-object` or `scenario.noun-phrase`. */
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  /** JSON Schema (2020-12) of the input; descriptions are the labels of its fields. */
  readonly input: JsonObject;
  readonly allow: Roles;
  /** For each further signature that a command needs, the roles of which its signer needs one. */
  readonly cosigners: readonly Roles[];
  /** Dotted paths of the personal fields. */
  readonly personalPaths: readonly string[];
}

/** The reference of a described command. */
export function refOfVerb({ name, personalPaths }: Verb): CommandRef {
  return { name, personalPaths };
}
