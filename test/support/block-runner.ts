import { sealBlock } from "#kernel/block";
import { type KeyPair, sha256Hex } from "#kernel/crypto";
import { submissionText } from "#kernel/envelope";
import type { Genesis } from "#kernel/genesis";
import { canonicalize, type JsonObject, type Value, type ValueObject } from "#kernel/json";
import { commitPersonal } from "#kernel/personal";
import { personalPaths } from "#kernel/shape";
import type { Contracts } from "#ledger/contracts";
import { Executor } from "#ledger/executor";
import { noGuard } from "#ledger/guard";
import type { NodeKeys } from "#ledger/node-keys";
import type { Answer } from "#ledger/service";
import type { State } from "#ledger/state";
import type { VaultEntry } from "#vault/vault";
import { expectDone } from "./expect-answer.ts";
import { testKeyPair } from "./test-genesis.ts";

/** Entries of one block, so that it stays below the size that a genesis allows. */
const BLOCK_ENTRIES = 200;
const BLOCK_MS = 1_000;
/** A year of timers, a hundred a block, and then some. */
const EMPTY_BLOCKS_MAX = 2_000;

/** A command with who signs it: labels of people. */
export interface Order {
  readonly command: string;
  readonly args: ValueObject;
  readonly as: string | readonly string[];
}

export interface BlockRunnerOptions {
  readonly genesis: Genesis;
  readonly contracts: Contracts;
  readonly state: State;
  readonly keys: NodeKeys;
  /** Gets the values of personal fields, as a vault would. */
  readonly keepPersonal: (entries: readonly VaultEntry[]) => void;
}

/** Runs many signed commands through the executor, hundreds a block: a ledger of a year in a minute. */
export class BlockRunner {
  readonly executor: Executor;
  readonly #options: BlockRunnerOptions;
  readonly #keyPairs = new Map<string, KeyPair>();
  #time: number;

  constructor(options: BlockRunnerOptions) {
    this.#options = options;
    this.executor = new Executor({
      ...options,
      guard: noGuard,
      realTime: () => options.genesis.startsAt,
      onFault: (_position, name, cause) => {
        throw new Error(`${name} failed`, { cause });
      },
    });
    this.#time = this.executor.head.time;
  }

  /** Runs orders and gives their results, in order. @throws AssertionError when one of them is not done. */
  run(orders: readonly Order[]): readonly JsonObject[] {
    const results: JsonObject[] = [];
    for (let i = 0; i < orders.length; i += BLOCK_ENTRIES) {
      this.#time += BLOCK_MS;
      const entries = orders.slice(i, i + BLOCK_ENTRIES).map((order) => this.#signed(order));
      results.push(...this.#block(entries).map((answer) => expectDone(answer)));
    }
    return results;
  }

  /** Lets time pass: every timer that is due by then has fired. */
  pass(ms: number): void {
    this.#time += ms;
    for (let i = 0; i < EMPTY_BLOCKS_MAX; i++) {
      this.#block([]);
      if ((this.executor.nextTimerDue() ?? Number.MAX_SAFE_INTEGER) > this.#time) return;
    }
    throw new Error("timers beget timers");
  }

  #block(entries: readonly string[]): readonly Answer[] {
    const { contracts, keys } = this.#options;
    const { executor } = this;
    const height = executor.head.height + 1;
    const parts = { bundle: contracts.hash, height, ledger: executor.ref, previous: executor.previous };
    const block = sealBlock({ ...parts, salt: sha256Hex(`salt ${height}`), time: this.#time }, entries, keys.log);
    return executor.apply(block).answers.map((text) => JSON.parse(text) as Answer);
  }

  #signed({ command, args, as }: Order): string {
    const definition = this.#options.contracts.commands.get(command);
    if (definition === undefined) throw new Error(`there is no command ${command}`);
    const plain = JSON.parse(canonicalize(args)) as JsonObject;
    const committed = commitPersonal(this.executor.ref, command, plain, personalPaths(definition.input));
    this.#options.keepPersonal(
      committed.personal.map(({ path, salt, value }) => ({
        commitment: String(path.split(".").reduce<unknown>((at, step) => (at as JsonObject)[step], committed.args)),
        field: `${command}/${path}`,
        salt,
        value,
      })),
    );
    const draft = { ledger: this.executor.ref, command, args: committed.args as Value, notAfter: this.#time + 300_000 };
    const labels = typeof as === "string" ? [as] : as;
    const keys = labels.map((label) => this.#keyPair(label));
    return submissionText(draft, keys);
  }

  #keyPair(label: string): KeyPair {
    const pair = this.#keyPairs.get(label) ?? testKeyPair(label);
    this.#keyPairs.set(label, pair);
    return pair;
  }
}
