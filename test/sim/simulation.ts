import { strict as assert } from "node:assert";
import { sealBlock } from "#kernel/block";
import { toBase64, toHex } from "#kernel/bytes";
import { proveEnrolment } from "#kernel/enrolment";
import { submissionText } from "#kernel/envelope";
import { type Genesis, ledgerRef } from "#kernel/genesis";
import { keyIdOf } from "#kernel/identity";
import type { Value } from "#kernel/json";
import { assembleContracts, type Contracts } from "#ledger/contracts";
import type { NodeKeys } from "#ledger/node-keys";
import type { Answer } from "#ledger/service";
import { points } from "../../examples/points/scenario.ts";
import { council } from "../../src/scenarios/council/scenario.ts";
import { RandomNumbers } from "../support/random-numbers.ts";
import { tally } from "../support/tally-scenario.ts";
import { TEST_BUNDLE, TEST_START, testGenesis, testId, testKeyPair } from "../support/test-genesis.ts";
import { Agenda } from "./agenda.ts";
import { SimNode } from "./sim-node.ts";
import { SimulatedLog, type Weather } from "./simulated-log.ts";

const MEMBERS = ["centre", "works", "lab"];
const PEOPLE = ["ann", "ben", "cy"];
const SCENARIOS = [council, tally, points];
const FAIR: Weather = { delayMsMax: 20, lossOneIn: 0, staleOneIn: 0 };
/** Events within which a healed network has answered everything; far more than any run needs. */
const EVENTS_MAX = 40_000;

/** A submission and what became of it. */
export interface Sent {
  readonly text: string;
  readonly answers: Answer[];
  /** Nodes that took a copy, have not crashed since, and have not answered. */
  waiting: SimNode[];
}

/**
 * Three nodes of one ledger on a simulated replicated log, with people who send, repeat, delay and revoke. Everything that
 * happens follows from the seed: the same seed gives the same run to the last byte.
 */
export class Simulation {
  readonly agenda = new Agenda(TEST_START);
  readonly log: SimulatedLog;
  readonly nodes: readonly SimNode[];
  readonly genesis: Genesis;
  readonly contracts: Contracts;
  readonly #random: RandomNumbers;
  readonly #keys: readonly NodeKeys[];
  /** The root at each height, as the first node had it. */
  readonly #roots = new Map<number, string>();
  readonly sent: Sent[] = [];
  #phones = 0;

  constructor(seed: number) {
    this.#random = new RandomNumbers(seed);
    const random = this.#random;
    this.log = new SimulatedLog(this.agenda, random, FAIR);
    this.#keys = MEMBERS.map((member) => ({
      log: testKeyPair(`${member}/log`),
      cosign: testKeyPair(`${member}/cosign`),
      cosignerName: `sanlian.test/test/${member}`,
    }));
    this.genesis = this.#makeGenesis(random.pick(["real", "simulated"]));
    this.contracts = assembleContracts(TEST_BUNDLE, SCENARIOS, this.genesis.scenarios);
    this.nodes = this.#keys.map(
      (keys) =>
        new SimNode({
          genesis: this.genesis,
          contracts: this.contracts,
          keys,
          agenda: this.agenda,
          log: this.log,
          random,
          skewMs: random.between(-800, 800),
          onApplied: (node, { height, root }) => this.#compareRoots(node, height, root),
        }),
    );
  }

  /** Lets so many things happen in bad weather, then heals everything and waits until all is answered. */
  async run(actions: number): Promise<void> {
    const random = this.#random;
    this.log.weather = {
      delayMsMax: random.pick([5, 60, 700]),
      lossOneIn: random.pick([0, 8, 3]),
      staleOneIn: random.pick([0, 5]),
    };
    let waitMs = 0;
    for (let i = 0; i < actions; i++) {
      waitMs += random.below(random.pick([3, 40, 400]));
      this.agenda.later(waitMs, () => this.#act());
    }
    const isOver = { value: false };
    this.agenda.later(waitMs + 2_000, () => {
      isOver.value = true;
    });
    while (!isOver.value) await this.agenda.next();
    this.log.weather = FAIR;
    for (const node of this.nodes) if (!node.isUp && node.failure === undefined) node.start();
    await this.#settle();
  }

  /** Waits until every node has every block, nothing waits and no deadline is left behind. */
  async #settle(): Promise<void> {
    for (let events = 0; events < EVENTS_MAX; events++) {
      const isQuiet = this.nodes.every(
        ({ head, failure }) => failure === undefined && head?.height === this.log.values.length,
      );
      if (isQuiet && this.sent.every(({ waiting }) => waiting.length === 0) && this.#isTimeUp()) return;
      if (this.nodes.some(({ failure }) => failure !== undefined)) return;
      await this.agenda.next();
    }
    assert.fail("something was never answered");
  }

  /** Deadlines of these runs lie within five seconds: a little later none may be left. */
  #isTimeUp(): boolean {
    return this.nodes.every((node) => node.rows(this.contracts.tables.get("ledger_timers") as never).length === 0);
  }

  #compareRoots(node: SimNode, height: number, root: string): void {
    const before = this.#roots.get(height);
    if (before === undefined) this.#roots.set(height, root);
    else assert.equal(root, before, `node ${this.nodes.indexOf(node)} has another root at height ${height}`);
  }

  #act(): void {
    const random = this.#random;
    const acts: readonly (readonly [weight: number, act: () => void])[] = [
      [
        8,
        () => this.#send("tally.add-to-counter", { name: random.pick(PEOPLE), group: "g", amount: 1n }, this.#anyKey()),
      ],
      [
        4,
        () =>
          this.#send("points.issue-points", { personId: testId("person", random.pick(PEOPLE)), amount: 10n }, "ivo"),
      ],
      [6, () => this.#transfer()],
      [3, () => this.#letExpire()],
      [2, () => this.#enrolOrRevoke()],
      [2, () => this.#repeat()],
      [1, () => this.#advance()],
      [2, () => this.#crash()],
      [2, () => this.#proposeCarelessly()],
    ];
    let choice = random.below(acts.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, act] of acts) {
      if (choice < weight) {
        act();
        return;
      }
      choice -= weight;
    }
  }

  #transfer(): void {
    const personId = testId("person", this.#random.pick(PEOPLE));
    this.#send("points.transfer-points", { personId, amount: BigInt(this.#random.between(1, 8)) }, this.#anyKey());
  }

  #letExpire(): void {
    const at = this.agenda.now + this.#random.below(4_000);
    this.#send("tally.let-counter-expire", { name: this.#random.pick(PEOPLE), at }, this.#anyKey());
  }

  #enrolOrRevoke(): void {
    const person = this.#random.pick(PEOPLE);
    if (this.#random.isOneIn(2)) {
      const phone = testKeyPair(`phone ${this.#phones++}`);
      const personId = testId("person", person);
      const proof = proveEnrolment(ledgerRef(this.genesis), personId, phone);
      this.#send("council.enrol-key", { personId, publicKey: toBase64(phone.publicKey), proof }, "ada");
    } else {
      const label = this.#phones === 0 ? person : `phone ${this.#random.below(this.#phones)}`;
      this.#send("council.revoke-key", { keyId: keyIdOf(testKeyPair(label).publicKey) }, "ada");
    }
  }

  #advance(): void {
    if (this.genesis.clock === "real") return;
    const time = Math.max(...this.nodes.map((node) => node.time));
    this.#send("council.advance-clock", { to: time + this.#random.between(1, 3_000) }, "ada");
  }

  #crash(): void {
    const node = this.#random.pick(this.nodes);
    if (!node.isUp) return;
    node.crash();
    for (const sent of this.sent) sent.waiting = sent.waiting.filter((other) => other !== node);
    this.agenda.later(this.#random.below(3_000), () => {
      if (!node.isUp) node.start();
    });
  }

  /** A key that may be enrolled, revoked by now, or known to nobody yet. */
  #anyKey(): string {
    const phones = Array.from({ length: this.#phones }, (_, i) => `phone ${i}`);
    return this.#random.pick([...PEOPLE, ...PEOPLE, ...phones]);
  }

  #send(command: string, args: Value, as: string): void {
    const random = this.#random;
    // Some terms end while the entry waits, some are over before, and some reach too far.
    const term = random.pick([300_000, 300_000, 300_000, 1_000, 30, -5_000, 700_000]);
    const time = Math.max(...this.nodes.map((node) => node.time));
    const draft = { ledger: ledgerRef(this.genesis), command, args, notAfter: Math.max(0, time + term) };
    const bytes = (size: number): Uint8Array => Uint8Array.from({ length: size }, () => random.below(256));
    const sent: Sent = { text: submissionText(draft, [testKeyPair(as)], bytes), answers: [], waiting: [] };
    this.sent.push(sent);
    const copies = random.pick([1, 1, 1, 2, 3]);
    for (let copy = 0; copy < copies; copy++) this.#deliver(sent);
  }

  /** Sends again what was sent before, long ago or just now. */
  #repeat(): void {
    if (this.sent.length > 0) this.#deliver(this.#random.pick(this.sent));
  }

  /** A block of a proposer that checks nothing: garbled and doubled entries, a clock that is wrong, whatever its state is. */
  #proposeCarelessly(): void {
    const random = this.#random;
    const { head, previous } = random.pick(this.nodes);
    if (head === undefined || previous === undefined || this.sent.length === 0) return;
    const entries = Array.from({ length: random.below(4) }, () => {
      const { text } = random.pick(this.sent);
      return random.pick([
        text,
        text,
        text.replace('"args":{', '"args":{"a":1,'),
        "[]",
        text.replace(/"sig":"..../, '"sig":"AAAA'),
      ]);
    });
    const bytes = Uint8Array.from({ length: 32 }, () => random.below(256));
    const header = {
      bundle: this.genesis.bundle,
      height: head.height + 1,
      ledger: ledgerRef(this.genesis),
      previous,
      salt: toHex(bytes),
      time: this.agenda.now + random.between(-3_000, 3_000),
    };
    const { log } = random.pick(this.#keys);
    void this.log.connect().append(header.height, sealBlock(header, entries, log).raw);
  }

  #deliver(sent: Sent): void {
    const node = this.#random.pick(this.nodes);
    if (!node.isUp) return;
    sent.waiting.push(node);
    node.submit(sent.text, (answer) => {
      sent.waiting.splice(sent.waiting.indexOf(node), 1);
      sent.answers.push(answer);
    });
  }

  #makeGenesis(clock: "real" | "simulated"): Genesis {
    const role = (member: string, ...roles: string[]) => ({ member, roles });
    const genesis = testGenesis({
      clock,
      scenarios: SCENARIOS.map(({ name }) => name),
      people: {
        ada: role("centre", "administrator"),
        ivo: role("centre", "points-issuer"),
        ann: role("works"),
        ben: role("works"),
        cy: role("lab"),
      },
      limits: { timersPerBlock: 2, blockBytes: 65_536, transactionBytes: 16_384 },
    });
    const cosigners = MEMBERS.map((member, i) => ({
      memberId: testId("member", member),
      name: this.#keys[i]?.cosignerName ?? "",
      logKey: toBase64(this.#keys[i]?.log.publicKey ?? new Uint8Array()),
      cosignKey: toBase64(this.#keys[i]?.cosign.publicKey ?? new Uint8Array()),
    }));
    return { ...genesis, cosigners: cosigners as typeof genesis.cosigners };
  }
}
