import type { Outcome } from "#kernel/leaf";
import { testId } from "../support/test-genesis.ts";
import type { Call } from "./call.ts";

const COUNT_MAX = 1_000n;

/** What the contracts of the fault tests do, written a second time and plainly: counters by name, timers by id. */
export class TallyModel {
  readonly counters = new Map<string, { count: bigint; readonly ownerId: string }>();
  readonly #timers = new Map<string, string>();
  people = 0;

  /** Executes a call; gives what must become of it. `timerId` is the one that the ledger gave it. */
  execute(call: Call, timerId: string | undefined): Outcome {
    switch (call.kind) {
      case "add":
        return this.#add(call.name, BigInt(call.amount), testId("person", call.as));
      case "settle":
        return this.counters.delete(call.name) ? "done" : "rejected";
      case "misbehave":
        return "fault";
      case "person":
        this.people++;
        return "done";
      case "expire":
        if (timerId !== undefined) this.#timers.set(timerId, call.name);
        return "done";
    }
  }

  /** Fires a timer. Whether it was waiting: a timer fires once. */
  firesOnce(timerId: string): boolean {
    const name = this.#timers.get(timerId);
    if (name === undefined) return false;
    this.#timers.delete(timerId);
    const counter = this.counters.get(name);
    if (counter !== undefined) counter.count = 0n;
    return true;
  }

  #add(name: string, amount: bigint, personId: string): Outcome {
    const before = this.counters.get(name);
    if (before !== undefined && before.ownerId !== personId) return "rejected";
    const count = (before?.count ?? 0n) + amount;
    if (count > COUNT_MAX) return "rejected";
    this.counters.set(name, { count, ownerId: personId });
    return "done";
  }
}
