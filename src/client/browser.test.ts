import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

/** Bundles a program for browsers and gives its modules; fails when it needs anything of Node.js. */
async function browserModules(program: string): Promise<readonly string[]> {
  const { metafile } = await build({
    stdin: { contents: program, resolveDir: PROJECT, loader: "ts" },
    absWorkingDir: PROJECT,
    bundle: true,
    platform: "browser",
    format: "esm",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const [output] = Object.values(metafile.outputs);
  return Object.entries(output?.inputs ?? {}).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []));
}

test("bundles for browsers without Node.js, and without Zod where commands are called by name", async () => {
  const modules = await browserModules(
    'import { createClient } from "#client/create-client"; import { signDraft } from "#client/draft-file"; globalThis.used = [createClient, signDraft];',
  );
  assert.ok(modules.includes("src/kernel/crypto-web.ts"));
  assert.deepEqual(
    modules.filter((path) => /node_modules\/(zod|sodium-native)\/|src\/kernel\/crypto\.ts/.test(path)),
    [],
  );
});

test("leaves out what a program does not use", async () => {
  const modules = await browserModules('import { clientKey } from "#client/client-key"; globalThis.used = clientKey;');
  assert.deepEqual(
    modules.filter((path) => path.startsWith("src/client/")),
    ["src/client/client-key.ts"],
  );
});
