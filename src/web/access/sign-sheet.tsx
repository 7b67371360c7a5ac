import { Modal } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Done } from "#client/answers";
import { ClientProblem } from "#client/client-problem";
import { useGo } from "../parts/go.tsx";
import { Icon } from "../parts/icon.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { ProofHandle } from "../parts/proof-handle.tsx";
import { isRound, type Round } from "../rounds/round.ts";
import { RoundProgress } from "../rounds/round-progress.tsx";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import { Themed } from "../theme/themed.tsx";
import type { Act } from "./act.ts";
import { useLedgerName } from "./ledger-names.ts";
import { useLive } from "./live.tsx";
import { useFinality } from "./use-finality.ts";

type Phase =
  | { readonly at: "asking" }
  | { readonly at: "sending" }
  | { readonly at: "accepted"; readonly done: Done }
  | { readonly at: "waiting"; readonly round: Round }
  | { readonly at: "refused"; readonly problem: ClientProblem };

/** Says in plain words what a signature will say, signs it on this device, and follows it to its receipt. */
export function SignSheet({ act, onClose }: { readonly act: Act; readonly onClose: () => void }) {
  const text = useText();
  const { client, clientWith } = useNode();
  const [phase, setPhase] = useState<Phase>({ at: "asking" });
  const sign = async () => {
    setPhase({ at: "sending" });
    try {
      const signer = act.keys === undefined ? client(act.ledger) : clientWith(act.ledger, act.keys);
      const outcome = await (act.perform?.(signer) ?? signer.call(act.command, act.args));
      if (isRound(outcome)) {
        setPhase({ at: "waiting", round: outcome });
        act.onWaiting?.(outcome);
      } else {
        setPhase({ at: "accepted", done: outcome });
        act.onDone?.(outcome);
      }
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      setPhase({ at: "refused", problem: error });
      act.onRefused?.(error);
    }
  };
  return (
    <Themed>
      <Modal
        opened
        onClose={onClose}
        size={560}
        title={text(phase.at === "asking" ? "signing.title" : "signing.after")}
        closeButtonProps={{ "aria-label": text("shared.close") }}
        classNames={{ title: "heading", content: "sheet" }}
      >
        {phase.at === "asking" ? (
          <Asking act={act} onSign={sign} onClose={onClose} />
        ) : (
          <Following
            act={act}
            phase={phase}
            onClose={onClose}
            onBack={act.onRefused === undefined ? () => setPhase({ at: "asking" }) : onClose}
          />
        )}
      </Modal>
    </Themed>
  );
}

interface AskingProps {
  readonly act: Act;
  readonly onSign: () => Promise<void>;
  readonly onClose: () => void;
}

function Asking({ act, onSign, onClose }: AskingProps) {
  const text = useText();
  const { actor, client } = useNode();
  const ledgerName = useLedgerName();
  const verb = useQuery({
    queryKey: ["verb", act.ledger, act.command],
    queryFn: async () => (await client(act.ledger).verbs()).get(act.command) ?? null,
  });
  const isWeak = actor.kind === "device" && !actor.isProtected;
  const isLost = useLive().status === "lost";
  return (
    <>
      <div className="sign-sentence">{act.sentence ?? verb.data?.summary ?? "…"}</div>
      {act.details !== undefined && <div className="sign-details">{act.details}</div>}
      <dl className="facts sign-facts">
        <div>
          <dt>{text("signing.writes")}</dt>
          <dd>{ledgerName(act.ledger)}</dd>
        </div>
        <div>
          <dt>{text("signing.readers")}</dt>
          <dd>{act.readers ?? text("signing.readersDefault")}</dd>
        </div>
        {act.afterwards !== undefined && (
          <div>
            <dt>{text("signing.afterwards")}</dt>
            <dd>{act.afterwards}</dd>
          </div>
        )}
        <div>
          <dt>{text("signing.key")}</dt>
          <dd>
            {text(actor.kind === "device" ? "signing.keyDevice" : "signing.keyDemo")}
            {isWeak && <span className="chip wait">{text("signing.weak")}</span>}
          </dd>
        </div>
      </dl>
      {isLost && (
        <p className="sign-lost" role="alert">
          <Icon name="warn" /> {text("signing.lost")}
        </p>
      )}
      <div className="row">
        <button
          type="button"
          className="button primary large"
          data-autofocus
          disabled={isLost}
          onClick={() => void onSign()}
        >
          {text("signing.sign")}
        </button>
        <button type="button" className="button quiet large" onClick={onClose}>
          {text("signing.notYet")}
        </button>
      </div>
    </>
  );
}

/** The sheet stays open while its content changes, and the keyboard goes on with what comes next. */
function takeFocus(button: HTMLButtonElement | null): void {
  button?.focus();
}

/** Whether enough cosigners have signed a head with the leaf in it. */
function Final({ ledger, position }: { readonly ledger: string; readonly position: number | undefined }) {
  const text = useText();
  const queries = useQueryClient();
  const finality = useFinality(ledger);
  useEffect(() => {
    if (position !== undefined) void queries.invalidateQueries({ queryKey: ["ledger", ledger, "info"] });
  }, [queries, ledger, position]);
  const covering = position !== undefined && finality !== undefined && finality.size > position ? finality : undefined;
  const isFinal = covering !== undefined && covering.signed >= covering.needed;
  return (
    <li className={isFinal ? "is-done" : ""}>
      <Icon name={isFinal ? "tick" : "ring"} />
      <b>{text("signing.final")}</b>
      {covering !== undefined && (
        <span>
          {text(isFinal ? "explorer.isFinal" : "explorer.notFinal", {
            signed: covering.signed,
            cosigners: covering.cosigners,
          })}
        </span>
      )}
    </li>
  );
}

interface FollowingProps {
  readonly act: Act;
  readonly phase: Exclude<Phase, { readonly at: "asking" }>;
  readonly onClose: () => void;
  readonly onBack: () => void;
}

function Following({ act, phase, onClose, onBack }: FollowingProps) {
  const text = useText();
  const done = phase.at === "accepted" ? phase.done : undefined;
  if (phase.at === "refused") {
    return (
      <>
        <ProblemNote problem={phase.problem} ledger={act.ledger} />
        <div className="row">
          <button type="button" className="button" ref={takeFocus} onClick={onBack}>
            {text("signing.back")}
          </button>
          <button type="button" className="button quiet" onClick={onClose}>
            {text("shared.close")}
          </button>
        </div>
      </>
    );
  }
  if (phase.at === "waiting") return <Waiting act={act} round={phase.round} onClose={onClose} />;
  return (
    <>
      <ol className="ruled followed" aria-live="polite">
        <li className="is-done">
          <Icon name="tick" />
          <b>{text("signing.sent")}</b>
        </li>
        <li className={done === undefined ? "is-now" : "is-done"}>
          <Icon name={done === undefined ? "clock" : "tick"} />
          <b>{text("signing.accepted")}</b>
          {done !== undefined && <span>{text("signing.place", { height: done.height, position: done.position })}</span>}
        </li>
        <Final ledger={act.ledger} position={done?.position} />
      </ol>
      {done !== undefined && (
        <div className="row">
          <button type="button" className="button primary" ref={takeFocus} onClick={onClose}>
            {text("signing.finish")}
          </button>
          <span className="row">
            <ProofHandle ledger={act.ledger} id={done.id} /> {text("signing.receipt")}
          </span>
        </div>
      )}
    </>
  );
}

/** The signature is given and kept by the node until the others have signed, too. */
function Waiting({ act, round, onClose }: { readonly act: Act; readonly round: Round; readonly onClose: () => void }) {
  const text = useText();
  const go = useGo();
  const open = () => {
    onClose();
    go(`/at/${act.ledger}/rounds/${round.id}`);
  };
  return (
    <>
      <RoundProgress ledger={act.ledger} round={round} />
      <p className="meta">{text("rounds.waitingNote")}</p>
      <div className="row">
        <button type="button" className="button primary" ref={takeFocus} onClick={onClose}>
          {text("signing.finish")}
        </button>
        <button type="button" className="button quiet" onClick={open}>
          {text("rounds.open")}
        </button>
      </div>
    </>
  );
}
