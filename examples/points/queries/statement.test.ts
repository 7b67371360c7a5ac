import { strict as assert } from "node:assert";
import { test } from "node:test";
import type { JsonObject } from "#kernel/json";
import { personId } from "../../../test/support/council-ledger.ts";
import { expectAnswered, expectDone } from "../../../test/support/expect-answer.ts";
import { pointsLedger } from "../../../test/support/points-ledger.ts";

test("a statement shows given and received points, the latest first, page by page", () => {
  const ledger = pointsLedger();
  for (const label of ["ann", "ben"]) {
    expectDone(ledger.run("points.issue-points", { personId: personId(label), amount: "100" }, { as: "ivo" }));
  }
  const give = (as: string, to: string, amount: string) =>
    expectDone(
      ledger.run("points.transfer-points", { personId: personId(to), amount }, { as, time: ledger.time + 1_000 }),
    );
  for (const amount of ["1", "2"]) give("ann", "ben", amount);
  for (const amount of ["3", "4"]) give("ben", "ann", amount);

  const amounts: unknown[] = [];
  const person = { personId: personId("ann"), limit: 2 };
  for (let input: JsonObject = person; ; ) {
    const page = expectAnswered(ledger.query("points.statement", input, "cy"));
    assert.equal(page["balance"], "104");
    amounts.push(...(page["items"] as readonly JsonObject[]).map(({ amount }) => amount));
    if (page["next"] === undefined) break;
    input = { ...person, after: page["next"] };
  }
  assert.deepEqual(amounts, ["4", "3", "-2", "-1", "100"]);
});

test("a person without an account has an empty statement", () => {
  const page = expectAnswered(pointsLedger().query("points.statement", { personId: personId("cy") }, "cy"));
  assert.deepEqual(page, { balance: "0", items: [] });
});
