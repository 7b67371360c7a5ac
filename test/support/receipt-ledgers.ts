import { toBase64 } from "#kernel/bytes";
import { proveEnrolment } from "#kernel/enrolment";
import { genesisHash } from "#kernel/genesis";
import { consistencyProof } from "#kernel/merkle";
import { ED25519_TYPE } from "#kernel/note";
import { type Receipt, receiptText } from "#kernel/receipt";
import { formatVerifierKey } from "#kernel/verifier-key";
import { makeAnchoredReceipt, makeReceipt, type ReceiptSource } from "#ledger/make-receipt";
import type { Recorded } from "#ledger/service";
import { storedHashes } from "#ledger/stored-hashes";
import { council } from "../../src/scenarios/council/scenario.ts";
import { payout } from "../golden/payout-scenario.ts";
import { ContractHarness } from "./contract-harness.ts";
import { expectDone } from "./expect-answer.ts";
import { testId, testKeyPair, testNodeKeys } from "./test-genesis.ts";

/** Ids of a command's leaf. */
export type Placed = Pick<Recorded, "id" | "position" | "outcome">;

/**
 * A unit ledger with payouts: `ada` (administrator), `olga` (officer), `che` (checker), `rui` (reader), `pia` and `pol`
 * (payees) of `unit`, and `sam` of another member.
 */
export class PayoutLedger extends ContractHarness {
  constructor(name = "unit") {
    super({
      scenarios: [council, payout],
      name,
      people: {
        ada: { member: "unit", roles: ["administrator"] },
        olga: { member: "unit", roles: ["officer"] },
        che: { member: "unit", roles: ["checker"] },
        rui: { member: "unit", roles: ["reader"] },
        pia: { member: "payees", roles: [] },
        pol: { member: "payees", roles: [] },
        sam: { member: "strangers", roles: [] },
      },
    });
  }

  /** Hash that a verifier of this ledger brings. */
  get hash(): string {
    return genesisHash(this.genesis);
  }

  /** What receipts of the ledger as it stands are made from. */
  get source(): ReceiptSource {
    return { state: this.state, genesis: this.genesis, contracts: this.contracts, size: this.executor.head.size };
  }

  /** Runs a command that has a leaf, whatever its outcome. */
  place(command: string, args: Parameters<ContractHarness["run"]>[1], as: string | readonly string[]): Placed {
    const answer = this.run(command, args, { as });
    if (answer.status !== "recorded") throw new Error(JSON.stringify(answer));
    return answer;
  }

  /** Pays `pia` 62,571,320 fen and `pol` one fen. */
  payOut(as = "olga", more: object = {}): Placed {
    const lines = [
      { payeeId: testId("person", "pia"), amountFen: 62_571_320n },
      { payeeId: testId("person", "pol"), amountFen: 1n },
    ];
    return this.place("payout.pay-out", { lines, ...more }, as);
  }

  /** Enrols a second key, `<label> phone`, for a person. */
  enrolPhone(label: string): Placed {
    const personId = testId("person", label);
    const key = testKeyPair(`${label} phone`);
    const proof = proveEnrolment(this.executor.ref, personId, key);
    return this.place("council.enrol-key", { personId, publicKey: toBase64(key.publicKey), proof }, "ada");
  }

  /** The receipt of a leaf as a person may have it; of nobody when the label is left out. */
  receipt({ position }: Placed, viewer?: string): Receipt {
    const receipt = makeReceipt(this.source, position, viewer === undefined ? undefined : this.signer(viewer));
    if (receipt === undefined) throw new Error("there is nothing to show");
    return receipt;
  }

  /** The file of a receipt. */
  file(placed: Placed, viewer: string): string {
    return receiptText(this.receipt(placed, viewer));
  }
}

/** An alliance ledger that anchors the heads of a unit ledger, whose operator is `ada`. */
export class AnchoringLedger extends PayoutLedger {
  readonly #unit: ContractHarness;
  #anchoredSize = 0;

  constructor(unit: ContractHarness) {
    super("alliance");
    this.#unit = unit;
    const { origin, name } = unit.genesis;
    const logKey = formatVerifierKey({ name: origin, type: ED25519_TYPE, publicKey: testNodeKeys(name).log.publicKey });
    const args = { ledger: unit.executor.ref, origin, logKey, memberId: testId("member", "unit") };
    expectDone(this.run("council.register-ledger", args, { as: "ada" }));
  }

  /** Posts the unit ledger's head as it is. */
  anchor(): Placed {
    const { state, executor } = this.#unit;
    const { size } = executor.head;
    const proof =
      this.#anchoredSize === 0
        ? []
        : consistencyProof(this.#anchoredSize, size, storedHashes(state, size)).map(toBase64);
    const args = { ledger: executor.ref, checkpoint: state.checkpoint(size) ?? "", proof };
    const placed = this.place("council.post-anchor", args, "ada");
    this.#anchoredSize = size;
    return placed;
  }

  /** The receipt of a unit's leaf, proved at the newest anchored head. */
  anchoredReceipt(unit: PayoutLedger, { position }: Placed, viewer: string): Receipt {
    const receipt = makeAnchoredReceipt(unit.source, position, unit.signer(viewer), this.source);
    if (receipt === undefined) throw new Error("there is nothing to show");
    return receipt;
  }
}
