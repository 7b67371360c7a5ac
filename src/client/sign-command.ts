import { utf8 } from "#kernel/bytes";
import {
  assemble,
  draftPayload,
  type PersonalValue,
  preAuthEncoding,
  TRANSACTION_TYPE,
  transactionId,
} from "#kernel/envelope";
import { canonicalize, type JsonObject, type Value, type ValueObject } from "#kernel/json";
import { commitPersonal } from "#kernel/personal";
import { type ClientKey, signDsse } from "./client-key.ts";
import { localProblem } from "./client-problem.ts";
import type { CommandRef } from "./command-ref.ts";
import type { ClientLanguage } from "./local-texts.ts";

/** A command made ready for signing: nobody has signed it yet. */
export interface Unsigned {
  readonly id: string;
  /** Canonical text that every signer signs. */
  readonly payload: string;
  readonly args: JsonObject;
  readonly argsSalt: string;
  readonly personal: readonly PersonalValue[];
}

/** A signed transaction as it is sent. */
export interface Signed {
  readonly id: string;
  /** Canonical JSON of the submission, one line. */
  readonly text: string;
}

export interface SignOptions {
  /** `name@genesis hash`. */
  readonly ledger: string;
  /** Key ids of all signers. */
  readonly signers: readonly string[];
  /** Instant in ledger time. */
  readonly notAfter: number;
  readonly language: ClientLanguage;
}

/** Commits the personal fields of a command and makes its payload with fresh nonce and salts. @throws ClientProblem `not_data` */
export function prepareCommand(command: CommandRef<unknown>, args: ValueObject, options: SignOptions): Unsigned {
  const { ledger, signers, notAfter, language } = options;
  let plain: JsonObject;
  try {
    plain = JSON.parse(canonicalize(args)) as JsonObject;
  } catch (cause) {
    throw localProblem("not_data", language, { reason: (cause as Error).message }, {}, cause);
  }
  const committed = commitPersonal(ledger, command.name, plain, command.personalPaths);
  const draft = { ledger, command: command.name, args: committed.args, notAfter };
  const { payload, argsSalt } = draftPayload(draft, signers);
  const text = canonicalize({ ...payload });
  const id = transactionId(notAfter, preAuthEncoding(TRANSACTION_TYPE, utf8(text)));
  return { id, payload: text, args: committed.args, argsSalt, personal: committed.personal };
}

/** Signs a command with all its keys, which must all be at hand. */
export async function signCommand(
  command: CommandRef<unknown>,
  args: ValueObject,
  keys: readonly ClientKey[],
  options: Omit<SignOptions, "signers">,
): Promise<Signed> {
  const unsigned = prepareCommand(command, args, { ...options, signers: keys.map((key) => key.keyId) });
  const signatures = await Promise.all(keys.map((key) => signDsse(TRANSACTION_TYPE, unsigned.payload, key)));
  return { id: unsigned.id, text: submissionText(unsigned, signatures) };
}

/** The submission of a payload with the signatures of all its signers, as canonical JSON. */
export function submissionText(
  { payload, args, argsSalt, personal }: Omit<Unsigned, "id">,
  signatures: readonly { readonly keyid: string; readonly sig: string }[],
): string {
  // Interfaces have no index signature; a submission is data all the same.
  return canonicalize(assemble(payload, signatures, { args, personal }, argsSalt) as unknown as Value);
}
