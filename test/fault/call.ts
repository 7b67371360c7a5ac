import { type SigningKey, submissionText } from "#kernel/envelope";
import { keyIdOf } from "#kernel/identity";
import type { JsonObject, ValueObject } from "#kernel/json";
import { commitPersonal } from "#kernel/personal";
import type { RandomNumbers } from "../support/random-numbers.ts";
import { type TestLedger, testId, testKeyPair } from "../support/test-genesis.ts";

/** Commands of the fault tests: everything that can become of one, on rows that depend on each other. */

export const FAULT_LEDGER: TestLedger = {
  scenarios: ["council", "tally"],
  people: {
    ada: { member: "centre", roles: ["administrator", "reader"] },
    bo: { member: "works", roles: ["keeper"] },
    che: { member: "centre", roles: ["checker"] },
  },
};

export type Person = "ada" | "bo" | "che";

/** One command of the load. Counters are named after their owner. */
export type Call =
  | { readonly kind: "add"; readonly name: string; readonly amount: number; readonly as: Person }
  | { readonly kind: "expire"; readonly name: string; readonly inMs: number; readonly as: Person }
  | { readonly kind: "settle"; readonly name: string }
  | {
      readonly kind: "misbehave";
      readonly how: "throw" | "negative" | "clock";
      readonly name: string;
      readonly as: Person;
    }
  | { readonly kind: "person"; readonly name: string };

const PEOPLE: readonly Person[] = ["ada", "bo", "che"];
const COUNTERS_PER_PERSON = 8;

/** A random command: mostly additions, some to a counter of somebody else. */
export function randomCall(random: RandomNumbers): Call {
  const as = random.pick(PEOPLE);
  const owner = random.isOneIn(12) ? random.pick(PEOPLE) : as;
  const name = `${owner}-${random.below(COUNTERS_PER_PERSON)}`;
  switch (random.below(20)) {
    case 0:
      return { kind: "expire", name, inMs: random.below(60), as };
    case 1:
      return { kind: "settle", name };
    case 2:
      return { kind: "misbehave", how: random.pick(["throw", "negative", "clock"] as const), name, as };
    case 3:
      return { kind: "person", name: `Person ${random.below(1_000_000)}` };
    default:
      return { kind: "add", name, amount: random.between(1, 40), as };
  }
}

/** Signs calls for one ledger. */
export class CallSigner {
  readonly #ref: string;
  readonly #keys: ReadonlyMap<Person, SigningKey>;

  constructor(ref: string) {
    this.#ref = ref;
    this.#keys = new Map(
      PEOPLE.map((label) => {
        const pair = testKeyPair(label);
        return [label, { ...pair, keyId: keyIdOf(pair.publicKey) }];
      }),
    );
  }

  /** Canonical submission of a call at a ledger time. */
  sign(call: Call, ledgerTime: number): string {
    const { command, args, as } = commandOf(call, ledgerTime);
    const keys = as.map((label) => this.#keys.get(label) as SigningKey);
    const draft = { ledger: this.#ref, command, args, notAfter: ledgerTime + 300_000 };
    if (call.kind !== "person") return submissionText(draft, keys);
    const committed = commitPersonal(this.#ref, command, args as JsonObject, ["name"]);
    return submissionText({ ...draft, ...committed }, keys);
  }
}

function commandOf(
  call: Call,
  ledgerTime: number,
): { readonly command: string; readonly args: ValueObject; readonly as: readonly Person[] } {
  switch (call.kind) {
    case "add": {
      const { name, amount, as } = call;
      return { command: "tally.add-to-counter", args: { name, group: "load", amount: BigInt(amount) }, as: [as] };
    }
    case "expire":
      return {
        command: "tally.let-counter-expire",
        args: { name: call.name, at: ledgerTime + call.inMs },
        as: [call.as],
      };
    case "settle":
      return { command: "tally.settle-counter", args: { name: call.name }, as: ["bo", "che"] };
    case "misbehave":
      return { command: "tally.misbehave", args: { how: call.how, name: call.name }, as: [call.as] };
    case "person":
      return {
        command: "council.add-person",
        args: { memberId: testId("member", "centre"), roles: [], name: call.name },
        as: ["ada"],
      };
  }
}
