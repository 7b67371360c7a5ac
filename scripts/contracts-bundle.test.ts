import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { buildContracts } from "./contracts-bundle.ts";

const SOURCES = {
  "package.json": `{"type":"module","imports":{"#kernel/*":"./src/kernel/*.ts","#ledger/*":"./src/ledger/*.ts"}}`,
  "src/kernel/shape.ts": `import { z } from "zod";\nexport const name = z.string();`,
  "src/ledger/clock.ts": "export const clock = 1;",
  "src/scenarios/index.ts": `import sodium from "sodium-native";
    import assert from "node:assert/strict";
    import { name } from "#kernel/shape";
    import text from "./text.json" with { type: "json" };
    export const list = [sodium, assert, name, text.title];`,
  "src/scenarios/text.json": `{"title":"科技成果转化"}`,
  "src/scenarios/cheat.ts": `import { clock } from "#ledger/clock";\nexport const list = [clock];`,
  "src/scenarios/unresolved.ts": `export { nothing } from "#kernel/nothing";`,
};

describe("the contracts bundle", () => {
  const folders: string[] = [];

  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  function plantedProject(prefix: string): string {
    const root = mkdtempSync(join(tmpdir(), prefix));
    folders.push(root);
    for (const [path, text] of Object.entries(SOURCES)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    symlinkSync(fileURLToPath(new URL("../node_modules", import.meta.url)), join(root, "node_modules"));
    return root;
  }

  test("has the same bytes from two folders, and none of their names", async () => {
    const roots = ["sanlian-a-", "sanlian-another-"].map(plantedProject);
    const [one, two] = await Promise.all(roots.map((root) => buildContracts("src/scenarios/index.ts", root)));
    assert.deepEqual(one, two);
    for (const root of roots) assert.ok(!one?.code.includes(realpathSync(root)), "a machine path got in");
  });

  test("is named by the SHA-256 of its UTF-8", async () => {
    const { hash, code } = await buildContracts("src/scenarios/index.ts", plantedProject("sanlian-hash-"));
    assert.equal(hash, createHash("sha256").update(code, "utf8").digest("hex"));
  });

  test("holds zod and texts, and leaves native packages and Node.js outside", async () => {
    const { code } = await buildContracts("src/scenarios/index.ts", plantedProject("sanlian-zod-"));
    const outside = [...code.matchAll(/^import .* from "(.*)";$/gm)].map((match) => match[1]);
    assert.deepEqual(outside.sort(), ["node:assert/strict", "sodium-native"]);
    assert.match(code, /科技成果转化/);
    assert.doesNotMatch(code, /sourceMappingURL/);
  });

  test("changes its name with its sources", async () => {
    const root = plantedProject("sanlian-change-");
    const first = await buildContracts("src/scenarios/index.ts", root);
    writeFileSync(join(root, "src/scenarios/text.json"), `{"title":"揭榜挂帅"}`);
    assert.notEqual((await buildContracts("src/scenarios/index.ts", root)).hash, first.hash);
  });

  test("refuses code of the host", async () => {
    const root = plantedProject("sanlian-cheat-");
    await assert.rejects(buildContracts("src/scenarios/cheat.ts", root), /src\/ledger\/clock\.ts is not contract code/);
  });

  test("names an entry that does not exist and an import that does not resolve", async () => {
    const root = plantedProject("sanlian-missing-");
    await assert.rejects(buildContracts("src/scenarios/absent.ts", root), /src\/scenarios\/absent\.ts does not exist/);
    await assert.rejects(buildContracts("src/scenarios/unresolved.ts", root), /#kernel\/nothing/);
  });
});
