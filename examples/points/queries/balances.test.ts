import { strict as assert } from "node:assert";
import { test } from "node:test";
import type { JsonObject } from "#kernel/json";
import { personId } from "../../../test/support/council-ledger.ts";
import { expectAnswered, expectDone } from "../../../test/support/expect-answer.ts";
import { pointsLedger } from "../../../test/support/points-ledger.ts";

test("everybody with a session sees every balance, page by page", () => {
  const ledger = pointsLedger();
  for (const label of ["ann", "ben"]) {
    expectDone(ledger.run("points.issue-points", { personId: personId(label), amount: "10" }, { as: "ivo" }));
  }
  const seen: JsonObject[] = [];
  for (let input: JsonObject = { limit: 2 }; ; ) {
    const page = expectAnswered(ledger.query("points.balances", input, "cy"));
    seen.push(...(page["items"] as readonly JsonObject[]));
    if (page["next"] === undefined) break;
    input = { limit: 2, after: page["next"] };
  }
  assert.deepEqual(
    seen.map(({ ownerId, kind, balance }) => [ownerId, kind, balance]).sort(),
    [
      [personId("ann"), "own", "10"],
      [personId("ben"), "own", "10"],
      ["issuer", "issuer", "-20"],
    ].sort(),
  );
});

test("balances need a session", () => {
  assert.deepEqual(pointsLedger().query("points.balances", {}), { ok: false, code: "session_missing" });
});
