import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import { sha256Hex } from "#kernel/crypto";
import { openDatabase } from "#sqlite/database";
import { randomSeed } from "../../test/support/random-seed.ts";
import { openVault } from "./sqlite-vault.ts";
import type { VaultEntry } from "./vault.ts";

function entryOf(value: string): VaultEntry {
  return {
    commitment: sha256Hex(`commitment of ${value}`),
    field: "council.add-person/name",
    salt: sha256Hex(value),
    value,
  };
}

function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "sanlian-vault-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Whether a text stands anywhere in the files of a folder. */
function isInFiles(folder: string, text: string): boolean {
  return readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(text));
}

test("what is put can be read again, also by another connection and after closing", (t) => {
  const path = join(temporaryFolder(t), "vault.db");
  const entry = entryOf("Wang Xiaoming");
  const writer = openVault(path);
  const reader = openVault(path);
  assert.equal(reader.get(entry.commitment), undefined);
  writer.put([entry, entryOf("Li Hua")]);
  assert.deepEqual(reader.get(entry.commitment), entry);
  writer.close();
  reader.close();
  const again = openVault(path);
  assert.deepEqual(again.get(entry.commitment), entry);
  again.close();
});

test("putting twice keeps one entry, and entries come all or none", (t) => {
  const vault = openVault(join(temporaryFolder(t), "vault.db"));
  const entry = entryOf("Wang Xiaoming");
  vault.put([entry]);
  vault.put([{ ...entry, value: "somebody else" }]);
  assert.deepEqual(vault.get(entry.commitment), entry);
  const broken = { ...entryOf("Zhao"), field: null as unknown as string };
  assert.throws(() => vault.put([entryOf("Qian"), broken]));
  assert.equal(vault.get(entryOf("Qian").commitment), undefined);
  vault.close();
});

test("an erased value is gone, is not found in the files, and does not come back", (t) => {
  const folder = temporaryFolder(t);
  const vault = openVault(join(folder, "vault.db"));
  const [kept, erased] = [entryOf("a value that stays"), entryOf("a value that must disappear")];
  vault.put([kept, erased]);
  assert.ok(isInFiles(folder, erased.value) && isInFiles(folder, erased.salt));
  assert.equal(vault.erase(erased.commitment), true);
  assert.equal(vault.get(erased.commitment), undefined);
  assert.ok(!isInFiles(folder, erased.value) && !isInFiles(folder, erased.salt));
  assert.ok(isInFiles(folder, kept.value));
  assert.equal(vault.erase(erased.commitment), false);
  assert.equal(vault.erase(sha256Hex("never put")), false);
  vault.put([erased]);
  assert.equal(vault.get(erased.commitment), undefined);
  assert.ok(!isInFiles(folder, erased.value));
  vault.close();
});

test("no erased value is left in the files, whatever was put and erased in whichever order", (t) => {
  const lengths = fc.array(fc.integer({ min: 20, max: 12_000 }), { minLength: 20, maxLength: 150 });
  fc.assert(
    fc.property(lengths, fc.infiniteStream(fc.nat()), (sizes, choices) => {
      const folder = mkdtempSync(join(tmpdir(), "sanlian-vault-"));
      const vault = openVault(join(folder, "vault.db"));
      const left: VaultEntry[] = [];
      const erased: VaultEntry[] = [];
      try {
        for (const [i, size] of sizes.entries()) {
          const entry = entryOf(`value ${i} ${sha256Hex(String(i)).repeat(200).slice(0, size)}`);
          vault.put([entry]);
          left.push(entry);
          if (choices.next().value % 3 !== 0) continue;
          const [gone] = left.splice(choices.next().value % left.length, 1) as [VaultEntry];
          assert.ok(vault.erase(gone.commitment));
          erased.push(gone);
        }
        for (const { value, salt } of erased) {
          assert.ok(!isInFiles(folder, value.slice(0, 60)), `${value.slice(0, 12)} is left`);
          assert.ok(!isInFiles(folder, salt), `the salt of ${value.slice(0, 12)} is left`);
        }
        for (const entry of left) assert.deepEqual(vault.get(entry.commitment), entry);
      } finally {
        vault.close();
        rmSync(folder, { recursive: true, force: true });
      }
    }),
    randomSeed(t, 20),
  );
});

test("erasing says so when another connection keeps a copy in the log, and erasing again finishes it", (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, "vault.db");
  const entry = entryOf("a value that somebody backs up right now");
  const vault = openVault(path);
  vault.put([entry]);
  const backup = openDatabase(path, { readonly: true });
  backup.exec("BEGIN");
  backup.prepare("SELECT count(*) FROM personal").get();
  assert.throws(() => vault.erase(entry.commitment), /erase again/);
  assert.equal(vault.get(entry.commitment), undefined);
  assert.ok(isInFiles(folder, entry.value));
  backup.exec("COMMIT");
  backup.close();
  assert.equal(vault.erase(entry.commitment), false);
  assert.ok(!isInFiles(folder, entry.value));
  vault.close();
});
