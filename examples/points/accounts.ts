import { accountId, defineAccountBook } from "#kit/accounts";

const ASSET = "points";

/** The accounts of this scenario. Everybody who has opened a session sees all of them. */
export const book = defineAccountBook({ name: "points", mayRead: (_, viewer) => viewer !== undefined });

/** Where points come from: its balance is minus what was issued, so all accounts together hold zero. */
export const ISSUE_ACCOUNT = { asset: ASSET, ownerId: "issuer", name: "issued", kind: "issuer" } as const;

/** The one account of a person. */
export function walletOf(personId: string) {
  return { asset: ASSET, ownerId: personId, name: "wallet", kind: "own" } as const;
}

/** Its id. */
export function walletId(personId: string): string {
  return accountId(walletOf(personId));
}
