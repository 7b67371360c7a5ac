import type { Context, RejectionStatus } from "#kernel/command";
import type { Id } from "#kernel/shape";
import type { Tx } from "#kernel/table";
import { daysBetween, endOfDay } from "./calendar-day.ts";
import type {
  Audience,
  Notice,
  NoticeFact,
  NoticeLine,
  NoticeSource,
  Objection,
  ObjectionTarget,
} from "./notices-tables.ts";
import { type DayKind, workingDaysBetween } from "./working-calendar.ts";

/** What a board of notices is told and what it answers; the board itself is in `notices.ts`. */

/** Ways in which an operation on notices is refused, with the HTTP status of the rejection. */
export const NOTICE_PROBLEMS = {
  notice_not_found: 404,
  /** The subject has a notice of this kind that has not ended. Facts: `number`. */
  notice_running: 409,
  /** It has run out or ended, so that nobody can object any more. Facts: `number`, `state`. */
  notice_not_open: 409,
  /** It was withdrawn, superseded or made void already. Facts: `number`, `state`. */
  notice_ended: 409,
  /** The target needs a line of the notice, or must have none. Facts: `number`. */
  notice_line_unknown: 422,
  objection_not_found: 404,
  /** It is answered or taken back already. Facts: `state`. */
  objection_not_open: 409,
} as const satisfies Readonly<Record<string, RejectionStatus>>;
export type NoticeProblem = keyof typeof NOTICE_PROBLEMS;

/** For `reject(outcome.problem, outcome.facts)`. */
export type Refused<P extends NoticeProblem> = {
  readonly ok: false;
  readonly problem: P;
  readonly facts: Readonly<Record<string, string>>;
};
export type Done<T> = { readonly ok: true } & T;

/** What a notice is about: a row of the scenario by kind and id. */
export interface NoticeSubject {
  readonly subjectKind: string;
  readonly subjectId: string;
}

export interface NewNotice extends NoticeSubject {
  /** Code of the scenario: `price`, `award`. */
  readonly kind: string;
  /** Member that publishes. */
  readonly ownerId: Id<"member">;
  readonly publishedBy: Id<"person">;
  readonly audience: Audience;
  readonly facts: readonly NoticeFact[];
  /** What objections can be made to one by one. */
  readonly lines?: readonly NoticeLine[];
  readonly days: number;
  readonly dayKind: DayKind;
  /** See `noticeDemand`. */
  readonly source: NoticeSource | null;
  /** Why it is shorter than the rule asks; null when it is not. */
  readonly shortReason: string | null;
}

/** A notice that hung on paper from the day `openedOn` to the end of the day `closesOn`. */
export interface PaperNotice extends Omit<NewNotice, "days"> {
  readonly openedOn: string;
  readonly closesOn: string;
  /** SHA-256 of the scan. */
  readonly documentHash: string;
}

export interface NewObjection {
  readonly objectorId: Id<"person">;
  readonly target: ObjectionTarget;
  /** Line of the notice where the target is one. */
  readonly lineId?: string | undefined;
  /** Commitment to the reason, a `personal` field of the command. */
  readonly reason: string;
  readonly documentHash?: string | undefined;
  /** Working days in which it is to be answered, counted from the next one. */
  readonly answerDays: number;
}

export interface Answer {
  readonly state: "upheld" | "dismissed";
  readonly resolvedBy: Id<"person">;
  /** Commitment to the text of the resolution, a `personal` field of the command. */
  readonly resolution: string;
  readonly documentHash?: string | undefined;
}

/** What a scenario does when something happens to one of its notices; called after the board has written its rows. */
export interface NoticeHooks {
  /** It has run out. */
  closed?(tx: Tx, notice: Notice, ctx: Context): void;
  /** It was withdrawn, superseded, or made void by an objection that was upheld. */
  ended?(tx: Tx, notice: Notice, ctx: Context): void;
  objected?(tx: Tx, objection: Objection, notice: Notice, ctx: Context): void;
  /** An objection was upheld, dismissed or taken back. */
  answered?(tx: Tx, objection: Objection, notice: Notice, ctx: Context): void;
}

/** Whether an objection with this target stops the clock of its notice. */
export function stopsClock(target: ObjectionTarget): boolean {
  return target !== "line";
}

/** Whether people can object now: it is open or its clock stands, and its last day is not over. */
export function isRunning({ state, closesOn }: Notice, atMs: number): boolean {
  // A block runs a limited number of timers, so that a notice may wait for its own.
  return state === "suspended" || (state === "open" && closesOn !== null && atMs < endOfDay(closesOn));
}

/** Days that a paper notice hung, of its kind; the day on which it was hung up does not count. */
export function paperDays({
  openedOn,
  closesOn,
  dayKind,
}: Pick<PaperNotice, "openedOn" | "closesOn" | "dayKind">): number {
  return dayKind === "working" ? workingDaysBetween(openedOn, closesOn) : Math.max(0, daysBetween(openedOn, closesOn));
}

/** Whether a notice was taken back or made void, so that nothing rests on it any more. */
export function hasEnded({ state }: Notice): boolean {
  return state === "withdrawn" || state === "superseded" || state === "void";
}
