import { strict as assert } from "node:assert";
import { test } from "node:test";
import { toBase64 } from "#kernel/bytes";
import { demoKeyPair } from "#kernel/demo-keys";
import type { Genesis } from "#kernel/genesis";
import type { Tx } from "#kernel/table";
import { councilLedger, keyId, memberId, personId } from "../../../test/support/council-ledger.ts";
import { testGenesis } from "../../../test/support/test-genesis.ts";
import { writeGenesis } from "./genesis.ts";
import { keys, members, people } from "./tables.ts";

/** A transaction on rows in a map, enough to see what a genesis is refused for. */
function memoryTx(): Tx {
  const rows = new Map<string, object>();
  const table = (of: { name: string; key(row: object): string }) => ({
    get: (key: string) => rows.get(`${of.name} ${key}`),
    put: (row: object) => rows.set(`${of.name} ${of.key(row)}`, row),
  });
  return { table } as unknown as Tx;
}

const PEOPLE = {
  ada: { member: "centre", roles: ["administrator"] },
  bo: { member: "works", roles: [] },
};

function write(change: (genesis: Genesis) => Genesis, clock: "real" | "simulated" = "simulated"): () => void {
  const genesis = testGenesis({ scenarios: ["council"], people: PEOPLE, clock, vacantSeats: ["seat"] });
  return () => writeGenesis(memoryTx(), change(genesis));
}

/** The genesis with another first person. */
function withAda(genesis: Genesis, change: Partial<Genesis["people"][number]>): Genesis {
  const [ada, ...others] = genesis.people;
  assert(ada !== undefined);
  return { ...genesis, people: [{ ...ada, ...change }, ...others] };
}

test("members, people and keys of the genesis are there from the start", () => {
  const ledger = councilLedger();
  const startsAt = ledger.genesis.startsAt;
  const ofKind = (rows: readonly object[]) => JSON.stringify(rows);
  assert.equal(ledger.rows(members).length, 3);
  assert.equal(ledger.rows(members).find(({ id }) => id === memberId("centre"))?.["isCosigner"], true);
  assert.equal(ledger.rows(members).find(({ id }) => id === memberId("seat"))?.["isVacant"], true);
  assert.match(ofKind(ledger.rows(people)), new RegExp(personId("ops")));
  const key = ledger.rows(keys).find((row) => row["keyId"] === keyId("bo"));
  assert.equal(key?.["enrolledAt"], startsAt);
  assert.equal(key?.["personId"], personId("bo"));
});

test("a genesis that could never be governed is refused", () => {
  assert.doesNotThrow(write((genesis) => genesis));
  assert.throws(
    write((genesis) => withAda(genesis, { roles: ["reader"] })),
    /names no administrator/,
  );
});

test("members, people and keys are named once and belong together", () => {
  assert.throws(
    write((genesis) => ({ ...genesis, members: [...genesis.members, ...genesis.members] })),
    /twice/,
  );
  assert.throws(
    write((genesis) => ({ ...genesis, people: [...genesis.people, ...genesis.people] })),
    /twice/,
  );
  const bo = (genesis: Genesis) => genesis.people[1]?.publicKeys ?? [];
  assert.throws(
    write((genesis) => withAda(genesis, { publicKeys: bo(genesis) })),
    /binds the key .* twice/,
  );
  const seat = memberId("seat") as Genesis["members"][number]["id"];
  assert.throws(
    write((genesis) => withAda(genesis, { memberId: seat })),
    /vacant seat/,
  );
  const cosignedBySeat = (genesis: Genesis) => genesis.cosigners.map((cosigner) => ({ ...cosigner, memberId: seat }));
  assert.throws(
    write((genesis) => ({ ...genesis, cosigners: cosignedBySeat(genesis) })),
    /vacant seat/,
  );
});

test("cosigners have keys, names and members of their own", () => {
  const twice = (change: object) => (genesis: Genesis) => {
    const [first] = genesis.cosigners;
    assert(first !== undefined);
    return { ...genesis, cosigners: [first, { ...first, ...change }] };
  };
  assert.throws(write(twice({})), /keys_not_distinct/);
  assert.throws(write(twice({ name: "sanlian.test/test/other" })), /keys_not_distinct/);
  assert.throws(
    write((genesis) => ({ ...genesis, origin: "no key name" })),
    /origin_unfit/,
  );
});

test("keys of a genesis have prime order", () => {
  const zero = toBase64(new Uint8Array(32));
  assert.throws(
    write((genesis) => withAda(genesis, { publicKeys: [zero] })),
    /prime order/,
  );
});

test("a ledger with the real clock is no demo and takes no demo keys", () => {
  const demoKey = toBase64(demoKeyPair("alliance/administrator").publicKey);
  assert.throws(
    write((genesis) => withAda(genesis, { publicKeys: [demoKey] }), "real"),
    /no key of the demo/,
  );
  assert.doesNotThrow(write((genesis) => withAda(genesis, { publicKeys: [demoKey] })));
  assert.throws(
    write((genesis) => ({ ...genesis, demo: true }), "real"),
    /no demo/,
  );
  const withLogKey = (genesis: Genesis) => genesis.cosigners.map((cosigner) => ({ ...cosigner, logKey: demoKey }));
  assert.throws(
    write((genesis) => ({ ...genesis, cosigners: withLogKey(genesis) }), "real"),
    /no key of the demo/,
  );
});
