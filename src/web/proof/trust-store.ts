import { isHex } from "#kernel/bytes";
import { isJsonObject, type Json } from "#kernel/json";

/**
 * Genesis hashes that this device trusts. A receipt proves nothing by itself: it is checked against a hash that came some
 * other way, from the node at the first visit or from the person who checks.
 */

export interface TrustedGenesis {
  /** Name of the ledger; empty when somebody brought a hash without saying of which. */
  readonly ledger: string;
  /** 64 hexadecimal digits. */
  readonly hash: string;
  /** `first-use`: taken from the node at the first visit. `brought`: somebody entered it here. */
  readonly source: "first-use" | "brought";
  /** When, in milliseconds of this device. */
  readonly since: number;
}

const KEPT = "sanlian.genesis-hashes";

/** What this device trusts; damaged entries are left out. */
export function keptTrust(storage: Pick<Storage, "getItem">): readonly TrustedGenesis[] {
  let kept: Json;
  try {
    kept = JSON.parse(storage.getItem(KEPT) ?? "[]") as Json;
  } catch {
    return [];
  }
  return Array.isArray(kept) ? kept.flatMap(entryOf) : [];
}

/** Remembers what this device trusts. */
export function keepTrust(storage: Pick<Storage, "setItem">, trusted: readonly TrustedGenesis[]): void {
  storage.setItem(KEPT, JSON.stringify(trusted));
}

function entryOf(entry: Json): TrustedGenesis[] {
  if (!isJsonObject(entry)) return [];
  const { ledger, hash, source, since } = entry;
  const isWhole = typeof ledger === "string" && typeof hash === "string" && typeof since === "number";
  if (!isWhole || !isGenesisHash(hash) || (source !== "first-use" && source !== "brought")) return [];
  return [{ ledger, hash, source, since }];
}

/** Whether a text has the form of a genesis hash. */
export function isGenesisHash(text: string): boolean {
  return isHex(text, 32);
}

/** Trusts a ledger that the node names, unless this device knows one of that name already. */
export function trustFirst(trusted: readonly TrustedGenesis[], ref: string, now: number): readonly TrustedGenesis[] {
  const [ledger = "", hash = ""] = ref.split("@");
  if (!isGenesisHash(hash) || trusted.some((known) => known.ledger === ledger || known.hash === hash)) return trusted;
  return [...trusted, { ledger, hash, source: "first-use", since: now }];
}

/** Trusts a hash that somebody brought; it takes the place of what the first visit left for the same ledger. */
export function trustBrought(
  trusted: readonly TrustedGenesis[],
  brought: { readonly ledger: string; readonly hash: string },
  now: number,
): readonly TrustedGenesis[] {
  const { ledger, hash } = brought;
  const others = trusted.filter(
    (known) => known.hash !== hash && !(ledger !== "" && known.ledger === ledger && known.source === "first-use"),
  );
  const name = ledger === "" ? (trusted.find((known) => known.hash === hash)?.ledger ?? "") : ledger;
  return [...others, { ledger: name, hash, source: "brought", since: now }];
}

/** What a node says of a ledger, compared with what this device knows of that name: `other` is a warning. */
export function standingOf(
  trusted: readonly TrustedGenesis[],
  ref: string,
): "first-use" | "brought" | "other" | "unknown" {
  const [ledger = "", hash = ""] = ref.split("@");
  const known = trusted.find((entry) => entry.hash === hash);
  if (known !== undefined) return known.source;
  return trusted.some((entry) => entry.ledger === ledger) ? "other" : "unknown";
}
