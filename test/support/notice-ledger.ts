import { defineCommand } from "#kernel/command";
import type { ValueObject } from "#kernel/json";
import { defineScenario } from "#kernel/scenario";
import { type Id, shape } from "#kernel/shape";
import { endOfDay } from "#kit/calendar-day";
import { NOTICE_PROBLEMS } from "#kit/notice-acts";
import { defineNoticeBoard } from "#kit/notices";
import { AUDIENCES, OBJECTION_TARGETS } from "#kit/notices-tables";
import { DAY_KINDS } from "#kit/working-calendar";
import { council } from "../../src/scenarios/council/scenario.ts";
import { ContractHarness } from "./contract-harness.ts";
import { expectDone } from "./expect-answer.ts";

/** What a board's hooks were told, in order. Only a test may keep such a list outside the tables. */
export type Heard = string[];

/** A board that tells what its hooks were called with. */
function hallBoard(heard: Heard) {
  return defineNoticeBoard({
    name: "hall",
    mayReadNotice: () => false,
    mayReadObjection: (_, viewer) => viewer?.roles.includes("watcher") ?? false,
    hooks: {
      closed: (_, { number }) => heard.push(`closed ${number}`),
      ended: (_, { number, state }) => heard.push(`${state} ${number}`),
      objected: (_, { target }, { state }) => heard.push(`objected ${target} ${state}`),
      answered: (_, { state }, notice) => heard.push(`answered ${state} ${notice.state}`),
    },
  });
}

/** A scenario with a board and one command for each of its operations. */
function noticeScenario(heard: Heard) {
  const board = hallBoard(heard);
  const wanted = {
    days: shape.int(1, 365),
    dayKind: shape.choice(DAY_KINDS),
    audience: shape.choice(AUDIENCES),
    lines: shape.array(shape.text(1, 80), 0, 9),
  };
  const memberIdOf = (id: string) => id as Id<"member">;
  const personIdOf = (id: string) => id as Id<"person">;
  const subject = {
    subjectKind: "thing",
    subjectId: "thing-1",
    kind: "price",
    source: null,
    shortReason: null,
  } as const;
  const facts = [{ name: "price", value: "12500000" }];

  const publish = defineCommand({
    name: "hall.publish",
    allow: "anyone",
    input: shape.object(wanted),
    rejections: NOTICE_PROBLEMS,
    run(tx, { lines, ...input }, { actor, ...ctx }, reject) {
      const done = board.publish(tx, ctx, {
        ...subject,
        ...input,
        facts,
        ownerId: memberIdOf(actor.memberId),
        publishedBy: personIdOf(actor.personId),
        lines: lines.map((id) => ({ id, facts })),
      });
      return done.ok ? { noticeId: done.notice.id } : reject(done.problem, done.facts);
    },
  });
  const recordPaper = defineCommand({
    name: "hall.record-paper",
    allow: "anyone",
    input: shape.object({ openedOn: shape.day(), closesOn: shape.day(), dayKind: wanted.dayKind }),
    rejections: NOTICE_PROBLEMS,
    run(tx, input, { actor, ...ctx }, reject) {
      const ownerId = memberIdOf(actor.memberId);
      const publishedBy = personIdOf(actor.personId);
      const paper = {
        ...subject,
        ...input,
        facts,
        ownerId,
        publishedBy,
        audience: "unit",
        documentHash: "a".repeat(64),
      } as const;
      const done = board.recordPaper(tx, ctx, paper);
      return done.ok ? { noticeId: done.notice.id } : reject(done.problem, done.facts);
    },
  });
  const end = defineCommand({
    name: "hall.end",
    allow: "anyone",
    input: shape.object({ noticeId: shape.text(1, 80), to: shape.choice(["withdrawn", "superseded"]) }),
    rejections: NOTICE_PROBLEMS,
    run(tx, { noticeId, to }, ctx, reject) {
      const done = board.end(tx, ctx, noticeId, { to, reason: "made in error" });
      return done.ok ? {} : reject(done.problem, done.facts);
    },
  });
  const object = defineCommand({
    name: "hall.object",
    allow: "anyone",
    input: shape.object({
      noticeId: shape.text(1, 80),
      target: shape.choice(OBJECTION_TARGETS),
      lineId: shape.optional(shape.text(1, 80)),
      reason: shape.personal(2_000),
    }),
    rejections: NOTICE_PROBLEMS,
    run(tx, { noticeId, ...input }, { actor, ...ctx }, reject) {
      const done = board.object(tx, ctx, noticeId, { ...input, objectorId: personIdOf(actor.personId), answerDays: 5 });
      return done.ok ? { objectionId: done.objection.id } : reject(done.problem, done.facts);
    },
  });
  const takeBack = defineCommand({
    name: "hall.take-back",
    allow: "anyone",
    input: shape.object({ objectionId: shape.text(1, 80) }),
    rejections: NOTICE_PROBLEMS,
    run(tx, { objectionId }, ctx, reject) {
      const done = board.withdrawObjection(tx, ctx, objectionId);
      return done.ok ? {} : reject(done.problem, done.facts);
    },
  });
  const resolve = defineCommand({
    name: "hall.resolve",
    allow: "anyone",
    input: shape.object({
      objectionId: shape.text(1, 80),
      state: shape.choice(["upheld", "dismissed"]),
      resolution: shape.personal(2_000),
    }),
    rejections: NOTICE_PROBLEMS,
    run(tx, { objectionId, ...input }, { actor, ...ctx }, reject) {
      const done = board.resolve(tx, ctx, objectionId, { ...input, resolvedBy: personIdOf(actor.personId) });
      return done.ok ? {} : reject(done.problem, done.facts);
    },
  });
  const hall = defineScenario({
    name: "hall",
    roles: ["watcher"],
    tables: board.tables,
    commands: [publish, recordPaper, end, object, takeBack, resolve],
    queries: [],
    timers: board.timers,
    texts: { zh: {}, en: {} },
  });
  return { board, hall };
}

/** A ledger with a board of notices. `office` publishes, `ann` and `ben` are its people, `out` is of another member. */
export class NoticeLedger extends ContractHarness {
  readonly heard: Heard;
  readonly board: ReturnType<typeof noticeScenario>["board"];

  constructor() {
    const heard: Heard = [];
    const { board, hall } = noticeScenario(heard);
    super({
      scenarios: [council, hall],
      people: {
        admin: { member: "school", roles: ["administrator"] },
        office: { member: "school", roles: [] },
        ann: { member: "school", roles: [] },
        ben: { member: "school", roles: [] },
        watcher: { member: "school", roles: ["watcher"] },
        out: { member: "works", roles: [] },
      },
    });
    this.heard = heard;
    this.board = board;
  }

  /** Runs a command that is expected to be done and gives its result. */
  done(command: string, args: ValueObject, as: string) {
    return expectDone(this.run(`hall.${command}`, args, { as }));
  }

  /** Publishes a notice and gives its id. */
  published(changes: ValueObject = {}): string {
    const args = { days: 15, dayKind: "working", audience: "unit", lines: [], ...changes };
    return String(this.done("publish", args, "office")["noticeId"]);
  }

  /** Objects and gives the objection's id. */
  objected(noticeId: string, as: string, changes: ValueObject = {}): string {
    const args = { noticeId, target: "whole", reason: "价格偏低", ...changes };
    return String(this.done("object", args, as)["objectionId"]);
  }

  /** Lets the clock reach the end of a day, so that what is due on it fires. */
  endOf(day: string): void {
    this.advanceTo(endOfDay(day));
  }

  /** The one row of a table with an id. */
  row(table: "notices" | "objections", id: string) {
    const found = this.rows({ name: `hall_${table}` }).find((row) => row["id"] === id);
    if (found === undefined) throw new Error(`${table} has no ${id}`);
    return found;
  }
}
