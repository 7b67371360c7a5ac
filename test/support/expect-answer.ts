import { strict as assert } from "node:assert";
import type { JsonObject } from "#kernel/json";
import type { Answer, QueryAnswer } from "#ledger/service";

/** Result of a command that is expected to be done; fails with the whole answer otherwise. */
export function expectDone(answer: Answer): JsonObject {
  assert(answer.status === "recorded" && answer.outcome === "done", `expected done, got ${JSON.stringify(answer)}`);
  return answer.result as JsonObject;
}

/** Facts of a command that is expected to be rejected with this code; fails with the whole answer otherwise. */
export function expectRejected(answer: Answer, code: string): JsonObject {
  assert(
    answer.status === "recorded" && answer.outcome === "rejected",
    `expected ${code}, got ${JSON.stringify(answer)}`,
  );
  const { rejected, facts } = answer.result as { rejected: string; facts: JsonObject };
  assert.equal(rejected, code);
  return facts;
}

/** Checks that a submission left no leaf: refused at the door or skipped, for this reason. */
export function expectNotRecorded(answer: Answer, code: string): void {
  assert(answer.status !== "recorded", `expected ${code}, got ${JSON.stringify(answer)}`);
  assert.equal(answer.code, code);
}

/** Value of a query that is expected to be answered. */
export function expectAnswered(answer: QueryAnswer): JsonObject {
  assert(answer.ok, `expected an answer, got ${JSON.stringify(answer)}`);
  return answer.value;
}
