import type { ClientKey } from "#client/client-key";
import { keyPairFromSeed, randomBytes, signEd25519 } from "#kernel/crypto";
import { keyIdOf } from "#kernel/identity";

/**
 * The key of this device, kept by the browser and never sent anywhere. Where WebCrypto knows Ed25519 the private key cannot
 * be read by any page, ours included; elsewhere (older browsers, plain http) a library signs with a seed that lies in the
 * browser's storage, which is weaker and is said so wherever one signs.
 */
export interface DeviceKey extends ClientKey {
  readonly isProtected: boolean;
}

/** What the browser's storage keeps of a key. */
type KeptKey =
  | { readonly kind: "webcrypto"; readonly publicKey: Uint8Array; readonly privateKey: CryptoKey }
  | { readonly kind: "seed"; readonly publicKey: Uint8Array; readonly seed: Uint8Array };

const DATABASE = "sanlian";
const STORE = "keys";
const RECORD = "device";

/** Makes a fresh key for this device; nothing is stored yet. */
export async function makeDeviceKey(): Promise<KeptKey> {
  // Absent on plain-http addresses other than loopback, whatever the types say.
  const subtle = (globalThis.crypto as Partial<Crypto>).subtle;
  if (subtle !== undefined) {
    try {
      const pair = (await subtle.generateKey({ name: "Ed25519" }, false, ["sign", "verify"])) as CryptoKeyPair;
      const publicKey = new Uint8Array(await subtle.exportKey("raw", pair.publicKey));
      return { kind: "webcrypto", publicKey, privateKey: pair.privateKey };
    } catch {
      // This browser has WebCrypto without Ed25519: the library below signs.
    }
  }
  const seed = randomBytes(32);
  return { kind: "seed", publicKey: keyPairFromSeed(seed).publicKey, seed };
}

/** A kept key as the client signs with it. */
export function deviceKeyOf(kept: KeptKey): DeviceKey {
  const { publicKey } = kept;
  const keyId = keyIdOf(publicKey);
  if (kept.kind === "seed") {
    const { secretKey } = keyPairFromSeed(kept.seed);
    return { keyId, publicKey, isProtected: false, sign: (message) => signEd25519(secretKey, message) };
  }
  const { privateKey } = kept;
  return {
    keyId,
    publicKey,
    isProtected: true,
    sign: async (message) =>
      new Uint8Array(await globalThis.crypto.subtle.sign({ name: "Ed25519" }, privateKey, Uint8Array.from(message))),
  };
}

/** Keeps the key in this browser in the place of an earlier one. */
export async function keepDeviceKey(kept: KeptKey): Promise<void> {
  await inStore("readwrite", (store) => store.put(kept, RECORD));
}

/** The key that this browser keeps; undefined when there is none. */
export async function keptDeviceKey(): Promise<KeptKey | undefined> {
  return (await inStore("readonly", (store) => store.get(RECORD))) as KeptKey | undefined;
}

/** Forgets the key of this browser for good. */
export async function forgetDeviceKey(): Promise<void> {
  await inStore("readwrite", (store) => store.delete(RECORD));
}

async function inStore(mode: IDBTransactionMode, run: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
  const database = await opened();
  try {
    return await answerOf(run(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return answerOf(request);
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser's storage failed"));
  });
}
