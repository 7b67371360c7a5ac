import type { DemoLabel } from "#kernel/demo-keys";
import type { JsonObject, ValueObject } from "#kernel/json";

/** Which pictures the documents show, in the order in which the story of the demo passes them. */

/** What an act of the story is about to do, and what earlier acts gave. */
export interface Moment {
  readonly signer: DemoLabel;
  readonly command: string;
  readonly args: ValueObject;
  /** Results of earlier acts by command, the latest of each. */
  readonly results: ReadonlyMap<string, JsonObject>;
}

/** A picture of what the signer sees just before an act. */
export interface StepPicture {
  readonly name: string;
  /** It is taken before the first act of this command after the picture before. */
  readonly command: string;
  /** Below the ledger; where the signer's own work leads when left out. */
  readonly address?: (moment: Moment) => string;
  /** Who looks; who signs when left out. The browser steps into roles of the first page only. */
  readonly role?: DemoLabel;
  /** Scrolled to the top of the picture. */
  readonly from?: string;
}

/** A picture of the demo as it stands at the end. */
export interface EndPicture {
  readonly name: string;
  readonly path: string;
  readonly role?: DemoLabel;
  /** Pressed before, one after the other. */
  readonly press?: readonly string[];
  /** Scrolled to the top of the picture. */
  readonly from?: string;
  readonly isPhone?: boolean;
}

/** The path of a licence from disclosure to payout, with what is special to shares. */
export const STEPS: readonly StepPicture[] = [
  { name: "disclose", command: "disclose-achievement" },
  { name: "confirm-contribution", command: "confirm-contribution" },
  { name: "register", command: "register-achievement" },
  { name: "stake", command: "record-stake" },
  { name: "shares", command: "register-shares" },
  { name: "propose", command: "propose-deal" },
  { name: "price-notice", command: "publish-price-notice" },
  {
    name: "object",
    command: "object",
    address: ({ args }) => `notices/${String(args["noticeId"])}?object=whole`,
    role: "bjtu/team-member-1",
  },
  { name: "answer", command: "resolve-objection" },
  { name: "decision", command: "record-decision" },
  { name: "sign", command: "sign-deal" },
  { name: "cost", command: "record-cost" },
  { name: "slips", command: "import-bank-slips", address: () => "slips" },
  {
    name: "correct",
    command: "reverse-receipt",
    address: ({ results }) => `cases/${dealOf(results)}`,
    from: "#acts",
  },
  { name: "receipt", command: "record-receipt" },
  { name: "plan", command: "propose-plan" },
  { name: "split", command: "decide-team-split" },
  { name: "own-line", command: "confirm-own-line" },
  { name: "award-notice", command: "publish-plan-notice" },
  {
    name: "object-line",
    command: "object",
    address: ({ args }) => `notices/${String(args["noticeId"])}?object=line&line=${String(args["lineId"])}`,
  },
  { name: "approve", command: "approve-plan" },
  { name: "withholding", command: "record-withholding" },
  { name: "batch", command: "create-payment-batch" },
  { name: "release", command: "instruct-payment-batch" },
  { name: "bank-result", command: "record-bank-result" },
];

/** The pages themselves. `$licence`, `$notice` and `$receipt` are filled in with the demo's ids. */
export const PAGES: readonly EndPicture[] = [
  { name: "first-page", path: "/" },
  { name: "work", path: "/at/bjtu/work", role: "bjtu/finance-officer" },
  { name: "case", path: "/at/bjtu/cases/$licence", role: "bjtu/transfer-officer" },
  {
    name: "why",
    path: "/at/bjtu/cases/$licence",
    role: "bjtu/transfer-officer",
    press: ["[data-row=award] .ask"],
    from: "[data-row=earlier]",
  },
  { name: "case-phone", path: "/at/bjtu/cases/$licence", role: "bjtu/transfer-officer", isPhone: true },
  { name: "notice", path: "/at/bjtu/notices/$notice", role: "bjtu/team-member-1" },
  {
    name: "verify",
    path: "/at/bjtu/verify?id=$receipt",
    role: "bjtu/auditor",
    press: [".panel-head .switch-track"],
  },
  { name: "explorer", path: "/at/bjtu/ledger", role: "bjtu/auditor" },
  { name: "rules", path: "/at/bjtu/rules?case=$licence", role: "bjtu/team-leader" },
  { name: "members", path: "/at/bjtu/members", role: "bjtu/administrator" },
  { name: "enrol", path: "/enrol" },
];

function dealOf(results: Moment["results"]): string {
  return String(results.get("transfer.propose-deal")?.["dealId"]);
}
