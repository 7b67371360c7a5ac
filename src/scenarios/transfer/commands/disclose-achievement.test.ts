import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { personId, TEAM, TransferLedger, teamList } from "../../../../test/support/transfer-ledger.ts";

const TITLE = { title: "一种制动盘", kind: "patent" };

test("an achievement gets a number of its year and one line for each contributor", () => {
  const ledger = new TransferLedger();
  const first = ledger.done("transfer.disclose-achievement", { ...TITLE, ...teamList() }, "leader");
  const second = ledger.done("transfer.disclose-achievement", { ...TITLE, ...teamList() }, "jia");
  assert.deepEqual([first["number"], second["number"], first["state"]], ["2026-0001", "2026-0002", "disclosed"]);
  const lines = ledger
    .rows({ name: "transfer_contributors" })
    .filter((row) => row["achievementId"] === first["achievementId"]);
  assert.equal(lines.length, Object.keys(TEAM).length);
  const [leader, jia] = (["leader", "jia"] as const).map((label) =>
    lines.find((row) => row["personId"] === personId(label)),
  );
  assert.deepEqual([leader?.["position"], leader?.["contributionBp"]], [1, 4_000]);
  // By signing the list, its discloser confirms the own line.
  assert.deepEqual([typeof leader?.["confirmedBy"], jia?.["confirmedBy"]], ["string", null]);
});

test("an achievement of one person is confirmed by its disclosure", () => {
  const ledger = new TransferLedger();
  const line = { personId: personId("leader"), part: "completer", isMain: true, contributionBp: 10_000 };
  const args = { ...TITLE, leaderId: personId("leader"), contributors: [line] };
  assert.equal(ledger.done("transfer.disclose-achievement", args, "leader")["state"], "confirmed");
});

test("names of contributors stay beside the ledger", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.disclosed();
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
  const disclose = (leaderId: string, contributors: ReturnType<typeof line>[], as: "leader" | "jia" = "leader") =>
    ledger.act("disclose-achievement", { ...TITLE, leaderId, contributors }, as);
  expectRejected(disclose(leader, [line(leader, 10_000)], "jia"), "discloser_not_contributor");
  expectRejected(disclose(leader, [line(leader, 5_000), line(leader, 5_000)]), "contributor_repeated");
  expectRejected(disclose(leader, [line(jia, 10_000)], "jia"), "leader_not_contributor");
  const facts = expectRejected(
    disclose(leader, [line(leader, 5_000), line(jia, 4_999)]),
    "contributions_do_not_add_up",
  );
  assert.deepEqual(facts, { sum: 9_999, whole: 10_000 });
});
