/**
 * What `npm start` and `npm test` need before any dependency exists: a fitting Node.js, the packages of the lock file, and
 * a few tools of the system. Plain JavaScript without dependencies; every step says what it does and why.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import { installedDifferences } from "./installed-set.mjs";
import { isInRange } from "./node-range.mjs";

/** Programs of the system, by the step that needs them. `effect` is what stays undone without the program. */
const TOOLS = [
  { step: "install", command: "make", debian: "make", effect: "SQLite cannot be compiled" },
  { step: "install", command: "g++", debian: "g++", effect: "SQLite cannot be compiled" },
  { step: "install", command: "python3", debian: "python3", effect: "SQLite cannot be compiled" },
  { step: "test", command: "strace", debian: "strace", effect: "the fsync tests, which count and fail fsync calls" },
  { step: "test", command: "chromium", debian: "chromium", effect: "the tests in a browser" },
];

const TASKS = {
  start: [
    ["--import", "tsx", "scripts/build.ts"],
    ["bin/sanlian.mjs", "start", "--demo"],
  ],
  test: [["--import", "tsx", "scripts/check.ts"]],
};

/** Problems that end the run with a message and without a stack. */
class SetupError extends Error {}

async function main(task, options) {
  if (!Object.hasOwn(TASKS, task))
    throw new SetupError(`usage: node scripts/bootstrap.mjs ${Object.keys(TASKS).join("|")}`);
  requireNode();
  await installPackages();
  const environment = { ...process.env };
  if (task === "test") {
    environment.SANLIAN_NOT_RUN = (await installTools("test"))
      .map((tool) => `${tool.effect}: ${tool.command} is missing`)
      .join("\n");
  }
  const commands = TASKS[task];
  for (const command of commands) {
    const isLast = command === commands[commands.length - 1];
    const code = await run(process.execPath, isLast ? [...command, ...options] : command, { env: environment });
    if (code !== 0) return code;
  }
  return 0;
}

function requireNode() {
  const range = readJson("package.json").engines.node;
  if (isInRange(process.versions.node, range)) return;
  throw new SetupError(
    `Sanlian needs Node.js ${range}; this is ${process.versions.node}. Install a fitting version from https://nodejs.org and run the command again.\n` +
      `三链需要 Node.js ${range}，当前版本为 ${process.versions.node}。请从 https://nodejs.org 安装合适的版本后重新运行。`,
  );
}

async function installPackages() {
  if (!needsInstall()) return;
  say(
    "Installing the packages of package-lock.json with npm ci. SQLite may be compiled: 1 to 3 minutes.",
    "正在按 package-lock.json 安装依赖（npm ci），可能需要编译 SQLite：约 1 至 3 分钟。",
  );
  // A prebuilt SQLite may still be found without a compiler, so a missing tool does not end the run here.
  const missing = await installTools("install");
  const code = await run(...npmCommand(["ci"]), {
    env: { ...process.env, ...headersOfThisNode() },
    heartbeat: "npm ci",
  });
  if (code === 0) return;
  const hint = missing.map((tool) => `\n${tool.command} is missing: ${tool.effect}.`).join("");
  throw new SetupError(
    `npm ci failed (exit code ${code}); its output above says why.${hint}\nnpm ci 失败，原因见上方输出。`,
  );
}

function needsInstall() {
  const installed = join("node_modules", ".package-lock.json");
  return !existsSync(installed) || installedDifferences(readJson("package-lock.json"), readJson(installed)).length > 0;
}

/** The npm that runs this script, or the first one on the path. */
function npmCommand(words) {
  const running = process.env.npm_execpath;
  if (running !== undefined && basename(running).startsWith("npm")) return [process.execPath, [running, ...words]];
  return ["npm", words];
}

/** Compiling against the headers beside the running Node.js saves a download from outside the npm registry. */
function headersOfThisNode() {
  const prefix = dirname(dirname(process.execPath));
  const hasHeaders = existsSync(join(prefix, "include", "node", "node.h"));
  return hasHeaders && process.env.npm_config_nodedir === undefined ? { npm_config_nodedir: prefix } : {};
}

/** Installs what a step needs and the system lacks; returns what is still missing. Never fails by itself. */
async function installTools(step) {
  const isMissing = (tool) => !isOnPath(tool.command);
  const missing = TOOLS.filter((tool) => tool.step === step && isMissing(tool));
  if (missing.length === 0) return [];
  const names = missing.map((tool) => tool.debian);
  const apt = aptCommand();
  if (apt === undefined) {
    say(
      `Missing: ${names.join(", ")}. Cannot install: this needs Debian's apt-get and administrator rights.`,
      `缺少 ${names.join("、")}，且无法自动安装（需要 Debian 的 apt-get 与管理员权限）。`,
    );
    return missing;
  }
  say(
    `Installing ${names.join(", ")} with apt-get: up to a minute.`,
    `正在用 apt-get 安装 ${names.join("、")}：最多约一分钟。`,
  );
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const aptGet = (...words) => run(apt[0], [...apt.slice(1), ...words], { env });
  const install = () => aptGet("install", "--yes", "--no-install-recommends", ...names);
  // A fresh machine has no package lists yet: the first try costs a second and saves the update when they are there.
  if ((await install()) !== 0 && (await aptGet("update")) === 0) await install();
  return missing.filter(isMissing);
}

function aptCommand() {
  if (!isOnPath("apt-get")) return undefined;
  if (process.getuid !== undefined && process.getuid() === 0) return ["apt-get"];
  const maySudo = isOnPath("sudo") && spawnSync("sudo", ["--non-interactive", "true"]).status === 0;
  return maySudo ? ["sudo", "--non-interactive", "apt-get"] : undefined;
}

function isOnPath(command) {
  return (process.env.PATH || "").split(delimiter).some((folder) => folder !== "" && existsSync(join(folder, command)));
}

/** Runs a program with our output, passes signals on, and resolves to its exit code. */
function run(command, words, { env = process.env, heartbeat = "" } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { env, stdio: ["ignore", "inherit", "inherit"] });
    const startedAt = Date.now();
    const beat = () => console.log(`… ${heartbeat}: ${Math.round((Date.now() - startedAt) / 1000)} s`);
    const timer = heartbeat === "" ? undefined : setInterval(beat, 15_000);
    // A terminal sends SIGINT to the child as well, and a second one would cut its orderly stop short.
    const pass = (signal) => (signal === "SIGINT" && process.stdin.isTTY) || child.kill(signal);
    for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, pass);
    const done = () => {
      clearInterval(timer);
      for (const signal of ["SIGINT", "SIGTERM"]) process.off(signal, pass);
    };
    child.on("error", (error) => {
      done();
      reject(new SetupError(`cannot run ${command}: ${error.message}`));
    });
    child.on("exit", (code, signal) => {
      done();
      resolve(code === null ? (signal === "SIGINT" ? 130 : 143) : code);
    });
  });
}

function say(english, chinese) {
  console.log(`${chinese}\n${english}`);
}

function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

main(process.argv[2], process.argv.slice(3)).then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error instanceof SetupError ? error.message : error);
    process.exitCode = 1;
  },
);
