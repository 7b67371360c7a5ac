import assert from "node:assert/strict";
import { test } from "node:test";
import { DEMO_LABELS, type DemoLabel } from "#kernel/demo-keys";
import type { JsonObject } from "#kernel/json";
import { TestDemoNode } from "../../test/support/demo-node.ts";
import { demoSteps, tellDemo } from "./demo-story.ts";

async function told(): Promise<TestDemoNode> {
  const node = new TestDemoNode();
  await tellDemo(node, () => {});
  return node;
}

function items(value: JsonObject, field = "items"): readonly JsonObject[] {
  return value[field] as readonly JsonObject[];
}

test("the demo comes about by signed acts alone and tells its progress", async () => {
  const node = new TestDemoNode();
  const progress: number[] = [];
  await tellDemo(node, (done, total) => {
    assert.equal(total, demoSteps.length);
    progress.push(done);
  });
  assert.deepEqual(
    progress,
    demoSteps.map((_, i) => i + 1),
  );
  for (const { faults } of Object.values(node.ledgers)) assert.deepEqual(faults, []);
  const acts = demoSteps.filter(({ ledger }) => ledger === "bjtu").length;
  assert.equal(node.ledgers.bjtu.executor.head.height, acts);
});

test("the article's case is closed with its figures, and a licence stands open", async () => {
  const node = await told();
  const all = items(node.query("bjtu", "transfer.cases", {}, "bjtu/transfer-officer"));
  const cases = all.filter(({ title }) => title === "轨道车辆用钢质制动盘开发及应用研究");
  const figures = cases.map((item) =>
    ["route", "state", "received", "awarded", "retained", "openPlanState"].map((field) => item[field]),
  );
  assert.deepEqual(figures, [
    ["licence", "signed", "200000000", "90415090", "2796343", "approving"],
    ["equity", "closed", "1250000000", "1125000000", "125000000", undefined],
  ]);
  const [licence, equity] = cases;
  assert.equal(equity?.["isLate"], true);
  const plan = items(node.query("bjtu", "transfer.case", { dealId: licence?.["id"] ?? "" }, "bjtu/auditor"), "plans");
  assert.deepEqual(
    plan.map(({ state }) => state),
    ["settled", "approving"],
  );
});

test("every office has something to do, and cases stand in every place before the money", async () => {
  const node = await told();
  const all = items(node.query("bjtu", "transfer.cases", {}, "bjtu/transfer-officer"));
  assert.deepEqual(new Set(all.map(({ state }) => state)), new Set(["noticed", "decided", "signed", "closed"]));
  const mine = (label: DemoLabel) =>
    items(node.query("bjtu", "transfer.my-work", {}, label), "mine").map(({ kind }) => kind);
  assert.ok(mine("bjtu/transfer-officer").includes("sign-deal"));
  assert.ok(mine("bjtu/finance-officer").includes("record-receipt"));
  assert.ok(mine("bjtu/discipline-officer").includes("resolve-objection"));
  assert.ok(mine("bjtu/team-member-8").includes("confirm-contribution"));
  const waiting = items(node.query("bjtu", "transfer.my-work", {}, "bjtu/finance-officer"), "others");
  assert.deepEqual(
    waiting.filter(({ waitingFor }) => waitingFor === "finance-officer"),
    [],
  );
  const notices = items(node.query("bjtu", "transfer.notices", {}, "bjtu/team-member-1"));
  assert.deepEqual(new Set(notices.map(({ state }) => state)), new Set(["open", "suspended", "closed"]));
});

test("a member of the team sees the own lines and no others", async () => {
  const node = await told();
  const own = items(node.query("bjtu", "transfer.own-lines", {}, "bjtu/team-member-1"));
  assert.equal(own.length, 4);
  const people = new Set(own.map((line) => line["payeeId"]));
  assert.deepEqual([...people], [node.ledgers.bjtu.signer("bjtu/team-member-1")?.personId]);
  assert.ok(own.some((line) => line["amount"] === "247500000" && line["asset"] === "shares"));
});

test("the alliance has 27 seats and the unit's head anchored three times", async () => {
  const node = await told();
  const members = items(node.query("alliance", "council.members", { limit: 200 }, "alliance/other-member"));
  assert.equal(members.length, 27);
  assert.ok(members.some(({ isVacant }) => isVacant === true));
  const ledger = await node.ref("bjtu");
  const anchors = items(node.query("alliance", "council.anchors", { ledger }, "alliance/other-member"));
  assert.equal(anchors.length, 3);
  assert.equal(anchors[0]?.["size"], node.ledgers.bjtu.executor.head.size);
});

test("everybody who signs can step in, and a refusal is part of the story", async () => {
  const node = await told();
  const labels = DEMO_LABELS.filter((label) => !/\/(log|cosign)$|legal-officer/.test(label));
  for (const label of labels) {
    const ledger = label.startsWith("alliance/") ? "alliance" : "bjtu";
    assert.notEqual(node.ledgers[ledger].signer(label), undefined, label);
  }
  assert.ok(demoSteps.some(({ refusal }) => refusal !== undefined));
  for (const { title } of demoSteps) assert.equal(/[一-鿿]/.test(title.en), false, title.en);
});

test("an act that ends otherwise than it is meant to stops the demo and is named", async () => {
  const node = new TestDemoNode();
  const refusing = {
    submit: async () => ({ rejected: "role_missing" }),
    ref: (ledger: "alliance" | "bjtu") => node.ref(ledger),
    now: (ledger: "alliance" | "bjtu") => node.now(ledger),
    head: (ledger: "alliance" | "bjtu", from: number) => node.head(ledger, from),
  };
  await assert.rejects(
    tellDemo(refusing, () => {}),
    /demo act 1 \(.*\) ended in role_missing/,
  );
});
