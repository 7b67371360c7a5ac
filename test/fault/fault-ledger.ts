import { strict as assert } from "node:assert";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ledgerRef } from "#kernel/genesis";
import { consistencyProof, verifyConsistency } from "#kernel/merkle";
import { changedTiles, hashReader, type TileReader, tilePath } from "#kernel/tiles";
import { loadContracts } from "../../src/contracts-file.ts";
import type { RandomNumbers } from "../support/random-numbers.ts";
import { CallSigner, FAULT_LEDGER } from "./call.ts";
import type { FaultNodeOrder, FaultNodeStarted } from "./fault-node.ts";
import type { FaultPrograms } from "./fault-programs.ts";
import { History, type Sent } from "./history.ts";
import { Load } from "./load.ts";
import { NodeChild, nodeOrder } from "./node-child.ts";
import { NodeClient } from "./node-client.ts";
import { checkHistory, checkTree, checkVault, openHead, readStoredLedger } from "./stored-ledger.ts";
import { integrityOf, verifyFiles } from "./verify-files.ts";

/** A node that runs a ledger, with a client and a load for it. */
export interface OpenLedger {
  readonly node: NodeChild;
  readonly started: FaultNodeStarted;
  readonly client: NodeClient;
  readonly load: Load;
  /** Kills the node with SIGKILL. */
  kill(): Promise<void>;
}

/** The files of one ledger, the nodes that open them one after the other, and what clients know of it. */
export class FaultLedger {
  readonly folder = mkdtempSync(join(tmpdir(), "sanlian-fault-"));
  readonly history = new History();
  readonly order: FaultNodeOrder;
  readonly #programs: FaultPrograms;
  readonly #random: RandomNumbers;
  readonly #signer: CallSigner;
  #head: { readonly size: number; readonly root: Uint8Array } | undefined;
  /** How many submissions have been sent again to a node that opened after their own had ended. */
  #sentAgain = 0;

  constructor(programs: FaultPrograms, random: RandomNumbers) {
    this.#programs = programs;
    this.#random = random;
    this.order = nodeOrder(FAULT_LEDGER, this.folder, programs);
    this.#signer = new CallSigner(ledgerRef(this.order.start.genesis));
  }

  /** Opens the ledger in a node that loads its code already, or in one that starts now. */
  async open(node = NodeChild.spawn(this.#programs)): Promise<OpenLedger> {
    const started = await node.open(this.order);
    const client = new NodeClient(started.url);
    const ledgerTime = () => Date.now() + started.clockOffsetMs;
    const load = new Load({ client, history: this.history, signer: this.#signer, random: this.#random, ledgerTime });
    const kill = async () => {
      client.close();
      await node.kill();
    };
    return { node, started, client, load, kill };
  }

  /**
   * Checks a node that has opened what another one left: its head extends the one before, what had been answered is
   * answered alike, and what had no answer has one now. Gives what had none.
   */
  async checkReopened({ client, load }: Pick<OpenLedger, "client" | "load">): Promise<readonly Sent[]> {
    await this.#checkHead(client);
    const { unanswered } = this.history;
    await load.retry(this.history.all.slice(this.#sentAgain));
    this.#sentAgain = this.history.all.length;
    return unanswered;
  }

  /** Checks the files that a node left: all that clients know, the model, the tree, SQLite's own view, and `verify`. */
  async checkFiles(): Promise<void> {
    const { genesis, statePath, vaultPath, contractsPath } = this.order.start;
    for (const path of [statePath, vaultPath]) assert.equal(integrityOf(path), "ok");
    const stored = readStoredLedger(statePath);
    checkHistory(stored, this.history, genesis.people.length);
    checkTree(stored, genesis);
    checkVault(vaultPath, this.history.all);
    const contracts = await loadContracts(contractsPath, genesis.scenarios);
    const verdict = await verifyFiles(statePath, genesis, contracts);
    assert.ok(verdict.ok, JSON.stringify(verdict));
    assert.equal(verdict.head.size, stored.leaves.length);
  }

  /** Opens the ledger a last time, sends everything again, ends the node and checks the files. */
  async checkWhole(node?: NodeChild): Promise<void> {
    const opened = await this.open(node);
    try {
      await this.checkReopened(opened);
      await opened.load.retry(this.history.all);
    } finally {
      await opened.kill();
    }
    await this.checkFiles();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #checkHead(client: NodeClient): Promise<void> {
    const note = await bodyOf(client, "checkpoint");
    const head = openHead(note.toString("utf8"), this.order.start.genesis);
    assert.ok(head.size > this.history.positionMax, "the ledger is shorter than what was acknowledged");
    if (this.#head !== undefined) {
      const tiles = await tilesOf(client, head.size);
      const [before, after] = [this.#head, head];
      const proof = consistencyProof(before.size, after.size, hashReader(after.size, tiles));
      const claim = { size1: before.size, root1: before.root, size2: after.size, root2: after.root };
      assert.ok(
        verifyConsistency(claim, proof),
        `the head of size ${after.size} does not extend that of size ${before.size}`,
      );
    }
    this.#head = head;
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
