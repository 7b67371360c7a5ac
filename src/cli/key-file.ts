import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from "node:crypto";
import { fromBase64, toBase64, utf8 } from "#kernel/bytes";
import { type KeyPair, keyPairFromSeed } from "#kernel/crypto";
import { keyIdOf } from "#kernel/identity";
import { canonicalize, type Json, type JsonObject } from "#kernel/json";
import { check, type Infer, shape } from "#kernel/shape";

/**
 * Key files: an Ed25519 seed encrypted under a passphrase, scrypt (RFC 7914) and AES-256-GCM (NIST SP 800-38D). Public key
 * and costs stand in the clear and are authenticated with the seed. A checksum tells a damaged file from a wrong passphrase.
 */

const keyFileShape = shape.object({
  file: shape.choice(["sanlian/key/1"]),
  keyId: shape.hash(),
  publicKey: shape.base64(32),
  scrypt: shape.object({
    /** log2 of the CPU and memory cost. */
    costLog2: shape.int(10, 20),
    blockSize: shape.int(1, 16),
    parallel: shape.int(1, 8),
    salt: shape.base64(16),
  }),
  nonce: shape.base64(12),
  /** Ciphertext of the seed, then the tag. */
  sealed: shape.base64(48),
  /** SHA-256 of the canonical rest. */
  checksum: shape.hash(),
});

export type KeyFile = Infer<typeof keyFileShape>;

/** What makes guessing a passphrase slow: 128 MiB and about half a second. */
const COST_LOG2 = 17;
const BLOCK_SIZE = 8;
const PARALLEL = 1;
const TAG_BYTES = 16;
/** scrypt takes 128 · N · r bytes; this leaves room above. */
const MEMORY_BYTES_MAX = 2 ** 31 - 1;

export type KeyFileProblem = "key_file_unfit" | "key_file_damaged" | "passphrase_wrong";

/** Encrypts a 32-byte seed. `costLog2` is for tests; files that people keep use the default. */
export function sealKey(seed: Uint8Array, passphrase: string, costLog2 = COST_LOG2): KeyFile {
  const { publicKey } = keyPairFromSeed(seed);
  const head = {
    file: "sanlian/key/1",
    keyId: keyIdOf(publicKey),
    publicKey: toBase64(publicKey),
    scrypt: { costLog2, blockSize: BLOCK_SIZE, parallel: PARALLEL, salt: toBase64(randomBytes(16)) },
    nonce: toBase64(randomBytes(12)),
  } as const;
  const cipher = createCipheriv("aes-256-gcm", secretOf(head, passphrase), bytesOf(head.nonce));
  cipher.setAAD(utf8(canonicalize(head)));
  const sealed = Buffer.concat([cipher.update(seed), cipher.final(), cipher.getAuthTag()]);
  const rest = { ...head, sealed: toBase64(sealed) };
  return { ...rest, checksum: checksumOf(rest) };
}

/** The key file in a JSON value, if it is one and nothing of it was damaged. */
export function readKeyFile(value: Json): KeyFile | Exclude<KeyFileProblem, "passphrase_wrong"> {
  const checked = check(keyFileShape, value);
  if (!checked.ok) return "key_file_unfit";
  const { checksum, ...rest } = checked.value;
  return checksumOf(rest) === checksum ? checked.value : "key_file_damaged";
}

/** Decrypts the key pair of an undamaged key file. */
export function openKey({ checksum: _, sealed, ...head }: KeyFile, passphrase: string): KeyPair | "passphrase_wrong" {
  const decipher = createDecipheriv("aes-256-gcm", secretOf(head, passphrase), bytesOf(head.nonce));
  const bytes = bytesOf(sealed);
  decipher.setAAD(utf8(canonicalize(head)));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const seed = Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
    return keyPairFromSeed(seed);
  } catch {
    return "passphrase_wrong";
  }
}

function secretOf({ scrypt }: Pick<KeyFile, "scrypt">, passphrase: string): Uint8Array {
  // One passphrase, however a keyboard composes its characters.
  return scryptSync(utf8(passphrase.normalize("NFC")), bytesOf(scrypt.salt), 32, {
    N: 2 ** scrypt.costLog2,
    r: scrypt.blockSize,
    p: scrypt.parallel,
    maxmem: MEMORY_BYTES_MAX,
  });
}

function checksumOf(rest: JsonObject): string {
  return createHash("sha256").update(canonicalize(rest)).digest("hex");
}

function bytesOf(text: string): Uint8Array {
  // Shapes let only base64 of the right length through.
  return fromBase64(text) as Uint8Array;
}
