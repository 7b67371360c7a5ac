import { useQueryClient } from "@tanstack/react-query";
import { Suspense, type SyntheticEvent, useState } from "react";
import { ClientProblem } from "#client/client-problem";
import type { DraftContent } from "#kernel/transaction-draft";
import { useSigning } from "../access/signing.tsx";
import { useCommand } from "../access/use-verbs.ts";
import type { Field } from "../form/field.ts";
import { SignedWords } from "../form/signed-words.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { Loading } from "../parts/states.tsx";
import { useNode } from "../session/node-context.tsx";
import { useSelf } from "../session/use-self.ts";
import { useText } from "../text/texts.ts";
import { declineRound, type Round, sendRound, signRound, withdrawRound } from "./round.ts";
import { useRoundWords } from "./round-words.ts";

export interface RoundActionsProps {
  readonly ledger: string;
  readonly round: Round;
  readonly fields: readonly Field[];
  readonly content: DraftContent | undefined;
}

/** Sign, decline, take back, or send what everybody has signed: whatever is open to the actor. */
export function RoundActions({ ledger, round, fields, content }: RoundActionsProps) {
  const text = useText();
  const { actor } = useNode();
  const self = useSelf(ledger);
  const [isDeclining, setDeclining] = useState(false);
  const sign = useRoundSigning(ledger, round, fields, content);
  if (content === undefined || actor.kind === "nobody" || !["open", "complete"].includes(round.state)) return null;
  const own = round.signers.filter(({ personId }) => personId === self?.personId);
  const isHere = own.some(({ keyId, hasSigned }) => keyId === actor.key.keyId && !hasSigned);
  const isElsewhere = !isHere && own.some(({ hasSigned }) => !hasSigned);
  return (
    <>
      <div className="row">
        {round.state === "complete" && (
          <button type="button" className="button primary large" onClick={sign.send}>
            {text("rounds.send")}
          </button>
        )}
        {isHere && round.state === "open" && (
          <button type="button" className="button primary large" onClick={sign.sign}>
            {text("rounds.sign")}
          </button>
        )}
        {round.state === "open" && own.some(({ hasSigned }) => !hasSigned) && (
          <button type="button" className="button" onClick={() => setDeclining(true)}>
            {text("rounds.decline")}
          </button>
        )}
        {round.createdBy === self?.personId && (
          <button type="button" className="button quiet" onClick={sign.takeBack}>
            {text("rounds.takeBack")}
          </button>
        )}
      </div>
      {isElsewhere && <p className="meta">{text("rounds.otherDevice")}</p>}
      {isDeclining && <DeclineForm ledger={ledger} round={round} onClose={() => setDeclining(false)} />}
    </>
  );
}

function useRoundSigning(
  ledger: string,
  round: Round,
  fields: readonly Field[],
  content: DraftContent | undefined,
): { readonly sign: () => void; readonly send: () => void; readonly takeBack: () => void } {
  const text = useText();
  const ask = useSigning();
  const queries = useQueryClient();
  const { actor, client } = useNode();
  const verb = useCommand(ledger, round.command);
  const Words = useRoundWords(round.command);
  const args = content?.args ?? {};
  const refresh = () => void queries.invalidateQueries({ queryKey: ["ledger", ledger, "rounds"] });
  const act = {
    ledger,
    command: round.command,
    args,
    sentence: verb?.summary,
    details:
      Words === undefined ? (
        <SignedWords ledger={ledger} fields={fields} args={args} />
      ) : (
        <Suspense fallback={<Loading lines={3} />}>
          <Words {...{ ledger, fields, args }} command={round.command} isOnSheet />
        </Suspense>
      ),
    onDone: refresh,
    onWaiting: refresh,
    onRefused: refresh,
  };
  return {
    sign: () => {
      if (actor.kind !== "nobody") ask({ ...act, perform: (signer) => signRound(signer, actor.key, round) });
    },
    send: () => ask({ ...act, sentence: text("rounds.sendSentence"), perform: (signer) => sendRound(signer, round) }),
    // Others may hold this signature already: only the ledger can make it void.
    takeBack: () =>
      ask({
        ledger,
        command: "council.cancel-transaction",
        args: { payload: payloadText(round) },
        sentence: text("rounds.takeBackSentence", { title: verb?.title ?? round.command }),
        afterwards: text("rounds.takeBackAfterwards"),
        onDone: () => void withdrawRound(client(ledger), round.id).then(refresh),
      }),
  };
}

function payloadText({ draft }: Round): string {
  // A round under way has its draft, and a draft its payload: both were checked when the page read them.
  return (draft as unknown as { readonly payload: string }).payload;
}

interface DeclineFormProps {
  readonly ledger: string;
  readonly round: Round;
  readonly onClose: () => void;
}

function DeclineForm({ ledger, round, onClose }: DeclineFormProps) {
  const text = useText();
  const { client } = useNode();
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<ClientProblem>();
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    try {
      await declineRound(client(ledger), round.id, reason.trim());
      await queries.invalidateQueries({ queryKey: ["ledger", ledger, "rounds"] });
      onClose();
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      setProblem(error);
    }
  };
  return (
    <form className="form round-decline" onSubmit={(event) => void submit(event)}>
      <label>
        {text("rounds.reason")}
        <textarea
          className="input"
          required
          maxLength={500}
          rows={3}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      {problem !== undefined && <ProblemNote problem={problem} ledger={ledger} />}
      <div className="row">
        <button type="submit" className="button">
          {text("rounds.declineNow")}
        </button>
        <button type="button" className="button quiet" onClick={onClose}>
          {text("shared.cancel")}
        </button>
      </div>
      <p className="meta">{text("rounds.declineNote")}</p>
    </form>
  );
}
