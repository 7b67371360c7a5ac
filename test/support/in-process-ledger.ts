import { signTransaction } from "#kernel/envelope";
import type { Genesis } from "#kernel/genesis";
import { canonicalize, type JsonObject, type Value, type ValueObject } from "#kernel/json";
import { commitPersonal } from "#kernel/personal";
import { personalPaths } from "#kernel/shape";
import type { Contracts } from "#ledger/contracts";
import { Door, entryFromTexts, rememberKeys } from "#ledger/door";
import { EmbeddedLog } from "#ledger/log";
import { Reader } from "#ledger/reader";
import { wholeTx } from "#ledger/run-query";
import { Sequencer } from "#ledger/sequencer";
import type { BlockEvent, LedgerReader, LedgerService } from "#ledger/service";
import { splitLines } from "#ledger/verifier-loop";
import type { Vault } from "#vault/vault";
import { ContractHarness, type HarnessOptions } from "./contract-harness.ts";
import { testKeyPair, testNodeKeys } from "./test-genesis.ts";

/** A running ledger in this thread and in memory: real door, sequencer, executor and reader, no files and no waiting. */
export class InProcessLedger implements LedgerService {
  readonly harness: ContractHarness;
  readonly reader: LedgerReader;
  /** What the next submission fails with. */
  failure: Error | undefined;
  /** What the next submission is answered with instead of being executed. */
  plannedAnswer: string | undefined;
  stoppedReason: string | undefined;
  readonly #door: Door;
  readonly #sequencer: Sequencer;
  readonly #listeners = new Set<(event: BlockEvent) => void>();

  constructor(options: HarnessOptions, vault?: Vault) {
    this.harness = new ContractHarness(options);
    const { genesis, contracts, state, executor } = this.harness;
    const reveal = (commitment: string) => vault?.get(commitment)?.value;
    this.reader = new Reader({ genesis, contracts, state, head: () => executor.head, reveal });
    this.#door = new Door({
      genesis,
      contracts,
      publicKey: rememberKeys((keyId) => contracts.directory.publicKey(wholeTx(state), keyId)),
    });
    this.#sequencer = new Sequencer({
      genesis,
      executor,
      log: new EmbeddedLog((height) => state.block(height)?.raw),
      keys: testNodeKeys(genesis.name),
      keepPersonal: (entries) => vault?.put(entries),
      realTime: () => genesis.startsAt,
      onApplied: (head) => {
        for (const listener of this.#listeners) listener(head);
      },
    });
    void this.#sequencer.run();
  }

  get name(): string {
    return this.harness.genesis.name;
  }

  get ref(): string {
    return this.harness.executor.ref;
  }

  get genesis(): Genesis {
    return this.harness.genesis;
  }

  get contracts(): Contracts {
    return this.harness.contracts;
  }

  /** Number of those who listen for blocks. */
  get listeners(): number {
    return this.#listeners.size;
  }

  async submit(lines: Uint8Array): Promise<string> {
    const { failure, plannedAnswer } = this;
    this.failure = undefined;
    this.plannedAnswer = undefined;
    if (failure !== undefined) throw failure;
    if (plannedAnswer !== undefined) return plannedAnswer;
    return (await Promise.all(splitLines(lines).map((line) => this.#submitLine(line)))).join("\n");
  }

  /** A signed submission of people as canonical text; values of personal fields are committed and travel beside it. */
  sign(command: string, args: ValueObject, as: string | readonly string[], notAfter = this.now() + 300_000): string {
    const plain = JSON.parse(canonicalize(args)) as JsonObject;
    const input = this.contracts.commands.get(command)?.input;
    const paths = input === undefined ? [] : personalPaths(input);
    const committed = commitPersonal(this.ref, command, plain, paths);
    const labels = typeof as === "string" ? [as] : as;
    const submission = signTransaction({ ledger: this.ref, command, notAfter, ...committed }, labels.map(testKeyPair));
    return canonicalize(submission as unknown as Value);
  }

  now(): number {
    return this.#sequencer.now();
  }

  pending(): number {
    return this.#sequencer.waiting;
  }

  onBlock(listener: (event: BlockEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  stopped(): string | undefined {
    return this.stoppedReason;
  }

  close(): Promise<void> {
    this.#sequencer.close();
    return Promise.resolve();
  }

  #submitLine(line: Uint8Array): Promise<string> {
    const passed = this.#door.open(line);
    if (!passed.ok) return Promise.resolve(passed.answer);
    const { personal } = passed.entry;
    return new Promise((answer) =>
      this.#sequencer.enqueue([{ entry: entryFromTexts(passed.entry), personal, answer }]),
    );
  }
}
