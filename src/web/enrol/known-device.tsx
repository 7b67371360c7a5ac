import { useState } from "react";
import { keyFingerprint } from "#kernel/key-fingerprint";
import { useLedgerName } from "../access/ledger-names.ts";
import { useGo } from "../parts/go.tsx";
import { Status } from "../parts/status.tsx";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import { type KeptDevice, useForgetting } from "./use-device.ts";

/** This browser has a key already: come in with it, leave, or forget it. */
export function KnownDevice({
  device,
  hasInvitation,
}: {
  readonly device: KeptDevice;
  readonly hasInvitation: boolean;
}) {
  const text = useText();
  const go = useGo();
  const ledgerName = useLedgerName();
  const { actor, changeActor } = useNode();
  const { key, ledgers } = device;
  if (ledgers.length === 0 && hasInvitation) return null;
  const enter = (ledger: string) => {
    changeActor({ kind: "device", key, isProtected: key.isProtected });
    go(`/at/${ledger}/work`);
  };
  return (
    <section className="enrol-section">
      <h2 className="heading">
        {text("enrol.thisDevice")}
        <Status tone={ledgers.length === 0 ? "wait" : "done"}>
          {text(ledgers.length === 0 ? "enrol.notEnrolled" : "enrol.enrolled")}
        </Status>
      </h2>
      <dl className="facts">
        <div>
          <dt>{text("enrol.fingerprint")}</dt>
          <dd className="mono">{keyFingerprint(key.keyId)}</dd>
        </div>
        <div>
          <dt>{text("enrol.keeping")}</dt>
          <dd>{text(key.isProtected ? "enrol.protected" : "enrol.unprotected")}</dd>
        </div>
      </dl>
      {ledgers.length === 0 && <p className="meta">{text("enrol.notEnrolledDetail")}</p>}
      <div className="row">
        {ledgers.map((ledger) => (
          <button key={ledger} type="button" className="button primary large" onClick={() => enter(ledger)}>
            {text("enrol.enter", { ledger: ledgerName(ledger) })}
          </button>
        ))}
        {actor.kind === "device" && (
          <button type="button" className="button" onClick={() => changeActor({ kind: "nobody" })}>
            {text("enrol.signOut")}
          </button>
        )}
        <Forget />
      </div>
    </section>
  );
}

/** Asks once more, for a forgotten key cannot come back. */
function Forget() {
  const text = useText();
  const forget = useForgetting();
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <button type="button" className="button quiet" onClick={() => setAsking(true)}>
        {text("enrol.forget")}
      </button>
    );
  }
  return (
    <div className="enrol-forget" role="alert">
      <p>{text("enrol.forgetDetail")}</p>
      <div className="row">
        <button type="button" className="button" onClick={() => void forget()}>
          {text("enrol.forgetNow")}
        </button>
        <button type="button" className="button quiet" onClick={() => setAsking(false)}>
          {text("shared.cancel")}
        </button>
      </div>
    </div>
  );
}
