import { sealBlock } from "#kernel/block";
import { toBase64, toHex } from "#kernel/bytes";
import { parseCheckpoint } from "#kernel/checkpoint";
import { randomBytes } from "#kernel/crypto";
import { type DemoLabel, demoKeyPair } from "#kernel/demo-keys";
import { signTransaction } from "#kernel/envelope";
import { keyIdOf, type Signer } from "#kernel/identity";
import { canonicalize, type JsonObject, type Value, type ValueObject } from "#kernel/json";
import { consistencyProof } from "#kernel/merkle";
import { commitPersonal } from "#kernel/personal";
import { personalPaths } from "#kernel/shape";
import { assembleContracts, type Contracts } from "#ledger/contracts";
import { Executor } from "#ledger/executor";
import { noGuard } from "#ledger/guard";
import { runQuery, wholeTx } from "#ledger/run-query";
import type { Answer } from "#ledger/service";
import type { State } from "#ledger/state";
import { storedHashes } from "#ledger/stored-hashes";
import { openState } from "#sqlite/sqlite-state";
import { type DemoLedger, type DemoLedgerName, demoLedgers } from "../../src/demo/demo-genesis.ts";
import type { DemoHead, DemoNode } from "../../src/demo/demo-step.ts";
import { scenarios } from "../../src/scenarios/index.ts";
import { TEST_BUNDLE, TEST_START } from "./test-genesis.ts";

/** One ledger of the demo in memory: a block for each act. */
class DemoLedgerRun {
  readonly contracts: Contracts;
  readonly state: State;
  readonly executor: Executor;
  readonly personal = new Map<string, string>();
  readonly faults: unknown[] = [];
  readonly #ledger: DemoLedger;
  #acts = 0;

  constructor(ledger: DemoLedger) {
    this.#ledger = ledger;
    this.contracts = assembleContracts(TEST_BUNDLE, scenarios, ledger.genesis.scenarios);
    this.state = openState(":memory:", this.contracts.tables.values());
    this.executor = new Executor({
      genesis: ledger.genesis,
      contracts: this.contracts,
      state: this.state,
      keys: this.#keys(),
      guard: noGuard,
      realTime: () => TEST_START,
      onFault: (_position, _name, cause) => this.faults.push(cause),
    });
  }

  /** Each act takes a second, and the simulated clock runs ahead of that. */
  get now(): number {
    return TEST_START + this.#acts * 1_000 + this.executor.clockOffsetMs();
  }

  run(signers: readonly DemoLabel[], command: string, args: ValueObject): Answer {
    this.#acts++;
    const { now } = this;
    const input = this.contracts.commands.get(command)?.input;
    if (input === undefined) throw new Error(`no command ${command}`);
    const plain = JSON.parse(canonicalize(args)) as JsonObject;
    const committed = commitPersonal(this.executor.ref, command, plain, personalPaths(input));
    for (const { path, value } of committed.personal) {
      const at = path.split(".").reduce<unknown>((node, step) => (node as JsonObject)[step], committed.args);
      this.personal.set(String(at), value);
    }
    const draft = { ledger: this.executor.ref, command, args: committed.args as Value, notAfter: now + 60_000 };
    const submission = signTransaction(draft, signers.map(demoKeyPair));
    const { height, time } = this.executor.head;
    const parts = {
      bundle: this.contracts.hash,
      height: height + 1,
      ledger: this.executor.ref,
      previous: this.executor.previous,
      salt: toHex(randomBytes(32)),
      time: Math.max(time, now),
    };
    const block = sealBlock(parts, [canonicalize(submission as unknown as Value)], this.#keys().log);
    const [answer] = this.executor.apply(block).answers;
    return JSON.parse(answer ?? "null") as Answer;
  }

  signer(label: DemoLabel): Signer | undefined {
    const signer = this.contracts.directory.signer(wholeTx(this.state), keyIdOf(demoKeyPair(label).publicKey));
    return typeof signer === "string" ? undefined : signer;
  }

  #keys() {
    const name = this.#ledger.genesis.name as DemoLedgerName;
    const { cosignerName } = this.#ledger.seeds;
    return { log: demoKeyPair(`${name}/log`), cosign: demoKeyPair(`${name}/cosign`), cosignerName };
  }
}

/** The demo's ledgers in memory, without threads and HTTP. */
export class TestDemoNode implements DemoNode {
  readonly ledgers: Readonly<Record<DemoLedgerName, DemoLedgerRun>>;

  constructor() {
    const [alliance, bjtu] = demoLedgers(TEST_BUNDLE, TEST_START);
    if (alliance === undefined || bjtu === undefined) throw new Error("the demo has two ledgers");
    this.ledgers = { alliance: new DemoLedgerRun(alliance), bjtu: new DemoLedgerRun(bjtu) };
  }

  async submit(ledger: DemoLedgerName, signers: readonly DemoLabel[], command: string, args: ValueObject) {
    const answer = this.ledgers[ledger].run(signers, command, args);
    if (answer.status !== "recorded" || answer.outcome === "fault") throw new Error(JSON.stringify(answer));
    if (answer.outcome === "rejected") return { rejected: (answer.result as { rejected: string }).rejected };
    return { result: answer.result as JsonObject };
  }

  async ref(ledger: DemoLedgerName): Promise<string> {
    return this.ledgers[ledger].executor.ref;
  }

  async now(ledger: DemoLedgerName): Promise<number> {
    return this.ledgers[ledger].now;
  }

  async head(ledger: DemoLedgerName, from: number): Promise<DemoHead> {
    const { state, executor } = this.ledgers[ledger];
    const { size } = executor.head;
    const checkpoint = state.checkpoint(size) ?? "";
    if (parseCheckpoint(checkpoint.slice(0, checkpoint.indexOf("\n\n") + 1))?.size !== size) throw new Error("no head");
    const proof = from === 0 ? [] : consistencyProof(from, size, storedHashes(state, size)).map(toBase64);
    return { size, checkpoint, proof };
  }

  /** Runs a query as somebody of the demo. */
  query(ledger: DemoLedgerName, name: string, input: JsonObject, label: DemoLabel): JsonObject {
    const { contracts, state, executor, personal } = this.ledgers[ledger];
    const answer = runQuery(contracts, state, {
      name,
      input,
      viewer: this.ledgers[ledger].signer(label),
      ledger: executor.ref,
      time: executor.head.time,
      reveal: (commitment) => personal.get(commitment),
    });
    if (!answer.ok) throw new Error(JSON.stringify(answer));
    return answer.value;
  }
}
