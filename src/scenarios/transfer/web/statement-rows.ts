import type { Bilingual, CaseAnswer, Fen, Line, Payee, PlanAnswer, Statement } from "./answers.ts";

/**
 * The money of a case as an office would print it, row by row: receivable, received, less costs, net income, team and unit,
 * people. Pure: texts are keys, so that both languages print the same rows.
 */

/** A text of the scenario with its facts, or one that an answer brings in both languages, or a name. */
export type RowText =
  | { readonly key: string; readonly facts?: Readonly<Record<string, string | number>> }
  | { readonly both: Bilingual }
  | { readonly member: string }
  | { readonly person: string };

/** How a part of the flow is coloured; undefined for rows that nothing turns off to. */
export type FlowTone = "cost" | "unit" | "earlier" | "pool" | "award" | `person-${1 | 2 | 3 | 4 | 5}`;

export interface StatementRow {
  readonly key: string;
  readonly kind: "total" | "section" | "item" | "subtotal" | "person" | "closing" | "note";
  readonly label: RowText;
  readonly basis?: RowText;
  /** Share as a percentage in basis points, drawn as a bar. */
  readonly shareBp?: number;
  readonly amount?: Fen;
  readonly withheld?: Fen;
  readonly net?: Fen;
  /** What "why" asks for. */
  readonly why?: { readonly part: "net-income" | "award" | "rest" | "payee"; readonly personId?: string };
  /** Transaction or timer that the row rests on. */
  readonly proof?: string;
  readonly flow?: FlowTone;
  readonly isHeld?: boolean;
  /** A line of shares and not of money. */
  readonly isShare?: boolean;
  /** State of the line: a key below `states.line`. */
  readonly state?: string;
}

export interface PlanFacts {
  readonly found: CaseAnswer;
  readonly answer: PlanAnswer;
  /** Transactions by what they are about: receipts and costs. */
  readonly proofs: ReadonlyMap<string, string>;
}

const WHOLE_BP = 10_000n;
/** States in which a line is no part of what is paid next. */
const STANDS_STILL: readonly string[] = ["frozen", "superseded", "void"];

/** Rows of one plan: everything up to it, and what it distributes. Empty for whoever may not see the plan. */
export function planRows({ found, answer, proofs }: PlanFacts): readonly StatementRow[] {
  const { plan, lines } = answer;
  if (plan === null || found.deal === null) return [];
  const isMoney = plan.asset === "money";
  const latest = found.receipts?.filter(({ state }) => state === "recorded").at(-1);
  const earlier = BigInt(plan.base) - BigInt(plan.amount);
  return [
    ...(isMoney ? [receivableRow(found.deal.price, found.deal.contractNumber)] : []),
    {
      key: "received",
      kind: "total",
      label: { key: isMoney ? "received" : "contributed" },
      ...(latest === undefined ? {} : { basis: { key: "byDay", facts: { day: latest.occurredOn } } }),
      amount: plan.received,
      ...proofIn(proofs, latest?.id),
    },
    ...(isMoney ? costRows(found, answer) : []),
    ...(earlier === 0n ? [] : earlierRows(earlier, plan.amount)),
    ...poolRows(answer),
    ...peopleRows(lines, isMoney),
  ];
}

/** Rows of what has come in while no plan stands: where it waits. */
export function statementRows(statement: Statement, contractNumber: string): readonly StatementRow[] {
  const { asset, receivable, received, deducted, base, pool, netIncome, costs } = statement;
  const isMoney = asset === "money";
  return [
    ...(isMoney ? [receivableRow(receivable, contractNumber)] : []),
    { key: "received", kind: "total", label: { key: isMoney ? "received" : "contributed" }, amount: received },
    ...(isMoney ? costsAndNet(costs, deducted, base, received, netIncome?.article ?? null) : []),
    ...(BigInt(received) === 0n
      ? []
      : [
          {
            key: "pool",
            kind: "item" as const,
            label: { key: "pool" },
            basis: { key: "poolBasis" },
            amount: isMoney ? base : pool,
            flow: "pool" as const,
          },
        ]),
  ];
}

/** The one line that a payee sees. */
export function ownRows(lines: readonly Line[]): readonly StatementRow[] {
  return peopleRows(
    lines.filter(({ kind }) => kind === "award"),
    lines.every(({ asset }) => asset === "money"),
  );
}

/** The register of a company: who gets which shares, and who holds the rest. */
export function registerRows(lines: readonly Line[]): readonly StatementRow[] {
  const rests = lines.filter(({ kind }) => kind === "rest");
  return [
    ...rests.map(({ payeeId, trace, amount, state }): StatementRow => {
      const shareBp = shareOf(trace.weight, trace.weightSum);
      return { key: payeeId, kind: "item", label: { member: payeeId }, shareBp, amount, state, flow: "unit" };
    }),
    ...peopleRows(lines, false),
  ];
}

/** Holders in a register, as `holdersOf` gives them. */
export function holdersIn(lines: readonly Line[]): ReturnType<typeof holdersOf> {
  const sums = new Map<string, bigint>();
  for (const { payeeId, amount } of lines) sums.set(payeeId, (sums.get(payeeId) ?? 0n) + BigInt(amount));
  const rests = new Set(lines.flatMap(({ kind, payeeId }) => (kind === "rest" ? [payeeId] : [])));
  const held = [...sums].map(([key, amount]) => ({ key, amount })).filter(({ amount }) => amount > 0n);
  const people = held.filter(({ key }) => !rests.has(key)).sort((a, b) => (a.amount < b.amount ? 1 : -1));
  return [...people, ...held.filter(({ key }) => rests.has(key))];
}

/** Holders of the shares of a case, people first in the order of their amounts, the unit's holder last. */
export function holdersOf(statement: Statement): readonly { readonly key: string; readonly amount: bigint }[] {
  const people = statement.payees.map((payee: Payee) => ({ key: payee.personId, amount: BigInt(payee.allotted) }));
  const rest = { key: statement.restHolderId, amount: BigInt(statement.retained) };
  return [...people.sort((a, b) => (a.amount < b.amount ? 1 : -1)), rest].filter(({ amount }) => amount > 0n);
}

/** `part` of `whole` in basis points, rounded down. */
export function shareOf(part: Fen, whole: Fen): number {
  return BigInt(whole) === 0n ? 0 : Number((BigInt(part) * WHOLE_BP) / BigInt(whole));
}

function receivableRow(price: Fen, contractNumber: string): StatementRow {
  return {
    key: "receivable",
    kind: "item",
    label: { key: "receivable" },
    basis: { key: "byContract", facts: { number: contractNumber } },
    amount: price,
  };
}

function costRows(found: CaseAnswer, { plan, costs = [], netIncome }: PlanAnswer): readonly StatementRow[] {
  if (plan === null) return [];
  const vouchers = new Map(found.costs?.map((cost) => [cost.class, cost.voucher]));
  const rows = costsAndNet(costs, plan.deducted, plan.base, plan.received, netIncome?.article ?? null);
  return rows.map((row) => {
    if (row.key === "net-income") return { ...row, why: { part: "net-income" as const } };
    const voucher = vouchers.get(row.key.replace("cost-", ""));
    return voucher === undefined || row.kind !== "item" || row.basis !== undefined
      ? row
      : { ...row, basis: { key: "byVoucher", facts: { number: voucher } } };
  });
}

function costsAndNet(
  costs: Statement["costs"],
  deducted: Fen,
  base: Fen,
  received: Fen,
  article: Bilingual | null,
): readonly StatementRow[] {
  const each = costs.map(
    (cost): StatementRow => ({
      key: `cost-${cost.class}`,
      kind: "item",
      label: cost.title === null ? { key: "otherCost", facts: { class: cost.class } } : { both: cost.title },
      ...(cost.verdict === "deducted" ? {} : { basis: { key: `verdict.${cost.verdict}` } }),
      amount: cost.amount,
    }),
  );
  return [
    ...(each.length === 0 ? [] : [{ key: "costs", kind: "section" as const, label: { key: "costs" } }, ...each]),
    {
      key: "deducted",
      kind: "subtotal",
      label: { key: "deducted" },
      basis: { key: "percent", facts: { percent: percentOf(deducted, received) } },
      amount: deducted,
      flow: "cost",
    },
    {
      key: "net-income",
      kind: "total",
      label: { key: "netIncome" },
      ...(article === null ? {} : { basis: { both: article } }),
      amount: base,
    },
  ];
}

function earlierRows(earlier: bigint, amount: Fen): readonly StatementRow[] {
  return [
    { key: "earlier", kind: "item", label: { key: "earlier" }, amount: String(earlier), flow: "earlier" },
    { key: "this-plan", kind: "total", label: { key: "thisPlan" }, amount },
  ];
}

function poolRows({ plan, lines }: PlanAnswer): readonly StatementRow[] {
  if (plan === null) return [];
  const isMoney = plan.asset === "money";
  const isSplit = lines.some(({ kind }) => kind === "award");
  const rest = lines.find(({ kind }) => kind === "rest");
  const proof = plan.signed[0]?.transactionId;
  const shared = proof === undefined ? {} : { proof };
  return [
    {
      key: "award",
      kind: "item",
      label: { key: "award" },
      shareBp: shareOf(plan.award.weight, plan.award.weightSum),
      amount: plan.award.amount,
      why: { part: "award" },
      ...(isSplit ? {} : { flow: "award" as const }),
      ...shared,
    },
    {
      key: "rest",
      kind: "item",
      label: isMoney ? { key: "rest" } : { member: plan.restHolderId },
      shareBp: shareOf(plan.rest.weight, plan.rest.weightSum),
      amount: plan.rest.amount,
      why: { part: "rest" },
      flow: "unit",
      ...(rest === undefined || isMoney ? {} : { state: rest.state }),
      ...shared,
    },
  ];
}

function peopleRows(lines: readonly Line[], isMoney: boolean): readonly StatementRow[] {
  const people = lines.filter(({ kind }) => kind === "award");
  if (people.length === 0) return [];
  const ordered = people.toSorted((a, b) => Number(BigInt(b.amount) - BigInt(a.amount)));
  const moving = ordered.filter(({ state }) => !STANDS_STILL.includes(state));
  const sum = (amounts: readonly Fen[]): Fen => String(amounts.reduce((total, amount) => total + BigInt(amount), 0n));
  const amount = sum(moving.map((line) => line.amount));
  const withheld = sum(moving.map((line) => line.withheld));
  return [
    { key: "people", kind: "section", label: { key: "people" }, basis: { key: "peopleBasis" } },
    ...ordered.map((line, i) => personRow(line, i, ordered)),
    {
      key: "closing",
      kind: "closing",
      label: { key: isMoney ? "closing" : "closingShares", facts: { count: moving.length } },
      amount,
      ...netOf(amount, withheld, ordered),
    },
  ];
}

function personRow(line: Line, i: number, all: readonly Line[]): StatementRow {
  const proof = line.signed.at(-1)?.transactionId;
  return {
    key: line.payeeId,
    kind: "person",
    label: { person: line.payeeId },
    shareBp: shareOf(line.trace.weight, line.trace.weightSum),
    amount: line.amount,
    ...(STANDS_STILL.includes(line.state) ? {} : netOf(line.amount, line.withheld, all)),
    why: { part: "payee", personId: line.payeeId },
    flow: `person-${(Math.min(i, 4) + 1) as 1 | 2 | 3 | 4 | 5}`,
    state: line.state,
    ...(line.asset === "shares" ? { isShare: true } : {}),
    ...(line.state === "frozen" ? { isHeld: true } : {}),
    ...(proof === undefined ? {} : { proof }),
  };
}

/** What is left after tax; nothing of it is said while nothing of the plan is withheld. */
function netOf(amount: Fen, withheld: Fen, all: readonly Line[]): Pick<StatementRow, "withheld" | "net"> {
  if (all.every((line) => line.withheld === "0")) return {};
  return { withheld, net: String(BigInt(amount) - BigInt(withheld)) };
}

function percentOf(part: Fen, whole: Fen): string {
  const bp = shareOf(part, whole);
  return `${Math.trunc(bp / 100)}.${String(bp % 100).padStart(2, "0")}`;
}

function proofIn(proofs: ReadonlyMap<string, string>, subject: string | undefined): { readonly proof?: string } {
  const proof = subject === undefined ? undefined : proofs.get(subject);
  return proof === undefined ? {} : { proof };
}
