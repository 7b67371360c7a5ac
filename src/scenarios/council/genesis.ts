import assert from "node:assert/strict";
import { fromBase64 } from "#kernel/bytes";
import { isPrimeOrderKey } from "#kernel/crypto";
import { isDemoKey } from "#kernel/demo-keys";
import type { Genesis } from "#kernel/genesis";
import { keyIdOf } from "#kernel/identity";
import { checkKeys } from "#kernel/receipt-head-checks";
import type { Tx } from "#kernel/table";
import { isSeated, withRoles } from "./rules.ts";
import { keys, members, people } from "./tables.ts";

type GenesisPerson = Genesis["people"][number];

/** Writes members, people and keys of a new ledger. Throws when it could never be governed or trusted. */
export function writeGenesis(tx: Tx, genesis: Genesis): void {
  assert(genesis.clock === "simulated" || !genesis.demo, "a ledger with the real clock is no demo");
  const heads = checkKeys(genesis).check;
  assert(
    heads.problem === undefined,
    `no verifier would take heads of this genesis: ${heads.problem} ${heads.facts["name"]}`,
  );
  for (const cosigner of genesis.cosigners) requireKey(genesis, cosigner.logKey);
  for (const cosigner of genesis.cosigners) requireKey(genesis, cosigner.cosignKey);
  writeMembers(tx, genesis);
  for (const person of genesis.people) writePerson(tx, genesis, person);
  const canGovern = genesis.people.some((person) => person.roles.includes("administrator"));
  assert(canGovern, "genesis names no administrator, so nobody could ever grant a role or enrol a key");
}

function writeMembers(tx: Tx, genesis: Genesis): void {
  const table = tx.table(members);
  const cosigners = new Set<string>(genesis.cosigners.map((cosigner) => cosigner.memberId));
  for (const { id, name, isVacant } of genesis.members) {
    assert(table.get(id) === undefined, `genesis names the member ${id} twice`);
    const isCosigner = cosigners.has(id);
    table.put({
      id,
      name,
      isVacant,
      isCosigner,
      isInGenesis: true,
      ...(isVacant ? {} : { admittedAt: genesis.startsAt }),
    });
  }
  for (const { memberId } of genesis.cosigners) requireMember(tx, memberId);
}

function writePerson(tx: Tx, genesis: Genesis, { id, memberId, roles, publicKeys }: GenesisPerson): void {
  requireMember(tx, memberId);
  assert(tx.table(people).get(id) === undefined, `genesis names the person ${id} twice`);
  const person = { id, memberId, roles: [], isAdministrator: false, isActive: true, addedAt: genesis.startsAt };
  tx.table(people).put(withRoles(person, roles));
  for (const publicKey of publicKeys) {
    const keyId = keyIdOf(requireKey(genesis, publicKey));
    assert(tx.table(keys).get(keyId) === undefined, `genesis binds the key ${keyId} twice`);
    tx.table(keys).put({ keyId, publicKey, personId: id, memberId, enrolledAt: genesis.startsAt });
  }
}

function requireMember(tx: Tx, memberId: string): void {
  const member = tx.table(members).get(memberId);
  assert(member !== undefined && isSeated(member), `genesis names ${memberId}, which is no member or a vacant seat`);
}

function requireKey(genesis: Genesis, publicKey: string): Uint8Array {
  const bytes = fromBase64(publicKey);
  assert(
    bytes !== undefined && isPrimeOrderKey(bytes),
    `genesis holds ${publicKey}, which is no Ed25519 key of prime order`,
  );
  assert(genesis.clock === "simulated" || !isDemoKey(bytes), "a ledger with the real clock takes no key of the demo");
  return bytes;
}
