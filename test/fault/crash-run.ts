import { strict as assert } from "node:assert";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ledgerRef } from "#kernel/genesis";
import { consistencyProof, verifyConsistency } from "#kernel/merkle";
import { changedTiles, hashReader, type TileReader, tilePath } from "#kernel/tiles";
import { loadContracts } from "../../src/contracts-file.ts";
import { RandomNumbers } from "../support/random-numbers.ts";
import { CallSigner, FAULT_LEDGER } from "./call.ts";
import type { FaultNodeOrder, FaultNodeStarted } from "./fault-node.ts";
import type { FaultPrograms } from "./fault-programs.ts";
import { History } from "./history.ts";
import { Load } from "./load.ts";
import { NodeChild, nodeOrder } from "./node-child.ts";
import { NodeClient } from "./node-client.ts";
import { checkHistory, checkTree, checkVault, openHead, readStoredLedger } from "./stored-ledger.ts";
import { integrityOf, verifyFiles } from "./verify-files.ts";

export interface CrashOptions {
  readonly programs: FaultPrograms;
  readonly kills: number;
  /** Kills before a ledger is checked as a whole and a new one begins. */
  readonly killsPerLedger: number;
  readonly seed: number;
  /** Hears how many kills are behind. */
  readonly onKill?: (kills: number) => void;
}

/** What the kills met. */
export interface CrashReport {
  kills: number;
  /** Kills of a node that had not begun to listen. */
  killsWhileOpening: number;
  submissions: number;
  /** Submissions without an answer at the time of a kill, and how many of those stood on the ledger all the same. */
  unanswered: number;
  unansweredButRecorded: number;
}

/** From the order to open a ledger on, and from the first request on, until the kill. */
const OPENING_MS_MAX = 250;
const LOAD_MS_MAX = 120;

/** Kills a node with SIGKILL again and again and checks what it left. @throws AssertionError with the seed's first finding */
export async function runCrashes(options: CrashOptions): Promise<CrashReport> {
  const { programs, kills, killsPerLedger, seed, onKill } = options;
  const random = new RandomNumbers(seed);
  const report: CrashReport = {
    kills: 0,
    killsWhileOpening: 0,
    submissions: 0,
    unanswered: 0,
    unansweredButRecorded: 0,
  };
  while (report.kills < kills) {
    const ledger = new CrashedLedger(programs, random, report);
    try {
      for (let i = 0; i < killsPerLedger && report.kills < kills; i++) {
        await ledger.liveAndDie();
        report.kills++;
        onKill?.(report.kills);
      }
      await ledger.check();
    } finally {
      await ledger.close();
    }
  }
  return report;
}

/** One ledger and the nodes that ran it one after the other. */
class CrashedLedger {
  readonly #programs: FaultPrograms;
  readonly #random: RandomNumbers;
  readonly #report: CrashReport;
  readonly #folder = mkdtempSync(join(tmpdir(), "sanlian-crash-"));
  readonly #order: FaultNodeOrder;
  readonly #signer: CallSigner;
  readonly #history = new History();
  /** Loads its code while the one before it works and dies. */
  #next: NodeChild;
  #head: { readonly size: number; readonly root: Uint8Array } | undefined;
  /** How many submissions have been sent again to a node that opened after their own was killed. */
  #checked = 0;

  constructor(programs: FaultPrograms, random: RandomNumbers, report: CrashReport) {
    this.#programs = programs;
    this.#random = random;
    this.#report = report;
    this.#order = nodeOrder(FAULT_LEDGER, this.#folder, programs);
    this.#signer = new CallSigner(ledgerRef(this.#order.start.genesis));
    this.#next = NodeChild.spawn(programs);
  }

  /** One life of a node: it opens what the last one left, proves it, works, and is killed. */
  async liveAndDie(): Promise<void> {
    const node = this.#takeNode();
    if (this.#random.isOneIn(8)) {
      this.#report.killsWhileOpening++;
      await Promise.all([node.open(this.#order).catch(() => undefined), this.#killAfter(node, OPENING_MS_MAX)]);
      return;
    }
    const started = await node.open(this.#order);
    const client = new NodeClient(started.url);
    try {
      const load = this.#loadOf(client, started);
      await this.#checkReopened(client, load);
      await Promise.all([load.run(), this.#killAfter(node, LOAD_MS_MAX)]);
    } finally {
      client.close();
      await node.kill();
    }
  }

  /** Opens it a last time, sends again everything that was ever sent, stops, and checks the files as a whole. */
  async check(): Promise<void> {
    const node = this.#takeNode();
    const started = await node.open(this.#order);
    const client = new NodeClient(started.url);
    try {
      const load = this.#loadOf(client, started);
      await this.#checkReopened(client, load);
      await load.retry(this.#history.all);
    } finally {
      client.close();
      await node.kill();
    }
    await this.#checkFiles();
    this.#report.submissions += this.#history.all.length;
  }

  async close(): Promise<void> {
    await this.#next.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #takeNode(): NodeChild {
    const node = this.#next;
    this.#next = NodeChild.spawn(this.#programs);
    return node;
  }

  async #killAfter(node: NodeChild, msMax: number): Promise<void> {
    const waitMs = this.#random.below(msMax);
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    await node.kill();
  }

  #loadOf(client: NodeClient, { clockOffsetMs }: FaultNodeStarted): Load {
    const ledgerTime = () => Date.now() + clockOffsetMs;
    return new Load({ client, history: this.#history, signer: this.#signer, random: this.#random, ledgerTime });
  }

  /** The new head extends the one before; what had no answer is sent again and has one now; what had keeps it. */
  async #checkReopened(client: NodeClient, load: Load): Promise<void> {
    await this.#checkHead(client);
    const open = this.#history.unanswered;
    await load.retry(this.#history.all.slice(this.#checked));
    this.#checked = this.#history.all.length;
    this.#report.unanswered += open.length;
    this.#report.unansweredButRecorded += open.filter(({ wasRecorded }) => wasRecorded).length;
  }

  async #checkHead(client: NodeClient): Promise<void> {
    const note = await bodyOf(client, "checkpoint");
    const { genesis } = this.#order.start;
    const head = openHead(note.toString("utf8"), genesis);
    assert.ok(head.size > this.#history.positionMax, "the ledger is shorter than what was acknowledged");
    if (this.#head !== undefined) {
      const tiles = await tilesOf(client, head.size);
      const [before, after] = [this.#head, head];
      const proof = consistencyProof(before.size, after.size, hashReader(after.size, tiles));
      const claim = { size1: before.size, root1: before.root, size2: after.size, root2: after.root };
      assert.ok(
        verifyConsistency(claim, proof),
        `the head of size ${after.size} does not extend that of ${before.size}`,
      );
    }
    this.#head = head;
  }

  async #checkFiles(): Promise<void> {
    const { genesis, statePath, vaultPath, contractsPath } = this.#order.start;
    for (const path of [statePath, vaultPath]) assert.equal(integrityOf(path), "ok");
    const stored = readStoredLedger(statePath);
    checkHistory(stored, this.#history, genesis.people.length);
    checkTree(stored, genesis);
    checkVault(vaultPath, this.#history);
    const contracts = await loadContracts(contractsPath, genesis.scenarios);
    const verdict = await verifyFiles(statePath, genesis, contracts);
    assert.ok(verdict.ok, JSON.stringify(verdict));
    assert.equal(verdict.head.size, stored.leaves.length);
  }
}

async function bodyOf(client: NodeClient, path: string): Promise<Buffer> {
  const reply = await client.get(`/ledgers/test/${path}`);
  assert.equal(reply?.status, 200, path);
  return reply.body;
}

/** All tiles of a tree of `size` leaves, fetched beforehand because proofs are made without waiting. */
async function tilesOf(client: NodeClient, size: number): Promise<TileReader> {
  const tiles = new Map<string, Buffer>();
  for (const tile of changedTiles(0, size)) {
    tiles.set(`${tile.level}/${tile.index}`, await bodyOf(client, tilePath({ kind: "hashes", ...tile })));
  }
  return (level, index) => tiles.get(`${level}/${index}`) as Buffer;
}
