import assert from "node:assert/strict";
import { test } from "node:test";
import { keepTrust, keptTrust, standingOf, type TrustedGenesis, trustBrought, trustFirst } from "./trust-store.ts";

const [A, B, C] = ["a", "b", "c"].map((digit) => digit.repeat(64)) as [string, string, string];

class Kept {
  readonly #values = new Map<string, string>();
  getItem(key: string): string | null {
    return this.#values.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#values.set(key, value);
  }
}

test("the first hash of a ledger is trusted and a later one of the same name is not", () => {
  const first = trustFirst([], `unit@${A}`, 1);
  assert.deepEqual(first, [{ ledger: "unit", hash: A, source: "first-use", since: 1 }]);
  assert.equal(trustFirst(first, `unit@${B}`, 2), first);
  assert.equal(standingOf(first, `unit@${B}`), "other");
  assert.equal(standingOf(first, `unit@${A}`), "first-use");
  assert.equal(standingOf(first, `alliance@${B}`), "unknown");
});

test("what somebody brings takes the place of what the first visit left, and only of that", () => {
  const first = trustFirst(trustFirst([], `unit@${A}`, 1), `alliance@${C}`, 1);
  const brought = trustBrought(first, { ledger: "unit", hash: B }, 5);
  assert.deepEqual(
    brought.map(({ ledger, hash, source }) => [ledger, hash, source]),
    [
      ["alliance", C, "first-use"],
      ["unit", B, "brought"],
    ],
  );
  assert.equal(standingOf(brought, `unit@${A}`), "other");
});

test("a hash without a name keeps the name that this device knows it by", () => {
  const [entry] = trustBrought(trustFirst([], `unit@${A}`, 1), { ledger: "", hash: A }, 3);
  assert.deepEqual(entry, { ledger: "unit", hash: A, source: "brought", since: 3 });
});

test("storage gives back what was kept and leaves out what is damaged", () => {
  const storage = new Kept();
  assert.deepEqual(keptTrust(storage), []);
  const trusted: readonly TrustedGenesis[] = [{ ledger: "unit", hash: A, source: "brought", since: 9 }];
  keepTrust(storage, trusted);
  assert.deepEqual(keptTrust(storage), trusted);
  storage.setItem("sanlian.genesis-hashes", `[{"ledger":"unit","hash":"short","source":"brought","since":1}]`);
  assert.deepEqual(keptTrust(storage), []);
  storage.setItem("sanlian.genesis-hashes", "{");
  assert.deepEqual(keptTrust(storage), []);
});
