import type { JsonObject, ValueObject } from "#kernel/json";
import { addDays } from "#kit/calendar-day";
import type { Answer } from "#ledger/service";
import { council } from "../../src/scenarios/council/scenario.ts";
import { transfer } from "../../src/scenarios/transfer/scenario.ts";
import { ContractHarness } from "./contract-harness.ts";
import { expectDone } from "./expect-answer.ts";
import { testId } from "./test-genesis.ts";

/** Contributors of the test case: the leader and four members, with what each contributed and gets. */
export const TEAM = { leader: 4_000, jia: 2_200, yi: 1_600, bing: 1_200, ding: 1_000 } as const;

/** People of the test ledgers. `school` is the unit, `holding` holds its shares, `rail` and `metro` are companies. */
const PEOPLE = {
  admin: { member: "school", roles: ["administrator"] },
  office: { member: "school", roles: ["transfer-officer"] },
  director: { member: "school", roles: ["transfer-director"] },
  finance: { member: "school", roles: ["finance-officer"] },
  dean: { member: "school", roles: ["leadership"] },
  rector: { member: "school", roles: ["leadership"] },
  discipline: { member: "school", roles: ["discipline-officer"] },
  inspector: { member: "school", roles: ["discipline-officer"] },
  auditor: { member: "school", roles: ["reader"] },
  leader: { member: "school", roles: [] },
  jia: { member: "school", roles: [] },
  yi: { member: "school", roles: [] },
  bing: { member: "school", roles: [] },
  ding: { member: "school", roles: [] },
  stranger: { member: "school", roles: [] },
  everything: {
    member: "school",
    roles: [
      "transfer-officer",
      "transfer-director",
      "finance-officer",
      "leadership",
      "asset-manager",
      "company-manager",
    ],
  },
  asset: { member: "holding", roles: ["asset-manager"] },
  rail: { member: "rail", roles: ["company-manager"] },
  metro: { member: "metro", roles: ["company-manager"] },
  /** Offices of another unit on the same ledger. */
  "other office": { member: "college", roles: ["transfer-officer"] },
  "other finance": { member: "college", roles: ["finance-officer"] },
  "other dean": { member: "college", roles: ["leadership"] },
  "other discipline": { member: "college", roles: ["discipline-officer"] },
  "other asset": { member: "college", roles: ["asset-manager"] },
} as const;

export type Label = keyof typeof PEOPLE;

/** Day before and of the start of the ledgers. */
export const TODAY = "2026-03-02";
export const YESTERDAY = "2026-03-01";
export const TOMORROW = "2026-03-03";

/** Minutes of a meeting, as large amounts ask for them. */
export const RESOLUTION = { minutesNumber: "校长办公会纪要〔2026〕1 号", documentHash: "f".repeat(64) };

export interface TransferOptions {
  /** How rule packs name the unit: `bjtu` has a pack of its own. */
  readonly unitCode?: string;
  readonly isStateFounded?: boolean;
  /** Labels of more people of the unit, without roles. */
  readonly others?: readonly string[];
  /** Milliseconds; the start of `TODAY` when left out. */
  readonly startsAt?: number;
}

/** A unit ledger with council and transfer, and short ways to bring a case to where a test begins. */
export class TransferLedger extends ContractHarness {
  readonly #labels: readonly string[];

  constructor({ unitCode = "bjtu", isStateFounded = true, others = [], startsAt }: TransferOptions = {}) {
    const more = Object.fromEntries(others.map((label) => [label, { member: "school", roles: [] }]));
    const people = { ...PEOPLE, ...more };
    super({ scenarios: [council, transfer], people, ...(startsAt === undefined ? {} : { startsAt }) });
    this.#labels = Object.keys(people);
    this.described(unitCode, isStateFounded);
  }

  /** Describes the unit to the rules. */
  described(code: string, isStateFounded = true): void {
    this.done("transfer.describe-unit", { ...unit(), code, isStateFounded }, "admin");
  }

  /** Runs a command that is expected to be done and gives its result. */
  done(command: string, args: ValueObject, as: Label | readonly Label[], time = this.time): JsonObject {
    return expectDone(this.run(command, args, { as, time }));
  }

  /** Runs a command of this scenario and gives the answer as it is. */
  act(command: string, args: ValueObject, as: Label | readonly Label[]): Answer {
    return this.run(`transfer.${command}`, args, { as });
  }

  /** Has the leader disclose the achievement of the article with its team; nobody else has confirmed. Returns its id. */
  disclosed(changes: ValueObject = {}): string {
    const args = { title: "轨道车辆用钢质制动盘开发及应用研究", kind: "patent", ...teamList(), ...changes };
    return String(this.done("transfer.disclose-achievement", args, "leader")["achievementId"]);
  }

  /** Discloses it and has everyone on the list confirm. Returns its id. */
  confirmed(changes: ValueObject = {}): string {
    const achievementId = this.disclosed(changes);
    this.confirmAll(achievementId, 1);
    return achievementId;
  }

  /** Has everyone confirm who stands on the list and has not. */
  confirmAll(achievementId: string, version: number): void {
    const lines = this.rows({ name: "transfer_contributors" }).filter(
      (row) => row["achievementId"] === achievementId && row["confirmedBy"] === null,
    );
    const labels = new Map(this.#labels.map((label) => [testId("person", label), label]));
    for (const { personId: id } of lines) {
      const as = labels.get(String(id)) ?? "stranger";
      expectDone(this.run("transfer.confirm-contribution", { achievementId, version }, { as }));
    }
  }

  /** Has the office register it, once everyone has confirmed. Returns its id. */
  registered(changes: ValueObject = {}): string {
    const achievementId = this.confirmed(changes);
    this.done("transfer.register-achievement", { achievementId, version: 1 }, "office");
    return achievementId;
  }

  /** Proposes a deal with the terms given. Returns its id. */
  dealProposed(terms: ValueObject): string {
    return String(this.done("transfer.propose-deal", terms, "office")["dealId"]);
  }

  /**
   * Brings a proposed deal to its collective decision on a day: an agreed price with a paper notice that hung for the
   * four weeks before. Returns the deal's id.
   */
  decided(terms: ValueObject, decidedOn = TODAY): string {
    const dealId = this.dealProposed(terms);
    if (terms["pricing"] === "agreement") this.paperNotice(dealId, addDays(decidedOn, -29), addDays(decidedOn, -1));
    const args = { dealId, revision: 1, minutesNumber: "会纪〔2026〕1号", decidedOn, attendeeCount: 7 };
    this.done("transfer.record-decision", args, "rector");
    return dealId;
  }

  /** Publishes the agreed price of a deal. Returns the notice's id. */
  noticed(dealId: string, changes: ValueObject = {}): string {
    const args = { dealId, revision: 1, audience: "unit", ...changes };
    return String(this.done("transfer.publish-price-notice", args, "office")["noticeId"]);
  }

  /** Enters a paper notice of a deal's price. */
  paperNotice(dealId: string, openedOn: string, closesOn: string): void {
    const args = { dealId, revision: 1, openedOn, closesOn, dayKind: "working", documentHash: "a".repeat(64) };
    this.done("transfer.record-paper-price-notice", args, "office");
  }

  /** Signs a licence for 3,000,000 yuan in one instalment, whose price was found by listing. Returns the deal's id. */
  licence(changes: ValueObject = {}, achievementId = this.registered()): string {
    return this.#signed({ ...licenceTerms(achievementId), ...changes }, "2026-XK-031", TODAY, ["office", "metro"]);
  }

  /** Signs the contribution at 12,500,000 yuan, whose price was agreed. Returns the deal's id. */
  equity(changes: ValueObject = {}, achievementId = this.registered()): string {
    return this.#signed({ ...equityTerms(achievementId), ...changes }, "2019-ZJ-007", "2019-06-28", ["office", "rail"]);
  }

  #signed(changed: ValueObject, number: string, day: string, as: readonly Label[]): string {
    const { contractNumber = number, signedOn = day, ...terms } = changed;
    const dealId = this.decided(terms, String(signedOn));
    this.done("transfer.sign-deal", { dealId, revision: 1, contractNumber, signedOn }, as);
    return dealId;
  }

  /** Records the stake of a deal. */
  stake(dealId: string): void {
    const args = { dealId, occurredOn: TODAY, registryReference: "登记-1" };
    this.done("transfer.record-stake", args, ["asset", "rail"]);
  }

  /** Imports a slip of the bank. */
  slip(reference: string, amount: bigint, occurredOn = TODAY): void {
    const slips = [{ reference, amount, payer: "付款企业", occurredOn }];
    this.done("transfer.import-bank-slips", { documentHash: "d".repeat(64), slips }, "finance");
  }

  /** Records money of a deal against a slip of its own. Returns the receipt's id. */
  receipt(dealId: string, amount: bigint, occurredOn = TODAY): string {
    const bankReference = `回单-${this.executor.head.height}`;
    this.slip(bankReference, amount, occurredOn);
    const args = { dealId, amount, bankReference };
    return String(this.done("transfer.record-receipt", args, "finance")["receiptId"]);
  }

  /** Records a cost of a deal. Returns its id. */
  cost(dealId: string, amount: bigint, costClass = "deal-taxes"): string {
    const args = { dealId, class: costClass, amount, occurredOn: TODAY, voucher: "凭证" };
    return String(this.done("transfer.record-cost", args, "finance")["costId"]);
  }

  /** Proposes a plan. Returns its id. */
  proposed(dealId: string, changes: ValueObject = {}): string {
    return String(this.done("transfer.propose-plan", { dealId, ...changes }, "office")["planId"]);
  }

  /** Proposes a plan and has the leader split it. Returns its id. */
  split(dealId: string, shares: readonly ValueObject[] = teamShares()): string {
    const planId = this.proposed(dealId);
    this.done("transfer.decide-team-split", { planId, shares }, "leader");
    return planId;
  }

  /** Enters the notice of a plan as one that hung on paper in February, so that it is to be approved. */
  announced(planId: string): void {
    const revision = Number(this.row("plans", "id", planId)["revision"]);
    const days = { openedOn: "2026-02-02", closesOn: "2026-02-27", dayKind: "working" };
    const paper = { ...days, documentHash: "c".repeat(64), shortReason: "春节假期" };
    this.done("transfer.record-paper-plan-notice", { planId, revision, ...paper }, "office");
  }

  /** Has everybody whose step waits approve a plan. */
  approve(planId: string): void {
    const revision = Number(this.row("plans", "id", planId)["revision"]);
    for (const label of ["director", "finance", "dean"] as const) {
      if (this.row("plans", "id", planId)["state"] !== "approving") return;
      this.done("transfer.approve-plan", { planId, revision, resolution: RESOLUTION }, label);
    }
  }

  /** Splits a plan and brings it through notice and approval. Returns its id. */
  approved(dealId: string, shares: readonly ValueObject[] = teamShares()): string {
    const planId = this.split(dealId, shares);
    this.announced(planId);
    this.approve(planId);
    return planId;
  }

  /** Enters that nothing is withheld, or so much of each. */
  withheld(planId: string, labels: readonly Label[], tax = 0n): void {
    const lines = labels.map((label) => ({ personId: personId(label), basis: tax === 0n ? "none" : "full", tax }));
    this.done("transfer.record-withholding", { planId, lines }, "finance");
  }

  /** Draws up a list for the bank and releases it. Returns the batch's id. */
  instructed(planId: string, labels: readonly Label[]): string {
    const lines = labels.map((label) => ({ planId, personId: personId(label) }));
    const { batchId, listHash } = this.done("transfer.create-payment-batch", { lines }, "finance");
    this.done("transfer.instruct-payment-batch", { batchId: batchId ?? "", listHash: listHash ?? "" }, "dean");
    return String(batchId);
  }

  /** Enters the bank's answer to a list: everybody on it was paid, or everybody's money came back. */
  answered(batchId: string, result: "paid" | "returned" = "paid", occurredOn = TODAY): void {
    const lines = this.rows({ name: "transfer_batch_lines" }).filter((row) => row["batchId"] === batchId);
    const results = lines.map((row) => {
      const [planId = "", payee = ""] = String(row["obligationId"]).split("/");
      return { planId, personId: payee, result };
    });
    const args = { batchId, results, occurredOn, bankReference: "付款-1", statementHash: "e".repeat(64) };
    this.done("transfer.record-bank-result", args, "finance");
  }

  /** Has the bank pay people of a plan, from whom nothing is withheld. */
  paid(planId: string, ...labels: readonly Label[]): void {
    this.withheld(planId, labels);
    this.answered(this.instructed(planId, labels));
  }

  /** Amount of everybody's line in a plan, by payee id. */
  amounts(planId: string): Record<string, string> {
    const rows = this.rows({ name: "transfer_plan_lines" }).filter((row) => row["planId"] === planId);
    return Object.fromEntries(rows.map((row) => [row["payeeId"], String(row["amount"])]));
  }

  /** Balances of all accounts that a text names, such as a deal's id, by account id. */
  balances(part: string): Record<string, string> {
    const rows = this.rows({ name: "transfer_accounts" }).filter((row) => String(row["id"]).includes(part));
    return Object.fromEntries(rows.map((row) => [row["id"], String(row["balance"])]));
  }

  /** The row of a table whose key field has a value. */
  row(table: string, field: string, value: string): JsonObject {
    const found = this.rows({ name: `transfer_${table}` }).find((row) => row[field] === value);
    if (found === undefined) throw new Error(`${table} has no row with ${field} ${value}`);
    return found;
  }
}

/** Id of the person that stands for a label. */
export function personId(label: Label): string {
  return testId("person", label);
}

/** Id of a member. */
export function memberId(label: string): string {
  return testId("member", label);
}

/** The unit as an administrator describes it. */
export function unit(): { memberId: string; assetHolderId: string } {
  return { memberId: memberId("school"), assetHolderId: memberId("holding") };
}

/** The list of contributors as commands take it. */
export function teamList(): ValueObject {
  const contributors = Object.entries(TEAM).map(([label, contributionBp]) => ({
    personId: personId(label as Label),
    part: "completer",
    isMain: label === "leader" || label === "jia",
    contributionBp,
    name: `姓名${label}`,
  }));
  return { leaderId: personId("leader"), contributors };
}

/** The split inside the team as the leader decides it. */
export function teamShares(weights: Partial<Record<Label, number>> = TEAM): readonly ValueObject[] {
  return Object.entries(weights).map(([label, weight]) => ({ personId: personId(label as Label), weight }));
}

/** Terms of the licence of the tests, as they are proposed. */
export function licenceTerms(achievementId: string): ValueObject {
  return {
    achievementId,
    counterpartyId: memberId("metro"),
    route: "licence",
    price: 300_000_000n,
    pricing: "listing",
    pricingReference: "挂牌-2026-12",
    isRelatedParty: false,
    instalments: [{ dueOn: "2026-06-30", amount: 300_000_000n }],
  };
}

/** Terms of the contribution of the article, as they are proposed. */
export function equityTerms(achievementId: string): ValueObject {
  return {
    achievementId,
    counterpartyId: memberId("rail"),
    route: "equity",
    price: 1_250_000_000n,
    pricing: "agreement",
    valuationReference: "评估报告一份",
    isRelatedParty: false,
    instalments: [],
  };
}
