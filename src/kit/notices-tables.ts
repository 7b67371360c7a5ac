import type { Viewer } from "#kernel/identity";
import { type Infer, shape } from "#kernel/shape";
import { defineTable, type ReadTx, type SearchText } from "#kernel/table";
import { DAY_KINDS } from "./working-calendar.ts";

/** Longest notice in days, most facts on it, and most lines. */
const DAYS_MAX = 365;
const FACTS_MAX = 40;
const LINES_MAX = 500;
const OBJECTIONS_MAX = 10_000;

/**
 * States of a notice (公示) and the moves between them. It stands open, its clock stands while an objection to the whole is
 * open, and it has run out (`closed`) at 24:00 of its last day. `void`: an objection to the whole was upheld.
 */
export const NOTICE_STATES = ["open", "suspended", "closed", "withdrawn", "superseded", "void"] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];
export const NOTICE_MOVES: Readonly<Record<NoticeState, readonly NoticeState[]>> = {
  open: ["suspended", "closed", "withdrawn", "superseded"],
  suspended: ["open", "withdrawn", "superseded", "void"],
  closed: ["withdrawn", "superseded"],
  withdrawn: [],
  superseded: [],
  void: [],
};

/** States of an objection: it is open until it is answered or taken back. */
export const OBJECTION_STATES = ["open", "upheld", "dismissed", "withdrawn"] as const;
export type ObjectionState = (typeof OBJECTION_STATES)[number];
export const OBJECTION_MOVES: Readonly<Record<ObjectionState, readonly ObjectionState[]>> = {
  open: ["upheld", "dismissed", "withdrawn"],
  upheld: [],
  dismissed: [],
  withdrawn: [],
};

/** What an objection is against: everything, one line of the notice, or who made the result and owns it. */
export const OBJECTION_TARGETS = ["whole", "line", "ownership"] as const;
export type ObjectionTarget = (typeof OBJECTION_TARGETS)[number];

/** Who may read a notice: people of the member that publishes it, whoever has a session on the ledger, or everybody. */
export const AUDIENCES = ["unit", "ledger", "public"] as const;
export type Audience = (typeof AUDIENCES)[number];

const fact = shape.object({ name: shape.text(1, 60), value: shape.text(1, 500) });
/** Something that a notice shows: `name` is a code with a text in the scenario, amounts are in fen. */
export type NoticeFact = Infer<typeof fact>;

const line = shape.object({
  /** What an objection to this line names, such as a payee's id. */
  id: shape.text(1, 80),
  /** Commitment to a name that is shown while the vault has it. */
  name: shape.optional(shape.hash()),
  facts: shape.array(fact, 0, FACTS_MAX),
});
export type NoticeLine = Infer<typeof line>;

const source = shape.object({
  packId: shape.text(1, 60),
  packVersion: shape.int(1, 1_000_000),
  ruleId: shape.text(1, 60),
  articleZh: shape.text(1, 2_000),
  articleEn: shape.text(1, 2_000),
  force: shape.text(1, 40),
  days: shape.nullable(shape.int(1, DAYS_MAX)),
  dayKind: shape.nullable(shape.choice(DAY_KINDS)),
});
/** The rule that asks for a notice, and how long it wants it: null where it does not say. */
export type NoticeSource = Infer<typeof source>;

const noticeRow = shape.object({
  id: shape.id("notice"),
  /** Counted by owner and year of publication: `2026-0003`. */
  number: shape.text(9, 12),
  /** Member that publishes. */
  ownerId: shape.id("member"),
  /** What is published, a code of the scenario: `price`, `award`. */
  kind: shape.text(1, 40),
  subjectKind: shape.text(1, 40),
  subjectId: shape.text(1, 80),
  audience: shape.choice(AUDIENCES),
  facts: shape.array(fact, 1, FACTS_MAX),
  lines: shape.array(line, 0, LINES_MAX),
  state: shape.choice(NOTICE_STATES),
  /** How many days of which kind it lasts. The day of publication does not count. */
  days: shape.int(1, DAYS_MAX),
  dayKind: shape.choice(DAY_KINDS),
  openedOn: shape.day(),
  openedAt: shape.instant(),
  publishedBy: shape.id("person"),
  /** Transaction that published or entered it: what a printed notice lets a reader check. */
  transactionId: shape.text(80, 80),
  /** Last day, at whose 24:00 it runs out; null while its clock stands. */
  closesOn: shape.nullable(shape.day()),
  /** Whether it reaches into a year whose holidays are not published. */
  isEstimated: shape.bool(),
  /** Days on which the clock stood, from and to; they do not count. `to` is null while it stands. */
  suspensions: shape.array(shape.object({ from: shape.day(), to: shape.nullable(shape.day()) }), 0, 200),
  closeTimer: shape.nullable(shape.text(1, 100)),
  /** The rule it follows, as of its publication; null where none asks for a notice. */
  source: shape.nullable(source),
  /** Present when it is shorter than `source` asks: why it was published all the same. */
  shortReason: shape.nullable(shape.text(1, 500)),
  /** What happened on paper before: entered late, it proves no notice given in time. Hash of the scan. */
  isPaper: shape.bool(),
  documentHash: shape.nullable(shape.hash()),
  objectionCount: shape.int(0, OBJECTIONS_MAX),
  openObjectionCount: shape.int(0, OBJECTIONS_MAX),
  /** When and why it ended otherwise than by running out, or when it ran out. */
  endedAt: shape.nullable(shape.instant()),
  endReason: shape.nullable(shape.text(1, 500)),
});
export type Notice = Infer<typeof noticeRow>;

const objectionRow = shape.object({
  id: shape.id("objection"),
  noticeId: shape.id("notice"),
  ownerId: shape.id("member"),
  subjectKind: shape.text(1, 40),
  subjectId: shape.text(1, 80),
  /** Real name: the person whose key signed it. */
  objectorId: shape.id("person"),
  target: shape.choice(OBJECTION_TARGETS),
  /** Line of the notice; null unless `target` is a line. */
  lineId: shape.nullable(shape.text(1, 80)),
  /** Commitments to free texts, which can be erased. */
  reason: shape.hash(),
  resolution: shape.nullable(shape.hash()),
  documentHash: shape.nullable(shape.hash()),
  resolutionDocumentHash: shape.nullable(shape.hash()),
  state: shape.choice(OBJECTION_STATES),
  madeAt: shape.instant(),
  /** Last day for an answer. */
  answerBy: shape.day(),
  answerTimer: shape.nullable(shape.text(1, 100)),
  /** Whether that day passed without an answer. */
  isOverdue: shape.bool(),
  resolvedBy: shape.nullable(shape.id("person")),
  resolvedAt: shape.nullable(shape.instant()),
});
export type Objection = Infer<typeof objectionRow>;

const numberRow = shape.object({ id: shape.text(1, 80), last: shape.int(1, 999_999) });
type LastNumber = Infer<typeof numberRow>;

/** Who may see notices beside their audience, and objections beside who made them. */
export interface NoticeVisibility {
  readonly mayReadNotice: (notice: Notice, viewer: Viewer, tx: ReadTx) => boolean;
  readonly mayReadObjection: (objection: Objection, viewer: Viewer, tx: ReadTx) => boolean;
  /** What a notice is found by, where it is searched. */
  readonly search?: (notice: Notice) => SearchText;
}

/** The tables of a board. */
export type NoticeTables = ReturnType<typeof defineNoticeTables>;

/** Declares the three tables of a board under its name: `<board>_notices`, `<board>_objections`, `<board>_notice_numbers`. */
export function defineNoticeTables(board: string, { mayReadNotice, mayReadObjection, search }: NoticeVisibility) {
  const notices = defineTable({
    name: `${board}_notices`,
    row: noticeRow,
    key: (notice: Notice) => notice.id,
    indexes: {
      bySubject: ["subjectKind", "subjectId", "openedAt"],
      byOpening: ["openedAt"],
      byState: ["state", "openedAt"],
      byOwner: ["ownerId", "openedAt"],
      byOwnerState: ["ownerId", "state", "openedAt"],
      byAudience: ["audience", "openedAt"],
      byAudienceState: ["audience", "state", "openedAt"],
    },
    documents: ({ documentHash }) => [documentHash],
    ...(search === undefined ? {} : { search, isSubject: false }),
    visible: (notice, viewer, tx) => isInAudience(notice, viewer) || mayReadNotice(notice, viewer, tx),
  });
  const objections = defineTable({
    name: `${board}_objections`,
    row: objectionRow,
    key: (objection: Objection) => objection.id,
    indexes: {
      byNotice: ["noticeId", "madeAt"],
      bySubject: ["subjectKind", "subjectId", "state", "madeAt"],
      byObjector: ["objectorId", "madeAt"],
      byOwner: ["ownerId", "state", "madeAt"],
    },
    documents: ({ documentHash, resolutionDocumentHash }) => [documentHash, resolutionDocumentHash],
    visible: (objection, viewer, tx) =>
      viewer?.personId === objection.objectorId || mayReadObjection(objection, viewer, tx),
  });
  const numbers = defineTable({
    name: `${board}_notice_numbers`,
    row: numberRow,
    key: (row: LastNumber) => row.id,
    indexes: {},
    visible: () => false,
  });
  return { notices, objections, numbers } as const;
}

function isInAudience({ audience, ownerId }: Notice, viewer: Viewer): boolean {
  if (audience === "public") return true;
  return viewer !== undefined && (audience === "ledger" || viewer.memberId === ownerId);
}
