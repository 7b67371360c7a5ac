import { useState } from "react";
import { useAnswer } from "#web/access/use-answer.ts";
import { instantText } from "#web/format/date.ts";
import { Amount } from "#web/parts/amount.tsx";
import { ProofHandle } from "#web/parts/proof-handle.tsx";
import { Loading } from "#web/parts/states.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useText } from "#web/text/texts.ts";
import type { Account, Page, Posting } from "./answers.ts";
import type { Names } from "./use-names.ts";

export interface CaseAccountsProps {
  readonly ledger: string;
  readonly dealId: string;
  readonly names: Names;
}

/** The accounts of a case, folded away: for whoever wants to see every posting. */
export function CaseAccounts({ ledger, dealId, names }: CaseAccountsProps) {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="case-accounts" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2 className="heading">{text("transfer:web.accounts.title")}</h2>
        <span className="meta">{text("transfer:web.accounts.line")}</span>
      </summary>
      {isOpen && <AccountList {...{ ledger, dealId, names }} />}
    </details>
  );
}

function AccountList({ ledger, dealId, names }: CaseAccountsProps) {
  const text = useText();
  const [opened, setOpened] = useState<string>();
  const { data } = useAnswer<{ accounts: readonly Account[] }>(ledger, "transfer.case-accounts", { dealId });
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
              {text(`transfer:accounts.${account.place}`)}
              <small className="meta">{account.ownerId === dealId ? "" : names.person(account.ownerId)}</small>
            </span>
            {account.held !== "0" && (
              <small className="meta">
                {text("transfer:web.accounts.held")} <Amount fen={account.held} />
              </small>
            )}
            <Amount fen={account.balance} />
          </button>
          {opened === account.id && <Postings ledger={ledger} account={account} />}
        </li>
      ))}
    </ul>
  );
}

function Postings({ ledger, account }: { readonly ledger: string; readonly account: Account }) {
  const text = useText();
  const { language } = useNode();
  const { data } = useAnswer<Page<Posting>>(ledger, "transfer.account-postings", { accountId: account.id, limit: 100 });
  if (data === undefined) return <Loading lines={2} />;
  return (
    <ul className="postings">
      {data.items.map((posting) => (
        <li key={posting.id}>
          <span>
            {text(`transfer:reasons.${posting.reason}`)}{" "}
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
