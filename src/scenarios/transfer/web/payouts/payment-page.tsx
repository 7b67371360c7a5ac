import type { ReactNode } from "react";
import { useAnswer } from "#web/access/use-answer.ts";
import { amountInWords } from "#web/format/amount.ts";
import { dayText, instantText } from "#web/format/date.ts";
import { FileLinks } from "#web/parts/file-links.tsx";
import { Go, useLedger, useParameter } from "#web/parts/go.tsx";
import { Empty, Failed, Loading } from "#web/parts/states.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useSelf } from "#web/session/use-self.ts";
import { usePageTitle } from "#web/shell/use-page-title.ts";
import { useText } from "#web/text/texts.ts";
import { useNames } from "../use-names.ts";
import { BatchLines } from "./batch-lines.tsx";
import { BatchStatus } from "./payments-page.tsx";
import type { Batch, BatchAnswer } from "./payout-answers.ts";
import "../acts/acts.css";
import "./payouts.css";

/** A list for the bank with its lines, and what can be done with it now. */
export function PaymentPage() {
  const text = useText();
  const ledger = useLedger();
  const batchId = useParameter("batchId");
  const answer = useAnswer<BatchAnswer>(ledger, "transfer.payment-batch", { batchId });
  usePageTitle(text("transfer:web.payments.batch"));
  if (answer.error !== null) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <Loading lines={8} />;
  const { batch, lines } = answer.data;
  return (
    <>
      <p className="crumbs">
        <Go to={`/at/${ledger}/payments`}>{text("transfer:web.payments.title")}</Go>
      </p>
      <h1 className="title">{text("transfer:web.payments.batch")}</h1>
      {batch === null ? (
        <Empty title={text("transfer:web.payments.hidden")} />
      ) : (
        <>
          <BatchFacts ledger={ledger} batch={batch} />
          <BatchActs ledger={ledger} batch={batch} />
          <BatchLines ledger={ledger} lines={lines} />
        </>
      )}
    </>
  );
}

function BatchFacts({ ledger, batch }: { readonly ledger: string; readonly batch: Batch }) {
  const text = useText();
  const { language } = useNode();
  const names = useNames(ledger);
  const net = BigInt(batch.net);
  const facts: readonly (readonly [key: string, value: ReactNode])[] = [
    ["stateIs", <BatchStatus key="state" state={batch.state} />],
    ["net", amountInWords(net, language)],
    ["drawnUp", `${names.person(batch.createdBy)} · ${instantText(batch.createdAt, language)}`],
    ["released", batch.releasedAt === null ? "—" : instantText(batch.releasedAt, language)],
    [
      "bank",
      batch.bankReference === null ? "—" : `${batch.bankReference} · ${dayText(batch.closedOn ?? "", language)}`,
    ],
    [
      "hash",
      <code key="hash" className="mono">
        {batch.listHash}
      </code>,
    ],
  ];
  return (
    <dl className="facts">
      {facts.map(([key, value]) => (
        <div key={key}>
          <dt>{text(`transfer:web.payments.${key}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function BatchActs({ ledger, batch }: { readonly ledger: string; readonly batch: Batch }) {
  const text = useText();
  const self = useSelf(ledger);
  const roles = self?.roles ?? [];
  const isFinance = roles.includes("finance-officer");
  const mayRelease = (isFinance || roles.includes("leadership")) && batch.createdBy !== self?.personId;
  const act = (command: string, isPrimary: boolean) => (
    <Go to={`/at/${ledger}/acts/${command}?batchId=${batch.id}`} className={isPrimary ? "button primary" : "button"}>
      {text(`transfer:commands.${command}.title`)}
    </Go>
  );
  return (
    <div className="row payments-acts">
      {batch.state === "drafted" && mayRelease && act("instruct-payment-batch", true)}
      {batch.state === "drafted" && !mayRelease && isFinance && (
        <span className="meta">{text("transfer:web.payments.otherReleases")}</span>
      )}
      {batch.state === "drafted" && isFinance && act("cancel-payment-batch", false)}
      {batch.state === "instructed" && isFinance && act("record-bank-result", true)}
      <FileLinks
        ledger={ledger}
        of="tables/transfer.payment-batch"
        about={{ batchId: batch.id }}
        title={text("transfer:web.payments.batch")}
        className="button"
      />
    </div>
  );
}
