import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { personId, TEAM, TransferLedger, teamList } from "../../../../test/support/transfer-ledger.ts";

const TITLE = { title: "一种制动盘", kind: "patent" };

test("an achievement gets a number of its year and one line for each contributor", () => {
  const ledger = new TransferLedger();
  const first = ledger.done("transfer.register-achievement", { ...TITLE, ...teamList() }, "office");
  const second = ledger.done("transfer.register-achievement", { ...TITLE, ...teamList() }, "office");
  assert.deepEqual([first["number"], second["number"]], ["2026-0001", "2026-0002"]);
  const lines = ledger
    .rows({ name: "transfer_contributors" })
    .filter((row) => row["achievementId"] === first["achievementId"]);
  assert.equal(lines.length, Object.keys(TEAM).length);
  const leader = lines.find((row) => row["personId"] === personId("leader"));
  assert.deepEqual([leader?.["position"], leader?.["contributionBp"], leader?.["confirmedBy"]], [1, 4_000, null]);
});

test("names of contributors stay beside the ledger", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.registered();
  const line = ledger.rows({ name: "transfer_contributors" }).find((row) => row["personId"] === personId("jia"));
  assert.equal(ledger.personal.get(String(line?.["name"])), "姓名jia");
  assert.equal(
    ledger.blocks.some((block) => Buffer.from(block).includes("姓名jia")),
    false,
  );
  assert.equal(ledger.row("achievements", "id", achievementId)["contributorCount"], 5);
});

test("a list of contributors that cannot be right is refused", () => {
  const ledger = new TransferLedger();
  const [leader, jia] = [personId("leader"), personId("jia")];
  const line = (id: string, contributionBp: number) => ({
    personId: id,
    part: "completer",
    isMain: true,
    contributionBp,
  });
  const register = (leaderId: string, contributors: ReturnType<typeof line>[]) =>
    ledger.act("register-achievement", { ...TITLE, leaderId, contributors }, "office");
  expectRejected(register(leader, [line(leader, 5_000), line(leader, 5_000)]), "contributor_repeated");
  expectRejected(register(leader, [line(jia, 10_000)]), "leader_not_contributor");
  const facts = expectRejected(
    register(leader, [line(leader, 5_000), line(jia, 4_999)]),
    "contributions_do_not_add_up",
  );
  assert.deepEqual(facts, { sum: 9_999, whole: 10_000 });
});
