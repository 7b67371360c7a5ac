import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type TestContext, test } from "node:test";
import { Desk, type DeskLimits } from "./desk.ts";

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "sanlian-desk-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const openIn = (folder: string, limits: Partial<DeskLimits> = {}) =>
  new Desk(join(folder, "desk.db"), join(folder, "files"), limits);

function upload(desk: Desk, bytes: string, person = "person_a") {
  const rest = { name: "a.txt", type: "text/plain", bytesMax: 100, now: 1 };
  return desk.files.put({ person, bytes: Readable.from([Buffer.from(bytes)]), ...rest });
}

test("a person may keep so many files and bytes, and another person as many", async (t) => {
  const folder = folderFor(t);
  let desk = openIn(folder, { filesPerPersonMax: 2 });
  for (const bytes of ["one", "two"]) assert.notEqual(await upload(desk, bytes), "full");
  assert.equal(await upload(desk, "three"), "full");
  assert.notEqual(await upload(desk, "three", "person_b"), "full");
  desk.close();
  desk = openIn(folder, { fileBytesPerPersonMax: 6 });
  assert.equal(await upload(desk, "four"), "full");
  desk.close();
});

test("what was cut off while it arrived is cleared away at the next start, and what was kept is there", async (t) => {
  const folder = folderFor(t);
  const first = openIn(folder);
  const stored = await upload(first, "kept");
  assert.ok(typeof stored === "object");
  first.drafts.put("person_a", { id: "d", kind: "k", data: "1", revision: 0 }, 5);
  const { token } = first.invitations.create("person_a", "person_b", 10, 100);
  first.close();
  mkdirSync(join(folder, "files", "incoming"), { recursive: true });
  writeFileSync(join(folder, "files", "incoming", "half"), "ha");
  const desk = openIn(folder);
  assert.deepEqual(readdirSync(join(folder, "files", "incoming")), []);
  assert.equal(desk.files.first(stored.hash)?.size, 4);
  assert.equal(desk.drafts.get("person_a", "d")?.updatedAt, 5);
  assert.equal(desk.invitations.find(token)?.expiresAt, 110);
  desk.close();
});

test("invitations that are long over are forgotten", (t) => {
  const desk = openIn(folderFor(t));
  const old = desk.invitations.create("person_a", "person_b", 0, 1_000);
  const monthMs = 30 * 86_400_000;
  desk.invitations.create("person_a", "person_b", monthMs, 1_000);
  assert.equal(desk.invitations.list().length, 2);
  desk.invitations.create("person_a", "person_b", monthMs + 1_001, 1_000);
  assert.equal(desk.invitations.find(old.token), undefined);
  assert.equal(desk.invitations.list().length, 2);
  desk.close();
});
