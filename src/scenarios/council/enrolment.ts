import assert from "node:assert/strict";
import { fromBase64 } from "#kernel/bytes";
import type { Context } from "#kernel/command";
import { keyIdOf } from "#kernel/identity";
import { shape } from "#kernel/shape";
import type { Tx } from "#kernel/table";
import { keys, type Person } from "./tables.ts";

/** Input fields of a command that takes a new key. */
export const keyFields = {
  publicKey: shape.base64(32),
  /** The new key's own signature over ledger, person and itself (`#kernel/enrolment`). */
  proof: shape.base64(64),
  label: shape.optional(shape.personal(60)),
};

interface NewKey {
  readonly publicKey: string;
  readonly label?: string | undefined;
}

/** Key id of a public key that passed its shape. */
export function keyId({ publicKey }: NewKey): string {
  const bytes = fromBase64(publicKey);
  assert(bytes !== undefined, "the shape lets base64 through and nothing else");
  return keyIdOf(bytes);
}

/** Binds a key that passed every check to a person. Returns its id. */
export function addKey(tx: Tx, person: Person, key: NewKey, ctx: Context): string {
  const id = keyId(key);
  tx.table(keys).put({
    keyId: id,
    publicKey: key.publicKey,
    personId: person.id,
    memberId: person.memberId,
    ...(key.label === undefined ? {} : { label: key.label }),
    enrolledAt: ctx.time,
    enrolledBy: ctx.id,
  });
  return id;
}
