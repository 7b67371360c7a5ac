import assert from "node:assert/strict";
import { type Context, defineTimer, type Timer } from "#kernel/command";
import { anyTable } from "#kernel/scenario";
import { shape } from "#kernel/shape";
import type { ReadTx, Table, Tx } from "#kernel/table";
import { endOfDay, shanghaiDay } from "./calendar-day.ts";
import {
  type Answer,
  type Done,
  hasEnded,
  isRunning,
  type NewNotice,
  type NewObjection,
  type NoticeHooks,
  type NoticeProblem,
  type NoticeSubject,
  type PaperNotice,
  paperDays,
  type Refused,
  stopsClock,
} from "./notice-acts.ts";
import { isPeriodEstimated, lastDay } from "./notice-days.ts";
import {
  defineNoticeTables,
  NOTICE_MOVES,
  type Notice,
  type NoticeState,
  type NoticeTables,
  type NoticeVisibility,
  OBJECTION_MOVES,
  type Objection,
  type ObjectionState,
} from "./notices-tables.ts";
import { addWorkingDays } from "./working-calendar.ts";

/**
 * Notices (公示) and objections to them. A scenario declares a board of its own and lists its tables and timers in the
 * manifest:
 *
 *     const board = defineNoticeBoard({ name: "transfer", mayReadNotice, mayReadObjection, hooks: { closed } });
 *     defineScenario({ tables: [...board.tables, …], timers: [...board.timers, …], … });
 *
 * Commands of the scenario say who may publish, object and answer, and call the board; the board keeps days, clocks and
 * states. What a user can get wrong comes back as an outcome that the command turns into a rejection; what cannot happen is
 * an assertion.
 *
 * An objection to the whole, or to who made and owns the result, stops the clock until every such objection is answered;
 * the days that were left then follow. If it is upheld, the notice is void. An objection to one line stops nothing: what
 * becomes of that line is for the scenario to say, in its hooks.
 */

export interface NoticeBoardOptions extends NoticeVisibility {
  /** Prefix of the tables and timers: the name of the scenario. */
  readonly name: string;
  readonly hooks?: NoticeHooks;
}

/** Declares a board. Its timers are `<name>.notice-closes` and `<name>.objection-overdue`. */
export function defineNoticeBoard(options: NoticeBoardOptions): NoticeBoard {
  return new NoticeBoard(options);
}

/** Notices of one scenario, with what may be done with them. Holds no state: all of it is in `tx`. */
export class NoticeBoard {
  readonly notices: NoticeTables["notices"];
  readonly objections: NoticeTables["objections"];
  /** For the manifest of the scenario. */
  readonly tables: readonly Table[];
  /** For the manifest of the scenario. */
  readonly timers: readonly Timer[];
  readonly #numbers: NoticeTables["numbers"];
  readonly #hooks: NoticeHooks;
  readonly #closes: Timer<{ noticeId: string }>;
  readonly #overdue: Timer<{ objectionId: string }>;

  constructor({ name, hooks = {}, ...visibility }: NoticeBoardOptions) {
    const { notices, objections, numbers } = defineNoticeTables(name, visibility);
    this.notices = notices;
    this.objections = objections;
    this.#numbers = numbers;
    this.#hooks = hooks;
    this.tables = [anyTable(notices), anyTable(objections), anyTable(numbers)];
    this.#closes = defineTimer({
      name: `${name}.notice-closes`,
      input: shape.object({ noticeId: shape.text(1, 80) }),
      run: (tx, { noticeId }, ctx) => this.#close(tx, noticeId, ctx),
    });
    this.#overdue = defineTimer({
      name: `${name}.objection-overdue`,
      input: shape.object({ objectionId: shape.text(1, 80) }),
      run: (tx, { objectionId }) => this.#markOverdue(tx, objectionId),
    });
    this.timers = [this.#closes, this.#overdue];
  }

  /**
   * Publishes a notice today. Its first day is the next day of its kind, and it runs out by itself at 24:00 of its last.
   * Refused while the subject has a notice of this kind that runs or has run out; supersede or withdraw that one first.
   */
  publish(tx: Tx, ctx: Context, wanted: NewNotice): Done<{ readonly notice: Notice }> | Refused<"notice_running"> {
    const standing = this.standingNotice(tx, wanted, wanted.kind);
    if (standing !== undefined) return refused("notice_running", { number: standing.number });
    const openedOn = shanghaiDay(ctx.time);
    const { days, dayKind } = wanted;
    const closesOn = lastDay({ openedOn, days, dayKind, suspensions: [] }, openedOn);
    const draft = this.#newNotice(tx, ctx, wanted, openedOn);
    const closeTimer = tx.schedule(this.#closes, endOfDay(closesOn), { noticeId: draft.id });
    const isEstimated = isPeriodEstimated(openedOn, closesOn);
    const notice: Notice = { ...draft, state: "open", days, closesOn, isEstimated, closeTimer };
    tx.table(this.notices).put(notice);
    return { ok: true, notice };
  }

  /**
   * Enters a notice that hung on paper (补录). It has run out and is marked, for it proves no notice given in time. Its
   * days are counted from the day after it was hung up.
   * @throws AssertionError when its last day has not passed or no day of its kind lies in it; see `paperDays`.
   */
  recordPaper(
    tx: Tx,
    ctx: Context,
    wanted: PaperNotice,
  ): Done<{ readonly notice: Notice }> | Refused<"notice_running"> {
    const standing = this.standingNotice(tx, wanted, wanted.kind);
    if (standing !== undefined) return refused("notice_running", { number: standing.number });
    const { openedOn, closesOn, documentHash } = wanted;
    const days = paperDays(wanted);
    assert(days > 0 && endOfDay(closesOn) <= ctx.time, "a paper notice is over when it is entered");
    const notice: Notice = {
      ...this.#newNotice(tx, ctx, wanted, openedOn),
      state: "closed",
      days,
      closesOn,
      isEstimated: isPeriodEstimated(openedOn, closesOn),
      isPaper: true,
      documentHash,
      endedAt: ctx.time,
    };
    tx.table(this.notices).put(notice);
    return { ok: true, notice };
  }

  /** Takes a notice back that was made in error, or puts aside one whose subject has changed. Objections stay to be answered. */
  end(
    tx: Tx,
    ctx: Context,
    noticeId: string,
    { to, reason }: { readonly to: "withdrawn" | "superseded"; readonly reason: string },
  ): Done<{ readonly notice: Notice }> | Refused<"notice_not_found" | "notice_ended"> {
    const notice = this.notice(tx, noticeId);
    if (notice === undefined) return refused("notice_not_found", {});
    if (hasEnded(notice)) return refused("notice_ended", stateFacts(notice));
    return { ok: true, notice: this.#end(tx, ctx, notice, to, reason) };
  }

  /** Makes an objection. To the whole or the ownership it stops the clock from today on. */
  object(
    tx: Tx,
    ctx: Context,
    noticeId: string,
    wanted: NewObjection,
  ):
    | Done<{ readonly objection: Objection; readonly notice: Notice }>
    | Refused<"notice_not_found" | "notice_not_open" | "notice_line_unknown"> {
    const found = this.notice(tx, noticeId);
    if (found === undefined) return refused("notice_not_found", {});
    if (!isRunning(found, ctx.time)) return refused("notice_not_open", stateFacts(found));
    const { target, lineId } = wanted;
    const hasLine = lineId !== undefined && found.lines.some(({ id }) => id === lineId);
    if (target === "line" ? !hasLine : lineId !== undefined) {
      return refused("notice_line_unknown", { number: found.number });
    }
    const objection = this.#newObjection(tx, ctx, found, wanted);
    tx.table(this.objections).put(objection);
    const counted: Notice = {
      ...found,
      objectionCount: found.objectionCount + 1,
      openObjectionCount: found.openObjectionCount + 1,
    };
    const notice = found.state === "open" && stopsClock(target) ? this.#suspend(tx, counted, ctx) : counted;
    tx.table(this.notices).put(notice);
    this.#hooks.objected?.(tx, objection, notice, ctx);
    return { ok: true, objection, notice };
  }

  /** Takes an objection back. Who made it is for the command to check. */
  withdrawObjection(
    tx: Tx,
    ctx: Context,
    objectionId: string,
  ):
    | Done<{ readonly objection: Objection; readonly notice: Notice }>
    | Refused<"objection_not_found" | "objection_not_open"> {
    return this.#settle(tx, ctx, objectionId, { state: "withdrawn" });
  }

  /** Answers an objection. Upheld, one that stopped the clock makes the notice void; else the days that are left follow. */
  resolve(
    tx: Tx,
    ctx: Context,
    objectionId: string,
    { state, resolvedBy, resolution, documentHash }: Answer,
  ):
    | Done<{ readonly objection: Objection; readonly notice: Notice }>
    | Refused<"objection_not_found" | "objection_not_open"> {
    const resolutionDocumentHash = documentHash ?? null;
    return this.#settle(tx, ctx, objectionId, { state, resolvedBy, resolution, resolutionDocumentHash });
  }

  /** The notice with this id; undefined where there is none, or none that the viewer of a query may see. */
  notice(tx: ReadTx, id: string): Notice | undefined {
    return tx.table(this.notices).get(id);
  }

  /** The objection with this id; undefined where there is none, or none that the viewer of a query may see. */
  objection(tx: ReadTx, id: string): Objection | undefined {
    return tx.table(this.objections).get(id);
  }

  /** The notice of a subject that runs or has run out; undefined when it has none, or they were all taken back. */
  standingNotice(tx: ReadTx, subject: NoticeSubject, kind: string): Notice | undefined {
    return this.noticesOf(tx, subject).find((notice) => notice.kind === kind && !hasEnded(notice));
  }

  /** Notices of a subject, the latest first, at most 1000 of them. */
  noticesOf(tx: ReadTx, { subjectKind, subjectId }: NoticeSubject): readonly Notice[] {
    const equals = { subjectKind, subjectId };
    return tx.table(this.notices).find({ index: "bySubject", equals, reverse: true });
  }

  /** Objections to any notice of a subject that wait for an answer, the oldest first, at most 1000 of them. */
  openObjections(tx: ReadTx, { subjectKind, subjectId }: NoticeSubject): readonly Objection[] {
    const equals = { subjectKind, subjectId, state: "open" };
    return tx.table(this.objections).find({ index: "bySubject", equals });
  }

  /** Objections to a notice, the oldest first, at most 1000 of them. */
  objectionsTo(tx: ReadTx, noticeId: string): readonly Objection[] {
    return tx.table(this.objections).find({ index: "byNotice", equals: { noticeId } });
  }

  #newNotice(tx: Tx, ctx: Context, wanted: Omit<NewNotice, "days">, openedOn: string) {
    const { subjectKind, subjectId, kind, ownerId, publishedBy, audience, dayKind, source, shortReason } = wanted;
    return {
      id: tx.newId("notice"),
      number: this.#nextNumber(tx, ownerId, openedOn),
      ownerId,
      kind,
      subjectKind,
      subjectId,
      audience,
      facts: [...wanted.facts],
      lines: [...(wanted.lines ?? [])],
      dayKind,
      openedOn,
      openedAt: ctx.time,
      publishedBy,
      transactionId: ctx.id,
      suspensions: [],
      closeTimer: null,
      source,
      shortReason,
      isPaper: false,
      documentHash: null,
      objectionCount: 0,
      openObjectionCount: 0,
      endedAt: null,
      endReason: null,
    };
  }

  #newObjection(tx: Tx, ctx: Context, notice: Notice, wanted: NewObjection): Objection {
    const { id: noticeId, ownerId, subjectKind, subjectId } = notice;
    const { objectorId, target, lineId, reason, documentHash, answerDays } = wanted;
    const id = tx.newId("objection");
    const answerBy = addWorkingDays(shanghaiDay(ctx.time), answerDays);
    return {
      id,
      noticeId,
      ownerId,
      subjectKind,
      subjectId,
      objectorId,
      target,
      lineId: lineId ?? null,
      reason,
      resolution: null,
      documentHash: documentHash ?? null,
      resolutionDocumentHash: null,
      state: "open",
      madeAt: ctx.time,
      answerBy,
      answerTimer: tx.schedule(this.#overdue, endOfDay(answerBy), { objectionId: id }),
      isOverdue: false,
      resolvedBy: null,
      resolvedAt: null,
    };
  }

  #nextNumber(tx: Tx, ownerId: string, day: string): string {
    const year = day.slice(0, 4);
    const id = `${ownerId}/${year}`;
    const table = tx.table(this.#numbers);
    const last = (table.get(id)?.last ?? 0) + 1;
    table.put({ id, last });
    return `${year}-${last.toString().padStart(4, "0")}`;
  }

  #settle(
    tx: Tx,
    ctx: Context,
    objectionId: string,
    answer: { readonly state: Exclude<ObjectionState, "open"> } & Partial<Objection>,
  ):
    | Done<{ readonly objection: Objection; readonly notice: Notice }>
    | Refused<"objection_not_found" | "objection_not_open"> {
    const found = this.objection(tx, objectionId);
    if (found === undefined) return refused("objection_not_found", {});
    if (!OBJECTION_MOVES[found.state].includes(answer.state)) {
      return refused("objection_not_open", { state: found.state });
    }
    if (found.answerTimer !== null) tx.cancel(found.answerTimer);
    const objection: Objection = { ...found, ...answer, answerTimer: null, resolvedAt: ctx.time };
    tx.table(this.objections).put(objection);
    const notice = this.#afterAnswer(tx, ctx, objection);
    this.#hooks.answered?.(tx, objection, notice, ctx);
    return { ok: true, objection, notice };
  }

  #afterAnswer(tx: Tx, ctx: Context, objection: Objection): Notice {
    const found = this.notice(tx, objection.noticeId);
    assert(found !== undefined, `there is no notice ${objection.noticeId}`);
    const notice: Notice = { ...found, openObjectionCount: found.openObjectionCount - 1 };
    const stopped = notice.state === "suspended" && stopsClock(objection.target);
    if (stopped && objection.state === "upheld") {
      return this.#end(tx, ctx, notice, "void", "an objection was upheld");
    }
    const mayGoOn =
      stopped && !this.objectionsTo(tx, notice.id).some((each) => each.state === "open" && stopsClock(each.target));
    const next = mayGoOn ? this.#resume(tx, notice, ctx) : notice;
    tx.table(this.notices).put(next);
    return next;
  }

  #suspend(tx: Tx, notice: Notice, ctx: Context): Notice {
    if (notice.closeTimer !== null) tx.cancel(notice.closeTimer);
    const suspensions = [...notice.suspensions, { from: shanghaiDay(ctx.time), to: null }];
    return { ...inState(notice, "suspended"), suspensions, closesOn: null, closeTimer: null };
  }

  #resume(tx: Tx, notice: Notice, ctx: Context): Notice {
    const today = shanghaiDay(ctx.time);
    const suspensions = notice.suspensions.map(({ from, to }) => ({ from, to: to ?? today }));
    const closesOn = lastDay({ ...notice, suspensions }, today);
    const closeTimer = tx.schedule(this.#closes, endOfDay(closesOn), { noticeId: notice.id });
    const isEstimated = isPeriodEstimated(notice.openedOn, closesOn);
    return { ...inState(notice, "open"), suspensions, closesOn, closeTimer, isEstimated };
  }

  #end(tx: Tx, ctx: Context, notice: Notice, to: "withdrawn" | "superseded" | "void", endReason: string): Notice {
    if (notice.closeTimer !== null) tx.cancel(notice.closeTimer);
    const ended: Notice = { ...inState(notice, to), closeTimer: null, endedAt: ctx.time, endReason };
    tx.table(this.notices).put(ended);
    this.#hooks.ended?.(tx, ended, ctx);
    return ended;
  }

  #close(tx: Tx, noticeId: string, ctx: Context): Record<string, never> {
    const notice = this.notice(tx, noticeId);
    assert(notice !== undefined, `there is no notice ${noticeId}`);
    const closed: Notice = { ...inState(notice, "closed"), closeTimer: null, endedAt: ctx.time };
    tx.table(this.notices).put(closed);
    this.#hooks.closed?.(tx, closed, ctx);
    return {};
  }

  #markOverdue(tx: Tx, objectionId: string): Record<string, never> {
    const objection = this.objection(tx, objectionId);
    assert(objection !== undefined, `there is no objection ${objectionId}`);
    tx.table(this.objections).put({ ...objection, isOverdue: true, answerTimer: null });
    return {};
  }
}

function inState(notice: Notice, to: NoticeState): Notice {
  assert(NOTICE_MOVES[notice.state].includes(to), `a notice that is ${notice.state} does not become ${to}`);
  return { ...notice, state: to };
}

function stateFacts({ number, state }: Notice): { readonly number: string; readonly state: string } {
  return { number, state };
}

function refused<P extends NoticeProblem>(problem: P, facts: Readonly<Record<string, string>>): Refused<P> {
  return { ok: false, problem, facts };
}
