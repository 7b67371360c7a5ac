import type { JsonObject, ValueObject } from "#kernel/json";
import type { BlockRunner, Order } from "./block-runner.ts";
import { COMPANIES, manyPeople, researchersOf, type Unit } from "./many-people.ts";
import { testId } from "./test-genesis.ts";

/** How far a case goes. Every act up to its stage is run. */
const STAGES = [
  "disclosed",
  "confirmed",
  "registered",
  "proposed",
  "noticed",
  "decided",
  "signed",
  "received",
  "planned",
  "split",
  "announced",
  "approving",
  "approved",
  "withheld",
  "drafted",
  "instructed",
  "paid",
] as const;
type Stage = (typeof STAGES)[number];

/** Of so many cases one stops at each stage, and the others are paid out. */
const ROUND = 25;
/** Cases of one bank list or one import of slips. */
const BATCH_CASES = 40;
/** So many cases for each colleague who stands in none. */
const CASES_A_COLLEAGUE = 5;
const DAY_MS = 86_400_000;
const YEAR_DAYS = 250;
const TITLES = [
  "轨道车辆用制动盘",
  "高速列车轴承",
  "隧道检测机器人",
  "光纤传感网络",
  "列车运行仿真软件",
  "道岔融雪装置",
];
const COST_CLASSES = ["deal-taxes", "valuation-fee", "deal-taxes", "intermediary-fee"];

interface Case {
  readonly i: number;
  readonly unit: Unit;
  readonly stage: number;
  readonly isEquity: boolean;
  readonly company: number;
  readonly team: readonly string[];
  readonly price: bigint;
  achievementId: string;
  dealId: string;
  planId: string;
}

export interface ManyCasesOptions {
  readonly count: number;
  /** Costs of each case whose money came in. */
  readonly costs: number;
  readonly onProgress?: (done: number, total: number, what: string) => void;
}

/** Brings many cases to all the stages of their lives by real commands. Returns how many transactions that took. */
export function makeManyCases(runner: BlockRunner, options: ManyCasesOptions): number {
  return new ManyCases(runner, options).run();
}

class ManyCases {
  readonly #runner: BlockRunner;
  readonly #options: ManyCasesOptions;
  readonly #cases: readonly Case[];
  #transactions = 0;

  constructor(runner: BlockRunner, options: ManyCasesOptions) {
    this.#runner = runner;
    this.#options = options;
    this.#cases = Array.from({ length: options.count }, (_, i) => newCase(i, options.count));
  }

  run(): number {
    const steps = [this.#disclose, this.#confirm, this.#propose, this.#decide, this.#sign, this.#receive, this.#plan];
    const all = [...steps, this.#announce, this.#approve, this.#withhold, this.#pay, this.#stayOpen];
    this.#describe();
    for (const [i, step] of all.entries()) {
      this.#options.onProgress?.(i, all.length, `${this.#transactions} transactions`);
      step.call(this);
    }
    this.#options.onProgress?.(all.length, all.length, "");
    return this.#transactions;
  }

  #describe(): void {
    const assetHolderId = testId("member", "holding");
    const unit = (label: Unit, code: string): Order => ({
      command: "transfer.describe-unit",
      args: { memberId: testId("member", label), code, isStateFounded: true, assetHolderId },
      as: `${label} admin`,
    });
    this.#orders([unit("school", "bjtu"), unit("college", "college")]);
    const named = Object.keys(manyPeople(this.#options.count)).map((label) => ({
      command: "council.rename-person",
      args: { personId: personOf(label), name: `姓名 ${label}` },
      as: "school admin",
    }));
    const colleagues = Array.from({ length: Math.ceil(this.#options.count / CASES_A_COLLEAGUE) }, (_, i) => ({
      command: "council.add-person",
      args: { memberId: testId("member", "school"), roles: [], name: `同事 ${i}` },
      as: "school admin",
    }));
    this.#orders([...named, ...colleagues]);
  }

  #disclose(): void {
    const done = this.#each(this.#cases, ({ i, team }) => ({
      command: "transfer.disclose-achievement",
      args: {
        title: `${TITLES[i % TITLES.length]} ${i}`,
        kind: "patent",
        leaderId: personOf(team[0]),
        ...listOf(team),
      },
      as: team[0] ?? "",
    }));
    for (const [one, { achievementId }] of done) one.achievementId = String(achievementId);
  }

  #confirm(): void {
    const confirming = this.#at("confirmed").flatMap(({ achievementId, team }) =>
      team
        .slice(1)
        .map((as) => ({ command: "transfer.confirm-contribution", args: { achievementId, version: 1 }, as })),
    );
    this.#orders(confirming);
    this.#each(this.#at("registered"), ({ achievementId, unit }) => ({
      command: "transfer.register-achievement",
      args: { achievementId, version: 1 },
      as: `${unit} office`,
    }));
  }

  #propose(): void {
    const done = this.#each(this.#at("proposed"), (one) => ({
      command: "transfer.propose-deal",
      args: termsOf(one),
      as: `${one.unit} office`,
    }));
    for (const [one, { dealId }] of done) one.dealId = String(dealId);
  }

  #decide(): void {
    const decided = this.#at("decided");
    this.#each(decided.filter(isAgreed), ({ dealId, unit }) => ({
      command: "transfer.publish-price-notice",
      args: { dealId, revision: 1, audience: "unit" },
      as: `${unit} office`,
    }));
    this.#runner.pass(32 * DAY_MS);
    this.#each(decided, ({ i, dealId, unit }) => ({
      command: "transfer.record-decision",
      args: { dealId, revision: 1, minutesNumber: `会纪 ${i}`, decidedOn: "2026-04-03", attendeeCount: 7 },
      as: `${unit} rector`,
    }));
  }

  #sign(): void {
    this.#each(this.#at("signed"), ({ i, dealId, unit, company }) => ({
      command: "transfer.sign-deal",
      args: { dealId, revision: 1, contractNumber: `2026-XK-${i}`, signedOn: "2026-04-03" },
      as: [`${unit} office`, `company ${company}`],
    }));
  }

  #receive(): void {
    const [shares, money] = parted(this.#at("received"), ({ isEquity }) => isEquity);
    this.#each(shares, ({ i, dealId, company }) => ({
      command: "transfer.record-stake",
      args: { dealId, occurredOn: "2026-04-03", registryReference: `登记-${i}` },
      as: ["holder", `company ${company}`],
    }));
    this.#slips(money);
    this.#each(money, ({ i, dealId, unit, price }) => ({
      command: "transfer.record-receipt",
      args: { dealId, amount: price / 2n, bankReference: `回单-${i}` },
      as: `${unit} finance`,
    }));
    for (let k = 0; k < this.#options.costs; k++) {
      this.#each(money, ({ i, dealId, unit }) => ({
        command: "transfer.record-cost",
        args: {
          dealId,
          class: COST_CLASSES[k % COST_CLASSES.length] ?? "",
          amount: BigInt(100_000 + i),
          occurredOn: "2026-04-03",
          voucher: `凭证-${i}-${k}`,
        },
        as: `${unit} finance`,
      }));
    }
  }

  /** Slips of the money that came in, and as many of money that nobody has matched yet in every tenth case. */
  #slips(money: readonly Case[]): void {
    for (const unit of ["school", "college"] as const) {
      const own = money.filter((one) => one.unit === unit);
      const rows = own.flatMap(({ i, price, company }) => {
        const row = { reference: `回单-${i}`, amount: price / 2n, payer: `公司 ${company}`, occurredOn: "2026-04-03" };
        return i % 10 === 0 ? [row, { ...row, reference: `待认领-${i}` }] : [row];
      });
      const imports = chunksOf(rows, BATCH_CASES).map((slips, i) => ({
        command: "transfer.import-bank-slips",
        args: { documentHash: String(i).padStart(64, "d"), slips },
        as: `${unit} finance`,
      }));
      this.#orders(imports);
    }
  }

  #plan(): void {
    const done = this.#each(this.#at("planned"), ({ dealId, unit }) => ({
      command: "transfer.propose-plan",
      args: { dealId },
      as: `${unit} office`,
    }));
    for (const [one, { planId }] of done) one.planId = String(planId);
    this.#each(this.#at("split"), ({ planId, team }) => ({
      command: "transfer.decide-team-split",
      args: { planId, shares: team.map((label, k) => ({ personId: personOf(label), weight: 5 - k })) },
      as: team[0] ?? "",
    }));
  }

  #announce(): void {
    this.#each(this.#at("approving"), ({ planId, unit }) => ({
      command: "transfer.publish-plan-notice",
      args: { planId, revision: 1, audience: "unit" },
      as: `${unit} office`,
    }));
    this.#runner.pass(32 * DAY_MS);
  }

  #approve(): void {
    const resolution = { minutesNumber: "校长办公会纪要〔2026〕1 号", documentHash: "f".repeat(64) };
    for (const role of ["director", "finance"]) {
      this.#each(this.#at("approved"), ({ planId, unit }) => ({
        command: "transfer.approve-plan",
        args: { planId, revision: 1, resolution },
        as: `${unit} ${role}`,
      }));
    }
  }

  #withhold(): void {
    this.#each(this.#at("withheld").filter(isMoney), ({ planId, unit, team }) => ({
      command: "transfer.record-withholding",
      args: { planId, lines: team.map((label) => ({ personId: personOf(label), basis: "none", tax: 0n })) },
      as: `${unit} finance`,
    }));
  }

  #pay(): void {
    for (const unit of ["school", "college"] as const) {
      const own = this.#at("drafted").filter((one) => isMoney(one) && one.unit === unit);
      for (const stage of ["drafted", "instructed", "paid"] as const) {
        const listed = own.filter((one) => STAGES[one.stage] === stage);
        for (const cases of chunksOf(listed, BATCH_CASES)) this.#payBatch(unit, cases, stage);
      }
    }
  }

  #payBatch(unit: Unit, cases: readonly Case[], stage: Stage): void {
    const lines = cases.flatMap(({ planId, team }) => team.map((label) => ({ planId, personId: personOf(label) })));
    const batch = { command: "transfer.create-payment-batch", args: { lines }, as: `${unit} finance` };
    const [made] = this.#orders([batch]);
    if (stage === "drafted") return;
    const batchId = String(made?.["batchId"]);
    const release = { batchId, listHash: String(made?.["listHash"]) };
    this.#orders([{ command: "transfer.instruct-payment-batch", args: release, as: `${unit} dean` }]);
    if (stage === "instructed") return;
    const results = lines.map((line, i) => ({ ...line, result: i % 50 === 49 ? "returned" : "paid" }));
    const answer = { batchId, results, occurredOn: "2026-05-05", bankReference: "付款", statementHash: "e".repeat(64) };
    this.#orders([{ command: "transfer.record-bank-result", args: answer, as: `${unit} finance` }]);
  }

  /** Notices that stand for a year, and objections to some of them. */
  #stayOpen(): void {
    const long = { revision: 1, days: YEAR_DAYS, dayKind: "working" };
    const priced = this.#at("noticed").filter((one) => STAGES[one.stage] === "noticed");
    const open = this.#each(priced, ({ dealId, unit, i }) => ({
      command: "transfer.publish-price-notice",
      args: { dealId, ...long, audience: i % 4 === 0 ? "ledger" : "unit" },
      as: `${unit} office`,
    }));
    this.#each(
      this.#at("announced").filter((one) => STAGES[one.stage] === "announced"),
      ({ planId, unit }) => ({
        command: "transfer.publish-plan-notice",
        args: { planId, ...long, audience: "unit" },
        as: `${unit} office`,
      }),
    );
    const objections = open
      .filter((_, i) => i % 5 === 0)
      .map(([{ team }, { noticeId }]) => ({
        command: "transfer.object",
        args: { noticeId: String(noticeId), target: "whole", reason: "价格偏低。" },
        as: team[0] ?? "",
      }));
    this.#orders(objections);
  }

  #at(stage: Stage): readonly Case[] {
    const from = STAGES.indexOf(stage);
    return this.#cases.filter((one) => one.stage >= from);
  }

  #each(cases: readonly Case[], orderOf: (one: Case) => Order): readonly (readonly [Case, JsonObject])[] {
    const results = this.#orders(cases.map(orderOf));
    return cases.map((one, i) => [one, results[i] ?? {}]);
  }

  #orders(orders: readonly Order[]): readonly JsonObject[] {
    this.#transactions += orders.length;
    return this.#runner.run(orders);
  }
}

function newCase(i: number, count: number): Case {
  const unit = i % 37 === 36 ? "college" : "school";
  const researchers = researchersOf(unit, count);
  const size = 3 + (i % 3);
  const team = Array.from({ length: size }, (_, k) => `${unit} ${(i * 7 + k) % researchers}`);
  const isEquity = i % ROUND === ROUND - 1;
  return {
    i,
    unit,
    stage: Math.min(i % ROUND, STAGES.length - 1),
    isEquity,
    company: i === ROUND - 2 ? COMPANIES - 1 : i % (COMPANIES - 1),
    // One case, paid out, in which somebody stands who stands in no other.
    team: i === ROUND - 3 ? [...team.slice(1), "quiet"] : team,
    price: 60_000_000n + BigInt(i) * 100n,
    achievementId: "",
    dealId: "",
    planId: "",
  };
}

function termsOf(one: Case): ValueObject {
  const { achievementId, company, isEquity, price } = one;
  const terms = { achievementId, counterpartyId: testId("member", `company ${company}`), price, isRelatedParty: false };
  if (isEquity) {
    const found = { pricing: "agreement", valuationReference: "评估报告一份" };
    return { ...terms, ...found, route: "equity", instalments: [] };
  }
  const halves = ["2026-06-30", "2026-12-31"].map((dueOn) => ({ dueOn, amount: price / 2n }));
  const pricing = isAgreed(one) ? { pricing: "agreement" } : { pricing: "listing", pricingReference: `挂牌-${one.i}` };
  return { ...terms, ...pricing, route: "licence", instalments: halves };
}

/** Prices of half of the cases, and of those that are stopped while they are noticed, are agreed. */
function isAgreed({ i, isEquity, stage }: Case): boolean {
  return isEquity || i % 2 === 0 || STAGES[stage] === "noticed";
}

function isMoney({ isEquity }: Case): boolean {
  return !isEquity;
}

function listOf(team: readonly string[]): ValueObject {
  const share = Math.floor(10_000 / team.length);
  const contributors = team.map((label, k) => ({
    personId: personOf(label),
    part: "completer",
    isMain: k < 2,
    contributionBp: k === 0 ? 10_000 - share * (team.length - 1) : share,
    name: `姓名 ${label}`,
  }));
  return { contributors };
}

function personOf(label: string | undefined): string {
  return testId("person", label ?? "");
}

function parted<T>(items: readonly T[], test: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

function chunksOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
