import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { CliProblem } from "./cli-problem.ts";
import { ownTls, selfSignedTls } from "./tls-files.ts";

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 2, 2);

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "sanlian-tls-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof CliProblem) return error.code;
    throw error;
  }
  return "none";
}

test("a self-signed certificate holds the names of the node, lasts a year and keeps its key to its owner", async (t) => {
  const folder = folderFor(t);
  const made = await selfSignedTls(folder, ["ledger.example", "192.0.2.7"], NOW);
  const certificate = new X509Certificate(made.cert);
  for (const name of ["ledger.example", "localhost"]) assert.equal(certificate.checkHost(name), name);
  for (const ip of ["192.0.2.7", "127.0.0.1", "::1"]) assert.notEqual(certificate.checkIP(ip), undefined, ip);
  assert.equal(certificate.checkHost("other.example"), undefined);
  assert.equal(Date.parse(certificate.validTo), NOW + 397 * DAY_MS);
  assert.deepEqual([made.fingerprint, made.isSelfSigned], [certificate.fingerprint256, true]);
  assert.equal(statSync(join(folder, "tls", "key.pem")).mode & 0o777, 0o600);
  assert.ok(!made.cert.includes("PRIVATE"));
});

test("it stays the same until its time or its names run out, or its key is lost", async (t) => {
  const folder = folderFor(t);
  const fingerprint = async (hosts: readonly string[], now: number) =>
    (await selfSignedTls(folder, hosts, now)).fingerprint;
  const first = await fingerprint(["a.example"], NOW);
  assert.equal(await fingerprint(["a.example"], NOW + 366 * DAY_MS), first);
  const renewed = await fingerprint(["a.example"], NOW + 368 * DAY_MS);
  assert.notEqual(renewed, first);
  const named = await fingerprint(["b.example"], NOW + 368 * DAY_MS);
  assert.notEqual(named, renewed);
  rmSync(join(folder, "tls", "key.pem"));
  assert.notEqual(await fingerprint(["b.example"], NOW + 368 * DAY_MS), named);
});

test("certificate and key of one's own are taken when they belong together and are valid", async (t) => {
  const folder = folderFor(t);
  await selfSignedTls(folder, ["a.example"], NOW);
  const [cert, key] = [join(folder, "tls", "certificate.pem"), join(folder, "tls", "key.pem")];
  const own = ownTls(cert, key, NOW);
  assert.deepEqual([own.isSelfSigned, own.cert], [false, readFileSync(cert, "utf8")]);
  assert.equal(
    codeOf(() => ownTls(cert, key, NOW + 398 * DAY_MS)),
    "tls_expired",
  );
  const other = join(folder, "other");
  await selfSignedTls(other, ["a.example"], NOW);
  assert.equal(
    codeOf(() => ownTls(cert, join(other, "tls", "key.pem"), NOW)),
    "tls_unfit",
  );
  writeFileSync(join(folder, "text.pem"), "no certificate");
  assert.equal(
    codeOf(() => ownTls(join(folder, "text.pem"), key, NOW)),
    "tls_unfit",
  );
  assert.equal(
    codeOf(() => ownTls(cert, join(folder, "none.pem"), NOW)),
    "file_missing",
  );
});
