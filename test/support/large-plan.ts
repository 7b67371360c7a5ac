import assert from "node:assert/strict";
import { expectAnswered } from "./expect-answer.ts";
import { testId } from "./test-genesis.ts";
import { personId, TransferLedger } from "./transfer-ledger.ts";

export const INSTALMENT_FEN = 100_000_007n;

export interface LargePlanOptions {
  readonly people: number;
  readonly instalments: number;
}

/** Milliseconds that each step of all instalments took together. */
export interface LargePlanTimes {
  /** The office's proposal, the leader's split into a line for everybody, and everybody's line shown with its reasons. */
  propose: number;
  split: number;
  explain: number;
  /** What follows: its notice, and the signatures of the offices by which each line is owed. */
  announce: number;
  approve: number;
}

/** A deal whose price comes in many instalments, each given out to a large team. */
export class LargePlan {
  readonly ledger: TransferLedger;
  readonly dealId: string;
  readonly planIds: string[] = [];
  readonly people: readonly string[];
  readonly times: LargePlanTimes = { propose: 0, split: 0, explain: 0, announce: 0, approve: 0 };

  constructor({ people, instalments }: LargePlanOptions) {
    const others = Array.from({ length: people - 1 }, (_, i) => `person-${i + 1}`);
    this.ledger = new TransferLedger({ others });
    this.people = [personId("leader"), ...others.map((label) => testId("person", label))];
    const contributors = this.people.map((id) => {
      return { personId: id, part: "completer", isMain: true, contributionBp: 10_000 / people };
    });
    const achievementId = this.ledger.registered({ leaderId: personId("leader"), contributors });
    const due = Array.from({ length: instalments }, () => ({ dueOn: "2026-06-30", amount: INSTALMENT_FEN }));
    const price = INSTALMENT_FEN * BigInt(instalments);
    this.dealId = this.ledger.licence({ price, instalments: due }, achievementId);
  }

  /** The next instalment comes in, is given out, and is approved. Returns the id of its plan. */
  instalment(): string {
    const { ledger, dealId } = this;
    ledger.receipt(dealId, INSTALMENT_FEN);
    const planId = this.#timed("propose", () => ledger.proposed(dealId));
    const shares = this.people.map((id, i) => ({ personId: id, weight: 100 + i }));
    this.#timed("split", () => ledger.done("transfer.decide-team-split", { planId, shares }, "leader"));
    const shown = this.#timed("explain", () => ledger.query("transfer.plan", { planId }, "office"));
    assert.equal((expectAnswered(shown)["lines"] as readonly unknown[]).length, this.people.length + 1);
    this.#timed("announce", () => ledger.announced(planId));
    this.#timed("approve", () => ledger.approve(planId));
    this.planIds.push(planId);
    return planId;
  }

  #timed<T>(step: keyof LargePlanTimes, run: () => T): T {
    const start = performance.now();
    const result = run();
    this.times[step] += performance.now() - start;
    return result;
  }
}
