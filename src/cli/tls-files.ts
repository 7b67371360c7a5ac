import { createPrivateKey, X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { isIP } from "node:net";
import { join } from "node:path";
import { CliProblem } from "./cli-problem.ts";
import { readText, writeWhole } from "./text-file.ts";

/** Certificate and key of a node that serves https, in PEM. */
export interface TlsMaterial {
  readonly cert: string;
  readonly key: string;
  /** SHA-256 of the certificate, for people to compare. */
  readonly fingerprint: string;
  readonly isSelfSigned: boolean;
}

const DAY_MS = 86_400_000;
/** Browsers accept no certificate for longer, and a new one a year is no trouble. */
const VALID_MS = 397 * DAY_MS;
const RENEWED_BEFORE_MS = 30 * DAY_MS;
/** Names by which this machine reaches itself. */
const LOCAL_NAMES = ["localhost", "127.0.0.1", "::1"];
const COMMON_NAME_MAX = 64;

/** Certificate and key from files of one's own. @throws CliProblem `tls_unfit` and those of files */
export function ownTls(certPath: string, keyPath: string, now: number): TlsMaterial {
  const [cert, key] = [readText(certPath), readText(keyPath)];
  const certificate = opened(cert, certPath);
  if (!hasKey(certificate, key)) throw new CliProblem("tls_unfit", { path: keyPath });
  if (Date.parse(certificate.validTo) <= now)
    throw new CliProblem("tls_expired", { path: certPath, at: certificate.validTo });
  return { cert, key, fingerprint: certificate.fingerprint256, isSelfSigned: false };
}

/**
 * The node's self-signed certificate in `tls/` of the data folder. It stays the same while it is valid and holds all names,
 * so that people who compared its fingerprint need not do so again.
 */
export async function selfSignedTls(dataFolder: string, hosts: readonly string[], now: number): Promise<TlsMaterial> {
  const folder = join(dataFolder, "tls");
  const [certPath, keyPath] = [join(folder, "certificate.pem"), join(folder, "key.pem")];
  const names = [...new Set([...hosts, ...LOCAL_NAMES])];
  const kept = existsSync(certPath) && existsSync(keyPath) ? keptTls(certPath, keyPath, names, now) : undefined;
  if (kept !== undefined) return kept;
  const made = await makeCertificate(names, now);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Without a key there is no certificate: a start that was cut off between the two makes both anew.
  rmSync(certPath, { force: true });
  writeWhole(keyPath, made.private, { mode: 0o600, mayReplace: true });
  writeWhole(certPath, made.cert, { mayReplace: true });
  const { fingerprint256 } = new X509Certificate(made.cert);
  return { cert: made.cert, key: made.private, fingerprint: fingerprint256, isSelfSigned: true };
}

function keptTls(certPath: string, keyPath: string, names: readonly string[], now: number): TlsMaterial | undefined {
  const [cert, key] = [readText(certPath), readText(keyPath)];
  const certificate = opened(cert, certPath);
  const isValid = Date.parse(certificate.validTo) > now + RENEWED_BEFORE_MS;
  if (!isValid || !hasKey(certificate, key) || !names.every((name) => isNamed(certificate, name))) return undefined;
  return { cert, key, fingerprint: certificate.fingerprint256, isSelfSigned: true };
}

async function makeCertificate(
  names: readonly string[],
  now: number,
): Promise<{ readonly cert: string; readonly private: string }> {
  const altNames = names.map((name) =>
    isIP(name) === 0 ? ({ type: 2, value: name } as const) : ({ type: 7, ip: name } as const),
  );
  const { generate } = await import("selfsigned");
  return generate([{ name: "commonName", value: (names[0] ?? "localhost").slice(0, COMMON_NAME_MAX) }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    // Clocks of an office differ a little.
    notBeforeDate: new Date(now - DAY_MS),
    notAfterDate: new Date(now + VALID_MS),
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames },
    ],
  });
}

function opened(cert: string, path: string): X509Certificate {
  try {
    return new X509Certificate(cert);
  } catch (cause) {
    throw new CliProblem("tls_unfit", { path }, { cause });
  }
}

function hasKey(certificate: X509Certificate, key: string): boolean {
  try {
    return certificate.checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

function isNamed(certificate: X509Certificate, name: string): boolean {
  return (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)) !== undefined;
}
