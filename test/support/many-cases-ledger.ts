import type { Signer } from "#kernel/identity";
import { keyIdOf } from "#kernel/identity";
import type { Table } from "#kernel/table";
import { assembleContracts, type Contracts } from "#ledger/contracts";
import { wholeTx } from "#ledger/run-query";
import type { State } from "#ledger/state";
import { visibleTx } from "#ledger/visible-tx";
import { openState } from "#sqlite/sqlite-state";
import { scenarios } from "../../src/scenarios/index.ts";
import { BlockRunner } from "./block-runner.ts";
import { makeManyCases } from "./many-cases.ts";
import { manyPeople } from "./many-people.ts";
import { TEST_BUNDLE, testGenesis, testKeyPair, testNodeKeys } from "./test-genesis.ts";

const ROWS_MAX = 1_000_000;

/** A ledger in memory with many cases in all the stages of their lives. */
export class ManyCasesLedger {
  readonly contracts: Contracts;
  readonly state: State;
  readonly runner: BlockRunner;

  constructor(count: number) {
    const people = manyPeople(count);
    const genesis = testGenesis({ name: "unit", scenarios: ["council", "transfer"], people, clock: "real" });
    this.contracts = assembleContracts(TEST_BUNDLE, scenarios, genesis.scenarios);
    this.state = openState(":memory:", this.contracts.tables.values());
    const { contracts, state } = this;
    const keys = testNodeKeys(genesis.name);
    this.runner = new BlockRunner({ genesis, contracts, state, keys, keepPersonal: () => {} });
    makeManyCases(this.runner, { count, costs: 1 });
  }

  /** Who a label stands for. */
  signer(label: string): Signer {
    const keyId = keyIdOf(testKeyPair(label).publicKey);
    const signer = this.contracts.directory.signer(wholeTx(this.state), keyId);
    if (typeof signer === "string") throw new Error(`${label}: ${signer}`);
    return signer;
  }

  /** Keys of all rows of a table that somebody may see, sorted: each is asked for by itself. */
  visibleKeys(table: Table, label: string): readonly string[] {
    const tx = visibleTx(this.state, this.signer(label));
    const all = this.state.scan(table, { columns: [], equals: [], after: undefined, reverse: false, limit: ROWS_MAX });
    return all.map(({ key }) => key).filter((key) => tx.table(table).get(key) !== undefined);
  }
}
