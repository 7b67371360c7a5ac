import type { ReadTx } from "#kernel/table";
import { accountId, defineAccountBook } from "#kit/accounts";
import type { Account } from "#kit/accounts-tables";
import { type Asset, type Deal, dealOf, seesPlans } from "./deal-tables.ts";
import { payees } from "./plan-tables.ts";

/**
 * The accounts of a case. Money comes in through `bank` and leaves through `payout`; shares come into being at the
 * company's `issuer` account. Both rest in the `pool` until a plan moves them on:
 *
 * ```
 * money   bank → pool → costs · unit's retained · each person's claim → payout · tax withheld
 *         advance → pool where the unit puts money in, and back
 * shares  issuer → pool → each person's claim → holding · asset holder's claim → holding
 * both    pool → disputed where a line is frozen → that person's claim, or back to the pool
 * ```
 *
 * These are records; nobody's money is held here.
 */
const DEAL_ID = /deal_[0-9a-f]{32}/;

export const book = defineAccountBook({ name: "transfer", mayRead: maySeeAccount });

/** The asset of a deal in the accounts: yuan, or the shares that this deal formed, which are like no others. */
export function assetId(deal: Deal): string {
  return deal.asset === "money" ? "cny" : `shares/${deal.id}`;
}

/** Accounts of a deal that belong to the case itself, or to the member named. */
export type CaseAccount =
  | "bank"
  | "pool"
  | "costs"
  | "advance"
  | "payout"
  | "tax"
  | "disputed"
  | "retained"
  | "issuer"
  | "claim"
  | "holding";

/** Id of an account of a deal; `personId` for the claim or the holding of a person. */
export function caseAccountId(deal: Deal, name: CaseAccount, personId?: string): string {
  return accountId({ asset: assetId(deal), ...ownedAccount(deal, name, personId) });
}

/** What opening an account of a deal needs. */
export function caseAccount(deal: Deal, name: CaseAccount, personId?: string) {
  const kind = name === "issuer" ? "issuer" : isOutside(name) ? "outside" : "own";
  return { asset: assetId(deal), kind, ...ownedAccount(deal, name, personId) } as const;
}

/** Accounts of a deal that exist and that a query may show, people's in the order of their ids. */
export function accountsOfDeal(tx: ReadTx, deal: Deal): readonly Account[] {
  const names: Readonly<Record<Asset, readonly CaseAccount[]>> = {
    money: ["bank", "advance", "pool", "costs", "retained", "disputed", "payout", "tax"],
    shares: ["issuer", "pool", "disputed", "claim", "holding"],
  };
  const own = names[deal.asset].map((name) => caseAccountId(deal, name));
  const people = tx
    .table(payees)
    .find({ index: "byDeal", equals: { dealId: deal.id } })
    .flatMap(({ personId }) => [caseAccountId(deal, "claim", personId), caseAccountId(deal, "holding", personId)]);
  return [...own, ...people].flatMap((id) => book.account(tx, id) ?? []);
}

/** What an account is for: `pool`, `claim` and so on. Texts stand under `accounts`. */
export function placeOfAccount(account: Account): string {
  const [, , name = ""] = account.id.split(":");
  return name.split("/")[0] ?? "";
}

function ownedAccount(deal: Deal, name: CaseAccount, personId?: string): { ownerId: string; name: string } {
  // The deal is part of the name where the owner has accounts in several deals.
  const ofDeal = `${name}/${deal.id}`;
  if (personId !== undefined) return { ownerId: personId, name: ofDeal };
  switch (name) {
    case "issuer":
      return { ownerId: deal.counterpartyId, name: ofDeal };
    case "retained":
      return { ownerId: deal.unitId, name: ofDeal };
    case "claim":
    case "holding":
      return { ownerId: deal.assetHolderId, name: ofDeal };
    default:
      return { ownerId: deal.id, name };
  }
}

function isOutside(name: CaseAccount): boolean {
  return name === "bank" || name === "payout" || name === "tax" || name === "advance";
}

/** Whoever sees the plans of a deal sees its accounts; beside that everyone their own. */
function maySeeAccount(account: Account, viewer: Parameters<typeof seesPlans>[1], tx: ReadTx): boolean {
  const dealId = DEAL_ID.exec(account.id)?.[0];
  return dealId !== undefined && seesPlans(dealOf(tx, dealId), viewer, tx);
}
