import { strict as assert } from "node:assert";
import { openBlock } from "#kernel/block";
import { fromBase64 } from "#kernel/bytes";
import type { Genesis } from "#kernel/genesis";
import { keyIdOf } from "#kernel/identity";
import { assembleContracts } from "#ledger/contracts";
import { Executor } from "#ledger/executor";
import type { Guard } from "#ledger/guard";
import type { Head } from "#ledger/service";
import { openState } from "#sqlite/sqlite-state";
import { points } from "../../examples/points/scenario.ts";
import { council } from "../../src/scenarios/council/scenario.ts";
import { transfer } from "../../src/scenarios/transfer/scenario.ts";
import { tally } from "../support/tally-scenario.ts";

/** Blocks of one ledger that a replica is to execute. */
export interface ReplayInput {
  readonly genesis: Genesis;
  readonly blocks: readonly string[];
}

/** The head of a fresh replica after each block. */
export function replayUnderGuard({ genesis, blocks }: ReplayInput, guard: Guard): readonly Head[] {
  const contracts = assembleContracts(genesis.bundle, [council, tally, points, transfer], genesis.scenarios);
  const state = openState(":memory:", contracts.tables.values());
  const executor = new Executor({ genesis, contracts, state, guard, realTime: () => Date.now(), onFault: () => {} });
  const keys = genesis.cosigners.map(({ logKey }) => fromBase64(logKey) as Uint8Array);
  const logKeys = new Map(keys.map((key) => [keyIdOf(key), key]));
  const heads = blocks.map((raw) => {
    const block = openBlock(raw, executor.ref, genesis.limits.blockBytes, logKeys);
    assert(typeof block === "object", String(block));
    return executor.apply(block).head;
  });
  state.close();
  return heads;
}
