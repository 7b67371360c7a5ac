import type { Receipt } from "#kernel/receipt";
import type { Proven, ReceiptReport } from "#kernel/receipt-report";
import { PROOF_LIMITS } from "#kernel/receipt-texts";
import { useLedgerName } from "../access/ledger-names.ts";
import { useMemberNames } from "../access/use-member-names.ts";
import { useCommand } from "../access/use-verbs.ts";
import { instantText } from "../format/date.ts";
import { shortId } from "../format/hash.ts";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";

export interface ProofSentencesProps {
  readonly report: ReceiptReport;
  readonly receipt: Receipt;
}

/** In one sentence each: what a receipt proves, and what it does not. */
export function ProofSentences({ report, receipt }: ProofSentencesProps) {
  const text = useText();
  const { language } = useNode();
  const proven = useProvenSentence(report.proves, receipt);
  const limits = report.cannotShow;
  const phrases = limits.map((limit) => text(`verify.limits.${limit}`));
  if (proven === undefined) {
    return (
      <section className="proof-sentences">
        <div>
          <h3>{text("verify.proves")}</h3>
          <p>{text("verify.provesNothing")}</p>
        </div>
      </section>
    );
  }
  return (
    <section className="proof-sentences">
      <div>
        <h3>{text("verify.proves")}</h3>
        <p>{proven}</p>
      </div>
      <div>
        <h3>{text("verify.provesNot")}</h3>
        <p>{text("verify.provesNotSentence", { list: phrases.join(text("verify.limitJoin")) })}</p>
        <details>
          <summary>{text("verify.limitsInFull")}</summary>
          <ul>
            {limits.map((limit) => (
              <li key={limit}>{PROOF_LIMITS[limit][language]}</li>
            ))}
          </ul>
        </details>
      </div>
    </section>
  );
}

/** The sentence that a receipt proves, with the words of the ledger for its command; undefined when it proves nothing. */
export function useProvenSentence(proves: Proven | undefined, receipt: Receipt): string | undefined {
  const text = useText();
  const { language } = useNode();
  const ledgerName = useLedgerName();
  const ledger = receipt.ledger.split("@")[0] ?? "";
  const verb = useCommand(ledger, proves?.command ?? "");
  const signers = useSigners(proves, receipt);
  if (proves === undefined) return undefined;
  const { height, position, outcome, command, kind } = proves;
  const isSimulated = receipt.genesis.clock === "simulated";
  const facts = {
    time: `${instantText(proves.time, language)}${isSimulated ? text("verify.simulated") : ""}`,
    signers,
    title: verb?.title ?? command ?? "",
    ledger: ledgerName(ledger),
    height,
    position,
  };
  const sentence = text(`verify.sentence.${kind}.${outcome}`, facts);
  const { anchor } = proves;
  if (anchor === undefined) return sentence;
  const held = { ledger: ledgerName(anchor.ledger.split("@")[0] ?? ""), height: anchor.height };
  return `${sentence}${text("verify.alsoHeld", held)}`;
}

/** Who signed, by the members whose people they are; the ledger holds no names. */
export function useSigners(proves: Proven | undefined, { genesis, ledger }: Receipt): string {
  const text = useText();
  const { language } = useNode();
  const memberName = useMemberNames(ledger.split("@")[0] ?? "");
  const names = (proves?.signers ?? []).map(({ memberId, personId }) => {
    // Who joined later stands in no genesis: the node says the name, or else the id has to do.
    const known = genesis.members.find(({ id }) => id === memberId)?.name[language] ?? memberName(memberId);
    const member = known === memberId ? shortId(memberId) : known;
    return text("verify.signer", { member, person: personId.slice(-6) });
  });
  return [...new Set(names)].join(text("verify.listJoin"));
}
