import type { ValueObject } from "#kernel/json";

/** What signing a command needs to know of it. `Input` is the type of its arguments, for the compiler alone. */
export interface CommandRef<Input = ValueObject> {
  readonly name: string;
  /** Dotted paths of the personal fields; `*` stands for any index of a list. */
  readonly personalPaths: readonly string[];
  readonly input?: Input;
}
