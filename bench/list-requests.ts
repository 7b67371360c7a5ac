import type { JsonObject } from "#kernel/json";

type Input = Readonly<Record<string, string>>;

/** What people ask a node for when they open a list, with who asks. */

/** Who asks: those who have the most to see, each side of a deal, and two who see almost nothing. */
export const VIEWERS = [
  "school office",
  "school finance",
  "school everything",
  "school auditor",
  "college office",
  "school 7",
  "company 0",
  "company 19",
  "holder",
  "quiet",
  "stranger",
] as const;

export interface ListRequest {
  readonly what: string;
  readonly query?: { readonly name: string; readonly input: JsonObject };
  /** Search below the ledger's address whose hits are the query's `foundIds`. */
  readonly search?: string;
  /** Below the ledger's address. */
  readonly path?: string;
  /** The page after so many of 200 items is asked for; the first one when left out. */
  readonly deep?: number;
}

const DEEP = 20;

/** Words that find a few, and words that find more than a list takes. */
const WORDS = ["机器人 42", "制动盘"];
const CASE_KINDS = "transfer.deal,transfer.achievement";
const PAID_KINDS = `${CASE_KINDS},council.person`;

/** The lists, most of them asked for by everybody. */
export function listRequests(unitId: string, otherUnitId: string, head: { size: number; height: number }) {
  const both = (name: string, input: Input = {}): ListRequest[] => [list(name, input), list(name, input, DEEP)];
  const get = (path: string): ListRequest => ({ what: decodeURIComponent(path), path });
  return [
    ...both("transfer.cases"),
    ...both("transfer.cases", { order: "oldest" }),
    ...["noticed", "decided", "signed", "closed"].flatMap((state) => both("transfer.cases", { state })),
    ...both("transfer.achievements", { unitId }),
    list("transfer.achievements", { unitId: otherUnitId }),
    ...both("transfer.notices"),
    ...both("transfer.notices", { order: "oldest" }),
    ...["open", "suspended", "closed", "void"].flatMap((state) => both("transfer.notices", { state })),
    list("transfer.my-work"),
    ...["transfer-director", "finance-officer", "leadership"].flatMap((role) => both("transfer.approvals", { role })),
    ...both("transfer.approvals", { role: "finance-officer", order: "newest" }),
    list("transfer.approvers"),
    list("transfer.units"),
    ...both("transfer.payment-batches"),
    ...both("transfer.payment-batches", { order: "oldest" }),
    ...["drafted", "cancelled"].map((state) => list("transfer.payment-batches", { state })),
    ...both("transfer.bank-slips"),
    ...both("transfer.bank-slips", { order: "oldest" }),
    ...["unmatched", "matched"].flatMap((state) => both("transfer.bank-slips", { state })),
    ...both("transfer.payable-lines"),
    ...both("transfer.payable-lines", { order: "newest" }),
    ...["approved", "returned"].flatMap((state) => both("transfer.payable-lines", { state })),
    ...WORDS.flatMap((words) => [
      ...found(words, "transfer.cases", CASE_KINDS),
      ...found(words, "transfer.notices", "transfer.notice,transfer.deal"),
      ...found(words, "transfer.payment-batches", `transfer.payment-batch,${PAID_KINDS}`, {}, 20),
      ...found(words, "transfer.payable-lines", PAID_KINDS, {}, 20),
      ...found(words, "transfer.approvals", CASE_KINDS, { role: "finance-officer" }),
    ]),
    ...found("姓名", "transfer.payment-batches", PAID_KINDS, {}, 20),
    ...found("姓名", "transfer.payable-lines", PAID_KINDS, {}, 20),
    ...found("公司", "transfer.bank-slips", "transfer.bank-slip"),
    ...both("transfer.own-lines"),
    ...both("council.people"),
    list("council.people", { memberId: unitId }),
    list("council.members"),
    list("council.keys"),
    get(`/explorer/leaves`),
    get(`/explorer/leaves?before=${Math.floor(head.size / 2)}`),
    get(`/explorer/leaves?kind=timer&before=${Math.floor(head.size / 2)}`),
    get(`/explorer/leaves?kind=transaction&outcome=rejected`),
    get(`/explorer/leaves?kind=timer&outcome=fault`),
    get(`/explorer/blocks`),
    get(`/explorer/blocks?before=${Math.floor(head.height / 2)}`),
    get(`/explorer/transactions`),
    get(`/explorer/transactions?before=${Math.floor(head.size / 2)}`),
    ...["2026-0042", "2026-XK-4217", "4217", "制动盘", "机器人 42", "company", "姓名 school 77", "没有这样的东西"].map(
      (text) => get(`/search?q=${encodeURIComponent(text)}`),
    ),
  ];
}

/** What is asked for when somebody opens a case. */
export function caseRequests(dealId: string, achievementId: string): readonly ListRequest[] {
  return [
    list("transfer.case", { dealId }),
    list("transfer.statement", { dealId }),
    list("transfer.achievement", { achievementId }),
    list("transfer.acts", { achievementId }),
    list("transfer.acts", { achievementId, dealId }),
  ];
}

/** A list of what some words find, and the search itself. */
function found(words: string, name: string, kinds: string, input: Input = {}, limit = 100): readonly ListRequest[] {
  const path = `/search?limit=${limit}&q=${encodeURIComponent(words)}&kinds=${kinds}`;
  const what = decodeURIComponent(path);
  return [
    { what: `${name} of ${what}`, query: { name, input }, search: path },
    { what, path },
  ];
}

function list(name: string, input: Input = {}, deep?: number): ListRequest {
  const shown = Object.entries(input).map(([field, value]) => (value.includes("_") ? field : `${field}=${value}`));
  const what = [name, ...shown, ...(deep === undefined ? [] : ["deep"])].join(" ");
  return { what, query: { name, input }, ...(deep === undefined ? {} : { deep }) };
}
