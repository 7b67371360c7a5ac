import { isStrictlyEncoded } from "#kernel/ed25519-encoding";

/** Verifies by WebCrypto behind the strict checks of encodings: the third, independent implementation in tests. */
export async function verifyByWebCrypto(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  if (!isStrictlyEncoded(publicKey, signature)) return false;
  const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]).catch(() => undefined);
  return key !== undefined && (await crypto.subtle.verify("Ed25519", key, signature, message));
}
