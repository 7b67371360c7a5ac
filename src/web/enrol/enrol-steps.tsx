import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useEffect, useState } from "react";
import { ClientProblem } from "#client/client-problem";
import { useLedgerName } from "../access/ledger-names.ts";
import { instantText } from "../format/date.ts";
import { useGo } from "../parts/go.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { Failed, Loading } from "../parts/states.tsx";
import { Status } from "../parts/status.tsx";
import { deviceKeyOf, keepDeviceKey, makeDeviceKey } from "../session/device-key.ts";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import { claimWith, type Enrolment, lookAt, tokenOf } from "./enrolment.ts";
import { type KeptDevice, useDeviceChanged } from "./use-device.ts";

const POLL_MS = 3_000;
const LABEL_MAX = 60;

export interface EnrolStepsProps {
  readonly device: KeptDevice | null;
  readonly token: string | undefined;
  readonly onToken: (token: string) => void;
}

/** From the invitation to an enrolled device: open it, make a key, compare fingerprints, wait for the administrator. */
export function EnrolSteps({ device, token, onToken }: EnrolStepsProps) {
  const { clientWith } = useNode();
  const invitation = useQuery({
    queryKey: ["enrolment", token],
    queryFn: () => lookAt(clientWith("", []), token ?? ""),
    enabled: token !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === "claimed" ? POLL_MS : false),
    retry: false,
  });
  if (token === undefined) return <Paste onToken={onToken} />;
  if (invitation.isError) {
    return (
      <>
        <Failed error={invitation.error} />
        <Paste onToken={onToken} />
      </>
    );
  }
  if (invitation.data === undefined) return <Loading />;
  return <Step enrolment={invitation.data} device={device} token={token} onToken={onToken} />;
}

function Step({
  enrolment,
  device,
  token,
  onToken,
}: EnrolStepsProps & { readonly enrolment: Enrolment; readonly token: string }) {
  const text = useText();
  const isOwnClaim = enrolment.claim !== undefined && enrolment.claim.keyId === device?.key.keyId;
  if (enrolment.state === "open") return <MakeKey enrolment={enrolment} device={device} token={token} />;
  if (enrolment.state === "claimed" && isOwnClaim) return <Compare enrolment={enrolment} device={device} />;
  if (enrolment.state === "bound" && isOwnClaim) return <Bound enrolment={enrolment} device={device} />;
  return (
    <section className="enrol-section" role="alert">
      <Status tone="refuse">{text(`enrol.over.${enrolment.state}`)}</Status>
      <p>{text("enrol.overDetail")}</p>
      <Paste onToken={onToken} />
    </section>
  );
}

function Paste({ onToken }: Pick<EnrolStepsProps, "onToken">) {
  const text = useText();
  const [pasted, setPasted] = useState("");
  const [isWrong, setWrong] = useState(false);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const token = tokenOf(pasted);
    setWrong(token === undefined);
    if (token !== undefined) onToken(token);
  };
  return (
    <form className="enrol-section" onSubmit={submit}>
      <h2 className="heading">{text("enrol.withInvitation")}</h2>
      <p>{text("enrol.withInvitationDetail")}</p>
      <label className="enrol-field">
        {text("enrol.link")}
        <input
          className="input mono"
          value={pasted}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={isWrong ? true : undefined}
          aria-describedby={isWrong ? "enrol-link-wrong" : undefined}
          onChange={(event) => setPasted(event.currentTarget.value)}
        />
      </label>
      {isWrong && (
        <p className="field-issues" id="enrol-link-wrong">
          {text("enrol.linkWrong")}
        </p>
      )}
      <button type="submit" className="button primary">
        {text("enrol.open")}
      </button>
    </form>
  );
}

function MakeKey({
  enrolment,
  device,
  token,
}: Omit<EnrolStepsProps, "onToken"> & { readonly enrolment: Enrolment; readonly token: string }) {
  const text = useText();
  const { clientWith, language } = useNode();
  const ledgerName = useLedgerName();
  const queries = useQueryClient();
  const changed = useDeviceChanged();
  const [label, setLabel] = useState("");
  const [problem, setProblem] = useState<ClientProblem>();
  const replaces = device !== null && device.ledgers.length > 0;
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    try {
      // A key that no ledger knows yet is used again: its first claim may have been lost on the way.
      let key = device?.key;
      if (key === undefined || replaces) {
        const made = await makeDeviceKey();
        await keepDeviceKey(made);
        key = deviceKeyOf(made);
      }
      await claimWith(clientWith("", []), enrolment, { token, label, key });
      await changed();
      await queries.invalidateQueries({ queryKey: ["enrolment"] });
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      setProblem(error);
    }
  };
  return (
    <form className="enrol-section" onSubmit={(event) => void submit(event)}>
      <h2 className="heading">{text("enrol.makeKey")}</h2>
      <dl className="facts">
        <div>
          <dt>{text("enrol.ledger")}</dt>
          <dd>{ledgerName(enrolment.ledger)}</dd>
        </div>
        <div>
          <dt>{text("enrol.person")}</dt>
          <dd className="mono">{enrolment.personId}</dd>
        </div>
        <div>
          <dt>{text("enrol.until")}</dt>
          <dd>{instantText(enrolment.expiresAt, language)}</dd>
        </div>
      </dl>
      <p>{text("enrol.makeKeyDetail")}</p>
      {replaces && <p className="draft-note is-wrong">{text("enrol.replaces")}</p>}
      <label className="enrol-field">
        <span>
          {text("enrol.label")} <span className="chip">{text("form.personal")}</span>
        </span>
        <input
          className="input"
          maxLength={LABEL_MAX}
          value={label}
          placeholder={text("enrol.labelExample")}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
      </label>
      {problem !== undefined && <ProblemNote problem={problem} ledger={enrolment.ledger} />}
      <button type="submit" className="button primary large">
        {text("enrol.makeKeyNow")}
      </button>
    </form>
  );
}

interface OwnClaimProps {
  readonly enrolment: Enrolment;
  readonly device: KeptDevice | null;
}

function Compare({ enrolment, device }: OwnClaimProps) {
  const text = useText();
  return (
    <section className="enrol-section">
      <h2 className="heading">{text("enrol.compare")}</h2>
      <p className="fingerprint">{enrolment.claim?.fingerprint}</p>
      <p>{text("enrol.compareDetail")}</p>
      {device?.key.isProtected === false && <p className="draft-note is-wrong">{text("enrol.unprotected")}</p>}
      <p role="status">
        <Status tone="wait">{text("enrol.waiting")}</Status>
      </p>
    </section>
  );
}

/** Enrolled just now: the device comes in by itself. */
function Bound({ enrolment, device }: OwnClaimProps) {
  const text = useText();
  const go = useGo();
  const { changeActor } = useNode();
  const key = device?.key;
  const { ledger } = enrolment;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it happens once; going on changes all the rest.
  useEffect(() => {
    if (key === undefined) return;
    changeActor({ kind: "device", key, isProtected: key.isProtected });
    go(`/at/${ledger}/work`);
  }, []);
  return (
    <p role="status">
      <Status tone="done">{text("enrol.enrolled")}</Status>
    </p>
  );
}
