import { useState } from "react";
import { useAnswer } from "#web/access/use-answer.ts";
import { instantText } from "#web/format/date.ts";
import { Amount } from "#web/parts/amount.tsx";
import { ProofHandle } from "#web/parts/proof-handle.tsx";
import { Loading } from "#web/parts/states.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useText } from "#web/text/texts.ts";
import type { Account, Asset, Deal, Page, Posting } from "./answers.ts";
import { assetText } from "./asset-text.ts";
import type { Names } from "./use-names.ts";

export interface CaseAccountsProps {
  readonly ledger: string;
  readonly deal: Pick<Deal, "id" | "asset">;
  readonly names: Names;
}

/** The accounts of a case, folded away: for whoever wants to see every posting. */
export function CaseAccounts({ ledger, deal, names }: CaseAccountsProps) {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="case-accounts" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2 className="heading">{text("transfer:web.accounts.title")}</h2>
        <span className="meta">{text("transfer:web.accounts.line")}</span>
      </summary>
      {isOpen && <AccountList {...{ ledger, deal, names }} />}
    </details>
  );
}

function AccountList({ ledger, deal, names }: CaseAccountsProps) {
  const text = useText();
  const [opened, setOpened] = useState<string>();
  const { data } = useAnswer<{ accounts: readonly Account[] }>(ledger, "transfer.case-accounts", { dealId: deal.id });
  if (data === undefined) return <Loading />;
  return (
    <ul className="ruled">
      {data.accounts.map((account) => (
        <li key={account.id}>
          <button
            type="button"
            aria-expanded={opened === account.id}
            onClick={() => setOpened(opened === account.id ? undefined : account.id)}
          >
            <span>
              {assetText(text, deal.asset, `accounts.${account.place}`)}
              <small className="meta">{account.ownerId === deal.id ? "" : names.person(account.ownerId)}</small>
            </span>
            {account.held !== "0" && (
              <small className="meta">
                {text("transfer:web.accounts.held")} <Amount fen={account.held} />
              </small>
            )}
            <Amount fen={account.balance} />
          </button>
          {opened === account.id && <Postings ledger={ledger} account={account} asset={deal.asset} />}
        </li>
      ))}
    </ul>
  );
}

interface PostingsProps {
  readonly ledger: string;
  readonly account: Account;
  readonly asset: Asset;
}

function Postings({ ledger, account, asset }: PostingsProps) {
  const text = useText();
  const { language } = useNode();
  const { data } = useAnswer<Page<Posting>>(ledger, "transfer.account-postings", { accountId: account.id, limit: 100 });
  if (data === undefined) return <Loading lines={2} />;
  return (
    <ul className="postings">
      {data.items.map((posting) => (
        <li key={posting.id}>
          <span>
            {assetText(text, asset, `reasons.${posting.reason}`)}{" "}
            <small className="meta">{instantText(posting.at, language)}</small>
          </span>
          <span className="figure">
            {posting.toAccount === account.id ? "+" : "−"} <Amount fen={posting.amount} />{" "}
            <ProofHandle ledger={ledger} id={posting.transactionId} />
          </span>
        </li>
      ))}
    </ul>
  );
}
