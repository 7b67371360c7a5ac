import { fromBase64 } from "#kernel/bytes";
import {
  type EnvelopeProblem,
  type Opened,
  openSubmission,
  type PersonalValue,
  verifySignatures,
} from "#kernel/envelope";
import { type Genesis, ledgerRef } from "#kernel/genesis";
import { isJsonObject, type Json, type JsonObject, type JsonProblem, parseCanonicalBytes } from "#kernel/json";
import type { SkipReason } from "#kernel/leaf";
import { commitment, fitsCommitment, matchesPath } from "#kernel/personal";
import type { PersonalField } from "#kernel/personal-paths";
import { check, isOfLength, isPlainText, personalFields } from "#kernel/shape";
import { answerNotRecorded } from "./answers.ts";
import type { Contracts } from "./contracts.ts";
import type { VerifiedEntry } from "./entry.ts";

/** Why the door turns a submission away. Nothing is ordered and the id stays free. */
export type DoorCode =
  | JsonProblem
  | EnvelopeProblem
  | SkipReason
  | "unknown_command"
  | "arguments_unfit"
  | "personal_values_unfit";

/** A value on its way to the vault. */
export interface VaultEntry {
  readonly commitment: string;
  readonly field: string;
  readonly salt: string;
  readonly value: string;
}

/** A verified entry as texts: threads pass texts to each other at a fraction of the price of objects. */
export interface EntryTexts {
  readonly id: string;
  readonly envelopeHash: string;
  readonly text: string;
  readonly argsText: string;
  readonly payloadText: string;
  readonly personal: readonly VaultEntry[];
  /** Whether the arguments were found to fit their command by the contracts of the ledger. */
  readonly areArgsChecked: boolean;
}

export type Passed =
  | { readonly ok: true; readonly entry: EntryTexts }
  | { readonly ok: false; readonly answer: string };

export interface DoorOptions {
  readonly genesis: Genesis;
  readonly contracts: Contracts;
  /** Public key of a key id that the ledger knows, revoked or not. */
  readonly publicKey: (keyId: string) => Uint8Array | undefined;
}

/**
 * The door: everything about a submission that needs no state but the public keys. It runs in the verifier threads. What
 * it lets through is decided again when its block is executed.
 */
export class Door {
  readonly #options: DoorOptions;
  readonly #ref: string;
  /** The personal fields by command. */
  readonly #personal: ReadonlyMap<string, readonly PersonalField[]>;

  constructor(options: DoorOptions) {
    this.#options = options;
    this.#ref = ledgerRef(options.genesis);
    this.#personal = new Map(
      [...options.contracts.commands].map(([name, command]) => [name, personalFields(command.input)]),
    );
  }

  /** Opens and verifies the bytes of one submission. */
  open(bytes: Uint8Array): Passed {
    const parsed = parseCanonicalBytes(bytes, this.#options.genesis.limits.transactionBytes);
    if (!parsed.ok) return refused(parsed.problem);
    const opening = openSubmission(parsed.text, parsed.value);
    if (!opening.ok) return refused(opening.problem);
    const { opened } = opening;
    if (opened.payload.ledger !== this.#ref) return refused("other_ledger", opened.id);
    // Who before what: a stranger does not learn whether his arguments fit.
    const keys = opened.payload.signers.map(this.#options.publicKey);
    if (keys.includes(undefined)) return refused("unknown_key", opened.id);
    if (!verifySignatures(opened, keys as Uint8Array[])) return refused("bad_signature", opened.id);
    return this.#checkArguments(opened);
  }

  #checkArguments(opened: Opened): Passed {
    const { id, payload, envelopeHash, text, argsText, payloadText, args } = opened;
    const command = this.#options.contracts.commands.get(payload.command);
    if (command === undefined) return refused("unknown_command", id);
    const input = check(command.input, args);
    if (!input.ok) return refused("arguments_unfit", id, input.issues as unknown as Json);
    const fields = this.#personal.get(payload.command) ?? [];
    if (!this.#doPersonalValuesFit(opened, fields)) return refused("personal_values_unfit", id);
    const personal = opened.personal.map((value) => this.#vaultEntry(payload.command, value));
    return { ok: true, entry: { id, envelopeHash, text, argsText, payloadText, personal, areArgsChecked: true } };
  }

  /** Every personal field has its value beside it, every value its field, and each is plain text that fits its commitment. */
  #doPersonalValuesFit({ args, personal, payload }: Opened, fields: readonly PersonalField[]): boolean {
    if (fields.length === 0) return personal.length === 0;
    const given = new Set(personal.map((value) => value.path));
    if (given.size !== personal.length || given.size !== countCommitments(args, fields)) return false;
    return personal.every((value) => {
      const field = fields.find(({ path }) => matchesPath(path, value.path));
      if (field === undefined || !isOfLength(value.value, 0, field.lengthMax) || !isPlainText(value.value))
        return false;
      return fitsCommitment(this.#ref, payload.command, args, value);
    });
  }

  #vaultEntry(command: string, { path, salt, value }: PersonalValue): VaultEntry {
    const field = `${command}/${path}`;
    return { commitment: commitment(this.#ref, field, salt, value), field, salt, value };
  }
}

/** An entry from the texts that another thread sent. They were canonical and checked there. */
export function entryFromTexts(texts: Omit<EntryTexts, "personal">): VerifiedEntry {
  const { id, envelopeHash, text, argsText, payloadText, areArgsChecked } = texts;
  return {
    id,
    envelopeHash,
    text,
    payloadText,
    args: JSON.parse(argsText) as JsonObject,
    payload: JSON.parse(payloadText) as VerifiedEntry["payload"],
    areArgsChecked,
  };
}

/** Public keys of a ledger by key id. A pair never changes, so it is looked up once; unknown ones are asked for again. */
export function rememberKeys(lookUp: (keyId: string) => string | undefined): (keyId: string) => Uint8Array | undefined {
  const known = new Map<string, Uint8Array>();
  return (keyId) => {
    const before = known.get(keyId);
    if (before !== undefined) return before;
    const publicKey = fromBase64(lookUp(keyId) ?? "");
    if (publicKey?.length !== 32) return undefined;
    if (known.size >= KEYS_MAX) known.clear();
    known.set(keyId, publicKey);
    return publicKey;
  };
}

const KEYS_MAX = 100_000;

/** How many commitments the arguments hold: a field that is absent or null has no value. */
function countCommitments(args: Json, fields: readonly PersonalField[]): number {
  const count = (node: Json | undefined, steps: readonly string[]): number => {
    const [step, ...rest] = steps;
    if (step === undefined) return typeof node === "string" ? 1 : 0;
    if (step === "*")
      return Array.isArray(node) ? node.reduce((sum: number, item: Json) => sum + count(item, rest), 0) : 0;
    return isJsonObject(node) ? count(node[step], rest) : 0;
  };
  return fields.reduce((sum, { path }) => sum + count(args, path.split(".")), 0);
}

function refused(code: DoorCode, id?: string, issues?: Json): Passed {
  return { ok: false, answer: answerNotRecorded("refused", code, id, issues) };
}
