import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "#kernel/json";
import {
  type Label,
  licenceTerms,
  memberId,
  personId,
  RESOLUTION,
  TODAY,
  TransferLedger,
  teamShares,
} from "../../../test/support/transfer-ledger.ts";

/** Who gets shares in these tests: the others of the team contributed and get none. */
const SHARES = teamShares({ leader: 60, jia: 40, yi: 0 });
const HOLDERS: Record<string, string> = { [personId("leader")]: "姓名leader", [personId("jia")]: "姓名jia" };
const REGISTER = ["asset", "rail"] as const;

function answer(ledger: TransferLedger, query: string, input: JsonObject, as: Label): JsonObject {
  const found = ledger.query(`transfer.${query}`, input, as);
  assert.ok(found.ok, `${query} as ${as}`);
  return found.value;
}

/** Names that an answer gives anywhere, by the id that stands beside them. */
function namesIn(value: unknown, found: Record<string, string> = {}): Record<string, string> {
  if (typeof value !== "object" || value === null) return found;
  const { name, payeeId, personId: person } = value as Record<string, unknown>;
  if (typeof name === "string" && name.startsWith("姓名")) found[String(payeeId ?? person)] = name;
  for (const each of Object.values(value)) namesIn(each, found);
  return found;
}

/** Every name that a person reads of a case, in whatever query answers it. */
function namesRead(ledger: TransferLedger, dealId: string, planId: string, as: Label): Record<string, string> {
  const { achievementId = "" } = ledger.row("deals", "id", dealId);
  const answers = [
    answer(ledger, "case", { dealId }, as),
    answer(ledger, "plan", { planId }, as),
    answer(ledger, "statement", { dealId }, as),
    answer(ledger, "achievement", { achievementId }, as),
  ];
  return namesIn(answers);
}

function equityWithPlan() {
  const ledger = new TransferLedger();
  const dealId = ledger.equity();
  ledger.stake(dealId);
  const planId = ledger.split(dealId, SHARES);
  const read = (as: Label) => namesRead(ledger, dealId, planId, as);
  return { ledger, dealId, planId, read };
}

test("the two companies of a register read who gets the shares, and not before the approval", () => {
  const { ledger, planId, read } = equityWithPlan();
  ledger.announced(planId);
  for (const as of REGISTER) assert.deepEqual(read(as), {}, as);
  assert.equal(Object.keys(read("office")).length, 5);
  ledger.approve(planId);
  for (const as of REGISTER) assert.deepEqual(read(as), HOLDERS, as);
});

test("they read nothing else of these people, and nothing of the others on the team", () => {
  const { ledger, dealId, planId } = equityWithPlan();
  ledger.announced(planId);
  ledger.approve(planId);
  for (const as of REGISTER) {
    const found = answer(ledger, "case", { dealId }, as);
    assert.deepEqual(found["contributors"], [], as);
    assert.deepEqual(
      found["shareholders"],
      Object.entries(HOLDERS)
        .map(([id, name]) => ({ personId: id, name }))
        .sort((a, b) => (a.personId < b.personId ? -1 : 1)),
      as,
    );
  }
});

test("other companies, and members of the team beside their own, read no names of the register", () => {
  const { ledger, planId, read } = equityWithPlan();
  ledger.announced(planId);
  ledger.approve(planId);
  for (const as of ["metro", "other asset", "other office", "stranger"] as const) assert.deepEqual(read(as), {}, as);
  assert.deepEqual(read("jia"), { [personId("jia")]: "姓名jia" });
  assert.deepEqual(answer(ledger, "plan", { planId }, "ding")["lines"], []);
});

test("the company reads the register that it keeps, once it is approved, and a member of the team the own line of it", () => {
  const { ledger, dealId, planId } = equityWithPlan();
  ledger.announced(planId);
  const register = (as: Label) =>
    ((answer(ledger, "case", { dealId }, as)["register"] ?? []) as JsonObject[]).map(({ payeeId, name, amount }) => {
      return [payeeId, name, amount];
    });
  assert.deepEqual(register("rail"), []);
  ledger.approve(planId);
  const held = (as: Label, amount: string) => [personId(as), `姓名${as}`, amount];
  const all = [held("jia", "450000000"), held("leader", "675000000"), [memberId("holding"), null, "125000000"]];
  assert.deepEqual(new Set(register("rail").filter(([, , amount]) => amount !== "0")), new Set(all));
  assert.deepEqual(register("jia"), [held("jia", "450000000")]);
  for (const as of ["metro", "stranger"] as const) assert.deepEqual(register(as), [], as);
});

test("in a case of cash the same two companies read no names", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.decided({ ...licenceTerms(ledger.registered()), counterpartyId: memberId("rail") });
  const contract = { dealId, revision: 1, contractNumber: "2026-XK-9", signedOn: TODAY };
  ledger.done("transfer.sign-deal", contract, ["office", "rail"]);
  ledger.receipt(dealId, 10_000n);
  const planId = ledger.approved(dealId, SHARES);
  for (const as of REGISTER) assert.deepEqual(namesRead(ledger, dealId, planId, as), {}, as);
  assert.deepEqual(ledger.rows({ name: "transfer_shareholders" }), []);
});

test("names leave the register with the approval that let them be read", () => {
  const { ledger, planId, read } = equityWithPlan();
  ledger.announced(planId);
  ledger.approve(planId);
  ledger.done("transfer.withdraw-approval", { planId, reason: "有误" }, "dean");
  for (const as of REGISTER) assert.deepEqual(read(as), {}, as);
  const revision = Number(ledger.row("plans", "id", planId)["revision"]);
  ledger.done("transfer.approve-plan", { planId, revision, resolution: RESOLUTION }, "dean");
  for (const as of REGISTER) assert.deepEqual(read(as), HOLDERS, as);
  ledger.done("transfer.void-plan", { planId, reason: "作废" }, "dean");
  for (const as of REGISTER) assert.deepEqual(read(as), {}, as);
});

test("a registration that is reversed leaves the names to be entered again", () => {
  const { ledger, planId, read } = equityWithPlan();
  ledger.announced(planId);
  ledger.approve(planId);
  const payeeIds = [personId("jia")];
  const entry = { occurredOn: TODAY, registryReference: "登记-2" };
  ledger.done("transfer.register-shares", { planId, payeeIds, ...entry }, REGISTER);
  ledger.done("transfer.reverse-share-registration", { planId, payeeIds, reason: "有误" }, REGISTER);
  for (const as of REGISTER) assert.deepEqual(read(as), HOLDERS, as);
});
