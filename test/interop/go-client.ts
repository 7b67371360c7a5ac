import { execFile, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Builds and runs the independent client in Go, on Debian's packages alone: nothing is fetched from a module proxy. */

const GOPATH = "/usr/share/gocode";
const SOURCE = fileURLToPath(new URL("client", import.meta.url));
const PACKAGES = ["golang-go", "golang-golang-x-mod-dev"];

/** What the client is asked to verify; see its `-help`. */
export interface GoClientOptions {
  readonly url: string;
  readonly vkey: string;
  readonly origin?: string;
  readonly cosigners?: readonly string[];
  readonly records?: readonly number[];
  /** Whether the records' hashes are recomputed from the entry bundles; true when left out. */
  readonly entries?: boolean;
  /** File with the checkpoint seen last. */
  readonly checkpoint?: string;
  readonly proof?: string;
}

export interface GoClientAnswer {
  readonly isVerified: boolean;
  /** The summary, or the reason of the refusal. */
  readonly text: string;
}

/** Builds the client into a folder and gives its path; installs the Debian packages when they are missing and may be. */
export function buildGoClient(folder: string): string {
  installPackages();
  const binary = join(folder, "interop-client");
  const env = { ...process.env, GO111MODULE: "off", GOPATH, GOFLAGS: "", GOPROXY: "off", GOTOOLCHAIN: "local" };
  const built = spawnSync("go", ["build", "-o", binary, "."], { cwd: SOURCE, env, encoding: "utf8" });
  if (built.status !== 0) throw new Error(`The Go client does not build: ${built.error?.message ?? built.stderr}`);
  return binary;
}

function installPackages(): void {
  const hasGo = spawnSync("go", ["version"]).status === 0;
  if (hasGo && existsSync(join(GOPATH, "src/golang.org/x/mod/sumdb/tlog"))) return;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const installed = spawnSync("apt-get", ["install", "-y", "--no-install-recommends", ...PACKAGES], {
    env,
    stdio: "inherit",
  });
  if (installed.status === 0) return;
  throw new Error(
    `Install the Debian packages ${PACKAGES.join(" and ")} (as root, after apt-get update), then run this again.`,
  );
}

/** Runs the client once. */
export function runGoClient(binary: string, options: GoClientOptions): Promise<GoClientAnswer> {
  const flags = {
    url: options.url,
    vkey: options.vkey,
    origin: options.origin,
    cosigners: options.cosigners?.join(","),
    records: options.records?.join(","),
    entries: options.entries === undefined ? undefined : String(options.entries),
    checkpoint: options.checkpoint,
    proof: options.proof,
  };
  const args = Object.entries(flags).flatMap(([name, value]) => (value === undefined ? [] : [`-${name}=${value}`]));
  return new Promise((resolve) => {
    execFile(binary, args, { timeout: 120_000 }, (error, stdout, stderr) => {
      resolve({ isVerified: error === null, text: (error === null ? stdout : stderr).trim() });
    });
  });
}
