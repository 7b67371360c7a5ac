import type { Receipt } from "#kernel/receipt";
import type { ReceiptReport } from "#kernel/receipt-report";
import { useLedgerName } from "../access/ledger-names.ts";
import { useCommand } from "../access/use-verbs.ts";
import { instantText } from "../format/date.ts";
import { useNode } from "../session/node-context.tsx";
import { foundText } from "../text/found-text.ts";
import { type Translate, useText } from "../text/texts.ts";
import { useSigners } from "./proof-sentences.tsx";
import { ReceiptWords } from "./receipt-words.tsx";
import { TrustNote } from "./trust-note.tsx";

export interface ReceiptFactsProps {
  readonly report: ReceiptReport;
  readonly receipt: Receipt;
}

/** What a receipt says, by whom, where it is recorded, and what the check of it rests on. */
export function ReceiptFacts({ report, receipt }: ReceiptFactsProps) {
  const text = useText();
  const { language } = useNode();
  const ledgerName = useLedgerName();
  const { proves } = report;
  const { leaf, ledger: reference, genesis, anchor } = receipt;
  const [ledger = ""] = reference.split("@");
  const verb = useCommand(ledger, proves?.command ?? "");
  const signers = useSigners(proves, receipt);
  const title = leaf.kind === "timer" ? text("receipt.timer") : (verb?.title ?? titleOf(text, proves?.command));
  return (
    <>
      {title !== undefined && (
        <p className="receipt-title">
          {title} <span className="meta">{text(`receipt.outcome.${leaf.outcome}`)}</span>
        </p>
      )}
      {proves === undefined && <p className="meta">{text("receipt.unprovenWords")}</p>}
      <ReceiptWords receipt={receipt} command={proves?.command} />
      <dl className="facts">
        <div>
          <dt>{text("receipt.signedBy")}</dt>
          <dd>
            {leaf.kind === "timer" ? text("receipt.nobody") : signers === "" ? text("receipt.unproven") : signers}
          </dd>
        </div>
        <div>
          <dt>{text("receipt.at")}</dt>
          <dd>
            {instantText(leaf.time, language)}
            {genesis.clock === "simulated" && <span className="chip receipt-chip">{text("clock.simulated")}</span>}
          </dd>
        </div>
        <div>
          <dt>{text("receipt.where")}</dt>
          <dd>{text("receipt.place", { ledger: ledgerName(ledger), height: leaf.height, position: leaf.position })}</dd>
        </div>
        {proves !== undefined && (
          <div>
            <dt>{text("receipt.cosigned")}</dt>
            <dd>
              {text("receipt.cosignedBy", {
                cosigned: proves.checkpoint.cosignatures.length,
                cosigners: proves.checkpoint.cosigners,
              })}
            </dd>
          </div>
        )}
        <div>
          <dt>{text("receipt.anchor")}</dt>
          <dd>
            {anchor === undefined
              ? text("receipt.noAnchor")
              : text("receipt.anchoredAt", {
                  ledger: ledgerName(anchor.ledger.split("@")[0] ?? ""),
                  height: anchor.leaf.height,
                })}
          </dd>
        </div>
        <div>
          <dt>{text("receipt.id")}</dt>
          <dd className="mono">{leaf.id}</dd>
        </div>
        <div>
          <dt>{text("trust.root")}</dt>
          <dd>
            <TrustNote reference={reference} />
          </dd>
        </div>
      </dl>
    </>
  );
}

/** The scenario's own words, until the node has told its commands and where it has none of this name. */
function titleOf(text: Translate, command: string | undefined): string | undefined {
  if (command === undefined) return undefined;
  const [scenario = "", verb = ""] = command.split(".");
  return foundText(text, `${scenario}:commands.${verb}.title`) ?? command;
}
