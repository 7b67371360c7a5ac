import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { wholeTx } from "#ledger/run-query";
import { expectRejected } from "../../test/support/expect-answer.ts";
import { NoticeLedger } from "../../test/support/notice-ledger.ts";
import { randomSeed } from "../../test/support/random-seed.ts";
import { addDays, endOfDay, shanghaiDay } from "./calendar-day.ts";
import { noticeCalendar } from "./notice-days.ts";
import { NOTICE_MOVES, type Notice, type NoticeState, OBJECTION_MOVES, type ObjectionState } from "./notices-tables.ts";

test("a notice of 15 working days runs out by itself at 24:00 of its last day", () => {
  const ledger = new NoticeLedger();
  const id = ledger.published();
  const { number, closesOn, state, isEstimated } = ledger.row("notices", id);
  assert.deepEqual([number, closesOn, state, isEstimated], ["2026-0001", "2026-03-23", "open", false]);
  ledger.advanceTo(endOfDay("2026-03-23") - 1);
  assert.equal(ledger.row("notices", id)["state"], "open");
  ledger.endOf("2026-03-23");
  assert.equal(ledger.row("notices", id)["state"], "closed");
  assert.deepEqual(ledger.heard, ["closed 2026-0001"]);
  assert.deepEqual(ledger.faults, []);
});

test("calendar days run over weekends", () => {
  const ledger = new NoticeLedger();
  assert.equal(ledger.row("notices", ledger.published({ dayKind: "calendar" }))["closesOn"], "2026-03-17");
});

test("an objection to the whole stops the clock, and the days that were left follow its dismissal", () => {
  const ledger = new NoticeLedger();
  const id = ledger.published();
  // Two days count, the 3rd and the 4th; the clock stands from the 5th to the 16th.
  ledger.endOf("2026-03-04");
  const objection = ledger.objected(id, "ann");
  assert.deepEqual(pick(ledger.row("notices", id), "state", "closesOn", "openObjectionCount"), ["suspended", null, 1]);
  ledger.endOf("2026-03-15");
  ledger.done("resolve", { objectionId: objection, state: "dismissed", resolution: "评估合规" }, "watcher");
  // 13 days are left: the 17th is the first.
  assert.deepEqual(pick(ledger.row("notices", id), "state", "closesOn", "openObjectionCount"), [
    "open",
    "2026-04-02",
    0,
  ]);
  ledger.endOf("2026-03-23");
  assert.equal(ledger.row("notices", id)["state"], "open");
  ledger.endOf("2026-04-02");
  assert.equal(ledger.row("notices", id)["state"], "closed");
  assert.deepEqual(ledger.heard, ["objected whole suspended", "answered dismissed open", "closed 2026-0001"]);
});

test("the clock goes on when the last objection to the whole is answered or taken back", () => {
  const ledger = new NoticeLedger();
  const id = ledger.published();
  const [whole, ownership] = [ledger.objected(id, "ann"), ledger.objected(id, "ben", { target: "ownership" })];
  ledger.done("resolve", { objectionId: whole, state: "dismissed", resolution: "不成立" }, "watcher");
  assert.equal(ledger.row("notices", id)["state"], "suspended");
  ledger.done("take-back", { objectionId: ownership }, "ben");
  assert.deepEqual(pick(ledger.row("notices", id), "state", "objectionCount"), ["open", 2]);
});

test("an objection that is upheld makes the notice void", () => {
  const ledger = new NoticeLedger();
  const id = ledger.published();
  const objectionId = ledger.objected(id, "ann");
  ledger.done("resolve", { objectionId, state: "upheld", resolution: "重新评估" }, "watcher");
  assert.equal(ledger.row("notices", id)["state"], "void");
  assert.deepEqual(ledger.heard, ["objected whole suspended", "void 2026-0001", "answered upheld void"]);
  // Another notice may follow, with a number of its own.
  assert.equal(ledger.row("notices", ledger.published())["number"], "2026-0002");
});

test("an objection to one line stops nothing, answered or not", () => {
  const ledger = new NoticeLedger();
  const id = ledger.published({ lines: ["a", "b"] });
  const objectionId = ledger.objected(id, "ann", { target: "line", lineId: "b" });
  assert.deepEqual(pick(ledger.row("notices", id), "state", "closesOn", "openObjectionCount"), [
    "open",
    "2026-03-23",
    1,
  ]);
  ledger.endOf("2026-03-23");
  assert.equal(ledger.row("notices", id)["state"], "closed");
  ledger.done("resolve", { objectionId, state: "upheld", resolution: "更正" }, "watcher");
  assert.deepEqual(pick(ledger.row("notices", id), "state", "openObjectionCount"), ["closed", 0]);
});

test("an objection that is not answered in time is overdue", () => {
  const ledger = new NoticeLedger();
  const objectionId = ledger.objected(ledger.published(), "ann");
  assert.equal(ledger.row("objections", objectionId)["answerBy"], "2026-03-09");
  ledger.endOf("2026-03-09");
  assert.equal(ledger.row("objections", objectionId)["isOverdue"], true);
  ledger.done("resolve", { objectionId, state: "dismissed", resolution: "不成立" }, "watcher");
  assert.equal(ledger.row("objections", objectionId)["state"], "dismissed");
});

test("what cannot be done with a notice is refused", () => {
  const ledger = new NoticeLedger();
  const id = ledger.published({ lines: ["a"] });
  const run = (command: string, args: object, as = "ann") => ledger.run(`hall.${command}`, { ...args }, { as });
  const object = (noticeId: string, target: string, line: object = {}) =>
    run("object", { noticeId, target, reason: "理由", ...line });
  assert.equal(
    expectRejected(run("publish", { days: 1, dayKind: "working", audience: "unit", lines: [] }), "notice_running")[
      "number"
    ],
    "2026-0001",
  );
  expectRejected(
    run("record-paper", { openedOn: "2019-10-08", closesOn: "2019-10-16", dayKind: "working" }),
    "notice_running",
  );
  expectRejected(object("none", "whole"), "notice_not_found");
  expectRejected(object(id, "line"), "notice_line_unknown");
  expectRejected(object(id, "line", { lineId: "b" }), "notice_line_unknown");
  expectRejected(object(id, "whole", { lineId: "a" }), "notice_line_unknown");
  expectRejected(run("take-back", { objectionId: "none" }), "objection_not_found");
  const objectionId = ledger.objected(id, "ann");
  ledger.done("take-back", { objectionId }, "ann");
  assert.equal(expectRejected(run("take-back", { objectionId }), "objection_not_open")["state"], "withdrawn");
  expectRejected(run("resolve", { objectionId, state: "upheld", resolution: "是" }), "objection_not_open");
  ledger.done("end", { noticeId: id, to: "withdrawn" }, "office");
  expectRejected(run("end", { noticeId: id, to: "withdrawn" }), "notice_ended");
  expectRejected(run("end", { noticeId: "none", to: "withdrawn" }), "notice_not_found");
  assert.equal(expectRejected(object(id, "whole"), "notice_not_open")["state"], "withdrawn");
});

test("objections to a notice that was taken back are still answered", () => {
  const ledger = new NoticeLedger();
  const id = ledger.published();
  const objectionId = ledger.objected(id, "ann");
  ledger.done("end", { noticeId: id, to: "superseded" }, "office");
  assert.equal(
    ledger.board.openObjections(wholeTx(ledger.state), { subjectKind: "thing", subjectId: "thing-1" }).length,
    1,
  );
  ledger.done("resolve", { objectionId, state: "dismissed", resolution: "已重新公示" }, "watcher");
  assert.equal(ledger.row("notices", id)["state"], "superseded");
});

test("a paper notice has run out, counts its days and claims no more than its scan", () => {
  const ledger = new NoticeLedger();
  const args = { openedOn: "2019-10-08", closesOn: "2019-10-16", dayKind: "working" };
  const id = String(ledger.done("record-paper", args, "office")["noticeId"]);
  const row = ledger.row("notices", id);
  assert.deepEqual(pick(row, "state", "days", "isPaper", "number"), ["closed", 7, true, "2019-0001"]);
  expectRejected(
    ledger.run("hall.object", { noticeId: id, target: "whole", reason: "理由" }, { as: "ann" }),
    "notice_not_open",
  );
});

test("who objects is known to the objector and to those the scenario names; the notice shows how many", () => {
  const ledger = new NoticeLedger();
  const id = ledger.published();
  const objectionId = ledger.objected(id, "ann");
  const objection = ledger.board.objection(wholeTx(ledger.state), objectionId);
  const notice = ledger.board.notice(wholeTx(ledger.state), id);
  assert.ok(objection !== undefined && notice !== undefined);
  const seen = (as: string) => [
    ledger.board.notices.visible(notice, ledger.signer(as), wholeTx(ledger.state)),
    ledger.board.objections.visible(objection, ledger.signer(as), wholeTx(ledger.state)),
  ];
  assert.deepEqual(["ann", "watcher", "office", "ben", "out"].map(seen), [
    [true, true],
    [true, true],
    [true, false],
    [true, false],
    [false, false],
  ]);
  assert.equal(notice.objectionCount, 1);
  assert.equal(JSON.stringify(notice).includes(String(ledger.signer("ann")?.personId)), false);
  // The reason stays beside the ledger, so that it can be erased.
  assert.equal(ledger.personal.get(objection.reason), "价格偏低");
});

test("every day of a notice has its number or the reason why it has none", () => {
  const ledger = new NoticeLedger();
  const id = ledger.published({ days: 3 });
  ledger.endOf("2026-03-03");
  const objectionId = ledger.objected(id, "ann");
  ledger.done("take-back", { objectionId }, "ann");
  const notice = ledger.board.notice(wholeTx(ledger.state), id);
  assert.ok(notice !== undefined);
  const days = noticeCalendar(notice, "2026-03-04").map(
    ({ day, kind, count }) => `${day.slice(8)} ${kind} ${count ?? "-"}`,
  );
  assert.deepEqual(days, ["02 publication -", "03 counted 1", "04 stopped -", "05 counted 2", "06 counted 3"]);
});

test("whatever happens, notices move as documented and run out after exactly their days", (t) => {
  const anAct = fc.record({
    what: fc.constantFrom(
      "publish",
      "object",
      "line",
      "ownership",
      "take-back",
      "uphold",
      "dismiss",
      "end",
      "wait",
      "wait",
      "wait",
    ),
    days: fc.integer({ min: 1, max: 6 }),
    pick: fc.nat(20),
  });
  fc.assert(
    fc.property(fc.array(anAct, { minLength: 40, maxLength: 40 }), (acts) => {
      const ledger = new NoticeLedger();
      let before = statesOf(ledger);
      for (const { what, days, pick: at } of acts) {
        play(ledger, what, days, at);
        const after = statesOf(ledger);
        for (const [id, state] of after) checkMove(before.get(id), state, id.startsWith("notice"));
        before = after;
        for (const row of ledger.rows({ name: "hall_notices" })) checkNotice(row as unknown as Notice, ledger.time);
      }
      assert.deepEqual(ledger.faults, []);
    }),
    { ...randomSeed(t, 25), endOnFailure: true },
  );
});

function play(ledger: NoticeLedger, what: string, days: number, at: number): void {
  const notices = ledger.rows({ name: "hall_notices" });
  const objections = ledger.rows({ name: "hall_objections" });
  const noticeId = String(notices[at % Math.max(1, notices.length)]?.["id"] ?? "none");
  const objectionId = String(objections[at % Math.max(1, objections.length)]?.["id"] ?? "none");
  const run = (command: string, args: object) => ledger.run(`hall.${command}`, { ...args }, { as: "ann" });
  const object = (target: string, line: object = {}) => run("object", { noticeId, target, reason: "理由", ...line });
  if (what === "publish")
    run("publish", { days, dayKind: at % 2 === 0 ? "working" : "calendar", audience: "unit", lines: ["a"] });
  if (what === "object") object("whole");
  if (what === "line") object("line", { lineId: "a" });
  if (what === "ownership") object("ownership");
  if (what === "take-back") run("take-back", { objectionId });
  if (what === "uphold") run("resolve", { objectionId, state: "upheld", resolution: "是" });
  if (what === "dismiss") run("resolve", { objectionId, state: "dismissed", resolution: "否" });
  if (what === "end") run("end", { noticeId, to: at % 2 === 0 ? "withdrawn" : "superseded" });
  if (what === "wait") ledger.endOf(addDays(shanghaiDay(ledger.time), days - 1));
}

function statesOf(ledger: NoticeLedger): ReadonlyMap<string, string> {
  const rows = [...ledger.rows({ name: "hall_notices" }), ...ledger.rows({ name: "hall_objections" })];
  return new Map(rows.map((row) => [String(row["id"]), String(row["state"])]));
}

function checkMove(was: string | undefined, is: string, isNotice: boolean): void {
  if (was === is) return;
  if (was === undefined) {
    assert.equal(is, "open");
    return;
  }
  const moves = isNotice ? NOTICE_MOVES[was as NoticeState] : OBJECTION_MOVES[was as ObjectionState];
  assert.ok((moves as readonly string[]).includes(is), `${was} does not lead to ${is}`);
}

function checkNotice(notice: Notice, now: number): void {
  assert.ok(notice.openObjectionCount >= 0 && notice.openObjectionCount <= notice.objectionCount);
  assert.equal(notice.state === "suspended", notice.closesOn === null && notice.endedAt === null);
  if (notice.state === "closed") {
    assert.ok(notice.closesOn !== null && endOfDay(notice.closesOn) <= now);
    const counted = noticeCalendar(notice, notice.closesOn).filter(({ count }) => count !== null);
    assert.equal(counted.length, notice.days);
    assert.equal(counted.at(-1)?.day, notice.closesOn);
  }
  if (notice.state === "open") assert.ok(notice.closesOn !== null && now < endOfDay(notice.closesOn));
}

function pick(row: Readonly<Record<string, unknown>>, ...fields: readonly string[]): unknown[] {
  return fields.map((field) => row[field]);
}
