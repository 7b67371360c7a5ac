import { IdName } from "../form/id-name.tsx";
import { Icon } from "../parts/icon.tsx";
import { ProofHandle } from "../parts/proof-handle.tsx";
import { useText } from "../text/texts.ts";
import type { Round } from "./round.ts";
import { useRound } from "./use-rounds.ts";

/** Who has signed and for whom it waits; changes while one looks. */
export function RoundProgress({ ledger, round }: { readonly ledger: string; readonly round: Round }) {
  const text = useText();
  const { data = round } = useRound(ledger, round.id);
  const isDone = data.state === "recorded";
  return (
    <ol className="ruled followed" aria-live="polite">
      {data.signers.map(({ keyId, personId, hasSigned }) => (
        <li key={keyId} className={hasSigned ? "is-done" : "is-now"}>
          <Icon name={hasSigned ? "tick" : "clock"} />
          <b>{text(hasSigned ? "rounds.signed" : "rounds.waiting")}</b>
          <span>
            <IdName ledger={ledger} prefix="person" id={personId} />
          </span>
        </li>
      ))}
      <li className={isDone ? "is-done" : ""}>
        <Icon name={isDone ? "tick" : "ring"} />
        <b>{text("rounds.written")}</b>
        <span>{isDone ? <ProofHandle ledger={ledger} id={data.id} /> : text(`rounds.states.${data.state}`)}</span>
      </li>
    </ol>
  );
}
