import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

const BOOTSTRAP = fileURLToPath(new URL("./bootstrap.mjs", import.meta.url));
const PACKAGES = fileURLToPath(new URL("../node_modules", import.meta.url));
const LOCK = `{"packages":{"":{},"node_modules/a":{"version":"1.0.0"}}}`;
const CHECK = `console.log("checked", process.argv.slice(2).join(), JSON.stringify(process.env["SANLIAN_NOT_RUN"])); process.exitCode = 3;`;

interface Machine {
  readonly engines?: string;
  readonly isInstalled: boolean;
  /** Shell lines of programs that the machine has; each call is noted in the file `calls`. */
  readonly programs: Readonly<Record<string, string>>;
}

describe("the bootstrap", () => {
  const folders: string[] = [];

  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  function plant(root: string, path: string, text: string): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }

  /** A project whose machine has nothing but the given programs. */
  function bootstrap(machine: Machine, ...words: string[]) {
    const root = mkdtempSync(join(tmpdir(), "sanlian-bootstrap-"));
    folders.push(root);
    plant(root, "package.json", JSON.stringify({ type: "module", engines: { node: machine.engines ?? ">=20" } }));
    plant(root, "package-lock.json", LOCK);
    plant(root, "scripts/check.ts", CHECK);
    plant(root, "calls", "");
    mkdirSync(join(root, "node_modules"));
    symlinkSync(join(PACKAGES, "tsx"), join(root, "node_modules/tsx"));
    if (machine.isInstalled) plant(root, "node_modules/.package-lock.json", LOCK);
    for (const [name, script] of Object.entries(machine.programs)) {
      plant(root, `path/${name}`, `#!/bin/sh\necho "${name} $*" >> ${root}/calls\n${script}\n`);
      chmodSync(join(root, "path", name), 0o755);
    }
    const env = { PATH: join(root, "path"), ROOT: root };
    const { status, stdout, stderr } = spawnSync(process.execPath, [BOOTSTRAP, ...words], {
      cwd: root,
      encoding: "utf8",
      env,
    });
    return { status, stdout, stderr, calls: readFileSync(join(root, "calls"), "utf8").split("\n").slice(0, -1) };
  }

  const compilers = { make: "", "g++": "", python3: "" };
  const isRoot = process.getuid?.() === 0;
  const sudo = { sudo: `[ "$2" = true ] && exit 0; shift; exec "$@"` };
  const callOfApt = (words: string) =>
    (isRoot ? [] : ["sudo --non-interactive true", `sudo --non-interactive apt-get ${words}`]).concat(
      `apt-get ${words}`,
    );

  test("refuses another Node.js in two languages", () => {
    const { status, stderr, calls } = bootstrap({ engines: ">=99", isInstalled: false, programs: {} }, "test");
    assert.equal(status, 1);
    assert.match(stderr, /Sanlian needs Node\.js >=99; this is \d/);
    assert.match(stderr, /三链需要 Node\.js >=99/);
    assert.deepEqual(calls, []);
  });

  test("runs the check with its options and passes its exit code on", () => {
    const { status, stdout } = bootstrap(
      { isInstalled: true, programs: { strace: "", chromium: "" } },
      "test",
      "kernel/",
    );
    assert.equal(status, 3);
    assert.match(stdout, /^checked kernel\/ ""\n$/);
  });

  test("installs packages first when there are none, and says so", () => {
    const programs = { ...compilers, strace: "", chromium: "", npm: "" };
    const { status, stdout, calls } = bootstrap({ isInstalled: false, programs }, "test");
    assert.deepEqual([status, calls], [3, ["npm ci"]]);
    assert.match(stdout, /npm ci.*1 to 3 minutes/);
  });

  test("stops when npm fails", () => {
    const programs = { ...compilers, strace: "", chromium: "", npm: "exit 7" };
    const { status, stderr, stdout } = bootstrap({ isInstalled: false, programs }, "test");
    assert.equal(status, 1);
    assert.match(stderr, /npm ci failed \(exit code 7\)/);
    assert.doesNotMatch(stdout, /checked/);
  });

  test("installs a missing tool with apt-get", () => {
    const programs = { ...sudo, chromium: "", "apt-get": `: > $ROOT/path/strace` };
    const { stdout, calls } = bootstrap({ isInstalled: true, programs }, "test");
    assert.match(stdout, /checked {2}""/);
    assert.deepEqual(calls, callOfApt("install --yes --no-install-recommends strace"));
  });

  test("fetches the package lists when the first try fails", () => {
    const programs = {
      ...sudo,
      chromium: "",
      "apt-get": `if [ "$1" = update ]; then : > $ROOT/lists; else [ -e $ROOT/lists ] && : > $ROOT/path/strace; fi`,
    };
    const { stdout, calls } = bootstrap({ isInstalled: true, programs }, "test");
    assert.match(stdout, /checked {2}""/);
    assert.equal(calls.filter((call) => call === "apt-get update").length, 1);
  });

  test("goes on without a tool it cannot install, and names what does not run", () => {
    for (const programs of [{}, { ...sudo, "apt-get": "exit 100" }]) {
      const { stdout } = bootstrap({ isInstalled: true, programs }, "test");
      assert.match(
        stdout,
        /checked {2}"the fsync tests.*: strace is missing\\nthe tests in a browser: chromium is missing"/,
      );
    }
  });

  test("names its tasks when asked for another", () => {
    const { status, stderr } = bootstrap({ isInstalled: true, programs: {} }, "launch");
    assert.equal(status, 1);
    assert.match(stderr, /bootstrap\.mjs start\|test/);
  });
});
