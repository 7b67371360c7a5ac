import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { lockFolder } from "./folder-lock.ts";

const folder = mkdtempSync(join(tmpdir(), "sanlian-lock-"));
const SOURCE = fileURLToPath(new URL("./folder-lock.ts", import.meta.url));

after(() => rmSync(folder, { recursive: true }));

test("gives a folder to one owner at a time", () => {
  const release = lockFolder(folder);
  assert.ok(release !== undefined);
  assert.equal(lockFolder(folder), undefined);
  release();
  const again = lockFolder(folder);
  assert.ok(again !== undefined);
  again();
});

test("keeps other processes out, and nobody once the owner was killed", async () => {
  const program = `import { lockFolder } from ${JSON.stringify(SOURCE)};
    console.log(lockFolder(${JSON.stringify(folder)}) === undefined ? "out" : "in"); setInterval(() => {}, 1000);`;
  const words = ["--import", "tsx", "--input-type=module", "-e", program];
  const owner = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
  const [said] = (await once(owner.stdout, "data")) as [Buffer];
  assert.equal(said.toString().trim(), "in");
  assert.equal(lockFolder(folder), undefined);
  owner.kill("SIGKILL");
  await once(owner, "exit");
  const release = lockFolder(folder);
  assert.ok(release !== undefined);
  release();
});
