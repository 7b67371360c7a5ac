import type { NoticeDay } from "#kit/notice-days";
import type { Notice, Objection } from "#kit/notices-tables";

/** Answers of the queries on notices, as they come over the line. */

export type NoticeItem = Omit<Notice, "facts" | "lines" | "source" | "suspensions" | "closeTimer"> & {
  readonly title: string | null;
  readonly lineCount: number;
  readonly daysLeft: number;
};

export type ShownObjection = Omit<Objection, "answerTimer" | "reason" | "resolution"> & {
  /** Null where the viewer may not read it or where it was erased. */
  readonly reason: string | null;
  readonly resolution: string | null;
};

export type ShownNotice = Omit<Notice, "closeTimer">;

export interface NoticeAnswer {
  readonly notice: ShownNotice | null;
  readonly dealId: string | null;
  readonly today: string;
  readonly daysLeft: number;
  readonly calendar: readonly NoticeDay[];
  readonly objections: readonly ShownObjection[];
}
