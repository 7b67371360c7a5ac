import { sealBlock } from "#kernel/block";
import { toHex } from "#kernel/bytes";
import { randomBytes } from "#kernel/crypto";
import { signTransaction } from "#kernel/envelope";
import type { Genesis } from "#kernel/genesis";
import { keyIdOf, type Signer } from "#kernel/identity";
import { canonicalize, type Json, type JsonObject, type Value, type ValueObject } from "#kernel/json";
import { commitPersonal } from "#kernel/personal";
import type { Scenario } from "#kernel/scenario";
import { personalPaths } from "#kernel/shape";
import type { Table } from "#kernel/table";
import { assembleContracts, type Contracts } from "#ledger/contracts";
import { Executor } from "#ledger/executor";
import { noGuard } from "#ledger/guard";
import { runQuery, wholeTx } from "#ledger/run-query";
import type { Answer, QueryAnswer } from "#ledger/service";
import type { State } from "#ledger/state";
import { openState } from "#sqlite/sqlite-state";
import { TEST_BUNDLE, type TestPerson, testGenesis, testKeyPair, testNodeKeys } from "./test-genesis.ts";

export interface HarnessOptions {
  readonly scenarios: readonly Scenario[];
  /** Who exists from the start: by label, with member and roles. */
  readonly people: Readonly<Record<string, TestPerson>>;
  /** Labels of seats that nobody has taken. */
  readonly vacantSeats?: readonly string[];
  readonly name?: string;
  readonly clock?: "real" | "simulated";
  readonly startsAt?: number;
  readonly limits?: Partial<Genesis["limits"]>;
  /** Database file of the state; in memory when left out. */
  readonly statePath?: string;
}

export interface RunOptions {
  /** Label of the signer, or labels of all signers. */
  readonly as: string | readonly string[];
  /** Ledger time of the block, milliseconds; the time of the block before when left out. */
  readonly time?: number;
}

/** Runs commands of real contracts on a real state in memory, one block a command, without threads and HTTP. */
export class ContractHarness {
  readonly genesis: Genesis;
  readonly contracts: Contracts;
  readonly state: State;
  readonly executor: Executor;
  /** Raw blocks in order, for replay. */
  readonly blocks: string[] = [];
  /** Values of personal fields by commitment, as a vault would hold them. */
  readonly personal = new Map<string, string>();
  /** What went wrong inside contract code, by position. */
  readonly faults: unknown[] = [];
  /** Codes of all rejections so far. */
  readonly rejections = new Set<string>();

  constructor(options: HarnessOptions) {
    const { scenarios, statePath = ":memory:", ...ledger } = options;
    this.genesis = testGenesis({ ...ledger, scenarios: scenarios.map((scenario) => scenario.name) });
    this.contracts = assembleContracts(TEST_BUNDLE, scenarios, this.genesis.scenarios);
    this.state = openState(statePath, this.contracts.tables.values());
    this.executor = new Executor({
      genesis: this.genesis,
      contracts: this.contracts,
      state: this.state,
      keys: testNodeKeys(this.genesis.name),
      guard: noGuard,
      realTime: () => this.genesis.startsAt,
      onFault: (_position, _name, cause) => this.faults.push(cause),
    });
  }

  /** Time of the last block. */
  get time(): number {
    return this.executor.head.time;
  }

  /** Signs and executes one command in a block of its own. Personal fields are given as values and committed here. */
  run(command: string, args: ValueObject, { as, time = this.time }: RunOptions): Answer {
    const labels = typeof as === "string" ? [as] : as;
    const wanted = this.contracts.commands.get(command);
    const plain = JSON.parse(canonicalize(args)) as JsonObject;
    const committed =
      wanted === undefined
        ? { args: plain, personal: [] }
        : commitPersonal(this.executor.ref, command, plain, personalPaths(wanted.input));
    for (const { path, value } of committed.personal) this.personal.set(String(valueAt(committed.args, path)), value);
    const draft = { ledger: this.executor.ref, command, args: committed.args as Value, notAfter: time + 300_000 };
    const submission = signTransaction(draft, labels.map(testKeyPair));
    const [answer] = this.block([canonicalize(submission as unknown as Value)], time);
    if (answer?.status === "recorded" && answer.outcome === "rejected")
      this.rejections.add((answer.result as { rejected: string }).rejected);
    return answer as Answer;
  }

  /** Executes a block of the given entries; without entries it only lets due timers fire. */
  block(entries: readonly string[], time: number): readonly Answer[] {
    const block = sealBlock(
      {
        bundle: this.contracts.hash,
        height: this.executor.head.height + 1,
        ledger: this.executor.ref,
        previous: this.executor.previous,
        salt: toHex(randomBytes(32)),
        time,
      },
      entries,
      testNodeKeys(this.genesis.name).log,
    );
    this.blocks.push(block.raw);
    return this.executor.apply(block).answers.map((text) => JSON.parse(text) as Answer);
  }

  /** Closes an empty block at a later time, so that due timers fire. */
  advanceTo(time: number): void {
    this.block([], time);
  }

  /** Runs a query as a person, or as nobody when `as` is left out. */
  query(name: string, input: JsonObject, as?: string): QueryAnswer {
    const viewer = as === undefined ? undefined : this.signer(as);
    const reveal = (commitment: string) => this.personal.get(commitment);
    return runQuery(this.contracts, this.state, {
      name,
      input,
      viewer,
      ledger: this.executor.ref,
      time: this.time,
      reveal,
    });
  }

  /** The binding of a label's key now; undefined for unknown and revoked keys. */
  signer(label: string): Signer | undefined {
    const signer = this.contracts.directory.signer(wholeTx(this.state), keyIdOf(testKeyPair(label).publicKey));
    return typeof signer === "string" ? undefined : signer;
  }

  /** All rows of a table, as stored JSON, in the order of their keys. */
  rows(table: { readonly name: string }): readonly JsonObject[] {
    const scan = { columns: [], equals: [], after: undefined, reverse: false, limit: 1_000_000 };
    return this.state.scan(table as Table, scan).map(({ text }) => JSON.parse(text) as JsonObject);
  }
}

function valueAt(args: JsonObject, path: string): Json | undefined {
  return path.split(".").reduce<Json | undefined>((at, step) => (at as JsonObject | undefined)?.[step], args);
}
