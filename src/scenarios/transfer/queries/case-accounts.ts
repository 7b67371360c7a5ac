import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { accountsOfDeal, placeOfAccount } from "../account-book.ts";
import { deals } from "../deal-tables.ts";

/** Accounts of a case that the viewer may see. Those of each asset sum to zero for whoever sees them all. */
export const caseAccountsQuery = defineQuery({
  name: "transfer.case-accounts",
  allow: "anyone",
  input: shape.object({ dealId: shape.id("deal") }),

  run(tx, { dealId }) {
    const deal = tx.table(deals).get(dealId);
    const accounts = deal === undefined ? [] : accountsOfDeal(tx, deal);
    return { accounts: accounts.map((account) => ({ ...account, place: placeOfAccount(account) })) };
  },
});
