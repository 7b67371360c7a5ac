import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "#kernel/json";
import { expectAnswered } from "../../../../test/support/expect-answer.ts";
import { type Label, memberId, TransferLedger } from "../../../../test/support/transfer-ledger.ts";

const DAY_MS = 86_400_000;

function threeCases() {
  const ledger = new TransferLedger();
  const achievementId = ledger.registered();
  const dealIds = ["甲", "乙", "丙"].map((contractNumber) => {
    ledger.advanceTo(ledger.time + DAY_MS);
    return ledger.licence({ contractNumber }, achievementId);
  });
  ledger.done("transfer.void-deal", { dealId: dealIds[1] ?? "", reason: "解约" }, ["office", "metro"]);
  return { ledger, achievementId, dealIds };
}

function items(ledger: TransferLedger, input: JsonObject, as: Label = "office"): readonly JsonObject[] {
  return expectAnswered(ledger.query("transfer.cases", input, as))["items"] as readonly JsonObject[];
}

test("cases come latest first, page by page, and by state", () => {
  const { ledger, dealIds } = threeCases();
  const [first, second, third] = dealIds;
  const page = expectAnswered(ledger.query("transfer.cases", { limit: 2 }, "office"));
  assert.deepEqual(
    (page["items"] as readonly JsonObject[]).map(({ id }) => id),
    [third, second],
  );
  assert.deepEqual(
    items(ledger, { limit: 2, after: page["next"] ?? "" }).map(({ id }) => id),
    [first],
  );
  assert.deepEqual(
    items(ledger, { state: "signed" }).map(({ id }) => id),
    [third, first],
  );
  assert.deepEqual(
    items(ledger, { state: "void" }, "metro").map(({ id }) => id),
    [second],
  );
});

test("what a search has found is given with the cases of found achievements, each once", () => {
  const { ledger, achievementId, dealIds } = threeCases();
  const idsOf = (input: JsonObject, as: Label = "office") => items(ledger, input, as).map(({ id }) => id);
  assert.deepEqual(idsOf({ foundIds: [dealIds[1] ?? ""] }), [dealIds[1]]);
  const foundIds = [dealIds[1] ?? "", achievementId];
  assert.deepEqual(idsOf({ foundIds }), dealIds.toReversed());
  assert.deepEqual(idsOf({ foundIds, order: "oldest" }), dealIds);
  assert.deepEqual(idsOf({ foundIds, limit: 2, after: dealIds[2] ?? "" }), [dealIds[1], dealIds[0]]);
  assert.deepEqual(idsOf({ foundIds: [achievementId], state: "withdrawn" }), []);
  assert.deepEqual(idsOf({ foundIds: [achievementId] }, "stranger"), []);
  assert.deepEqual(idsOf({ order: "oldest" }), dealIds);
});

test("a case says where it stands to those who may know", () => {
  const { ledger, dealIds } = threeCases();
  const dealId = dealIds[2] ?? "";
  ledger.receipt(dealId, 10_000n);
  ledger.proposed(dealId);
  const of = (as: Label) => items(ledger, {}, as)[0] ?? {};
  assert.deepEqual(
    [of("office")["received"], of("office")["openPlanState"], of("office")["number"]],
    ["10000", "proposed", "2026-0001"],
  );
  assert.deepEqual([of("metro")["received"], of("metro")["openPlanState"]], [undefined, undefined]);
});

test("achievements of a unit come with their contributors and deals", () => {
  const { ledger, achievementId, dealIds } = threeCases();
  const all = expectAnswered(ledger.query("transfer.achievements", { unitId: memberId("school") }, "office"));
  assert.deepEqual(
    (all["items"] as readonly JsonObject[]).map(({ id, number }) => [id, number]),
    [[achievementId, "2026-0001"]],
  );
  const one = expectAnswered(ledger.query("transfer.achievement", { achievementId }, "yi"));
  assert.equal((one["contributors"] as readonly JsonObject[]).length, 1);
  assert.deepEqual(
    (one["deals"] as readonly JsonObject[]).map(({ id }) => id),
    dealIds,
  );
});

test("the history shows each act with its signers, late entries marked", () => {
  const { ledger, achievementId, dealIds } = threeCases();
  const dealId = dealIds[0] ?? "";
  const read = (input: JsonObject, as: Label) =>
    expectAnswered(ledger.query("transfer.acts", { achievementId, ...input }, as))["items"] as readonly JsonObject[];
  const signed = read({ dealId }, "metro").find(({ command }) => command === "transfer.sign-deal") ?? {};
  assert.equal(signed["command"], "transfer.sign-deal");
  assert.equal((signed["signerIds"] as unknown[]).length, 2);
  assert.equal(signed["isLate"], true);
  assert.equal(read({}, "office").length, 16);
  ledger.receipt(dealId, 10_000n);
  ledger.cost(dealId, 10n);
  assert.equal(read({ dealId }, "office").length, 5);
  // The other side hears nothing of the decision, the team nothing of money.
  assert.equal(read({ dealId }, "metro").length, 3);
  assert.equal(read({ dealId }, "yi").length, 3);
  const page = expectAnswered(ledger.query("transfer.acts", { achievementId, dealId, limit: 1 }, "office"));
  assert.equal(read({ dealId, after: page["next"] ?? "" }, "office").length, 4);
});
