import { useQueryClient } from "@tanstack/react-query";
import { useSigning } from "../access/signing.tsx";
import { instantText } from "../format/date.ts";
import { Empty } from "../parts/states.tsx";
import { Status, type Tone } from "../parts/status.tsx";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import {
  type Claim,
  type Invitation,
  useDevices,
  useInvitations,
  withdrawInvitation,
  withKnownKeys,
} from "./use-council.ts";

const TONES: Readonly<Record<Invitation["state"], Tone>> = {
  open: "wait",
  claimed: "now",
  bound: "done",
  expired: "idle",
  withdrawn: "idle",
};

interface InvitationListProps {
  readonly ledger: string;
  readonly nameOf: (personId: string) => string;
}

/** Invitations and how far each has come; a device that shows its key is compared and enrolled here. */
export function InvitationList({ ledger, nameOf }: InvitationListProps) {
  const text = useText();
  const { client, language } = useNode();
  const queries = useQueryClient();
  const data = withKnownKeys(useInvitations(ledger, true).data ?? [], useDevices(ledger).data ?? []);
  const withdraw = async (id: string) => {
    await withdrawInvitation(client(ledger), id);
    await queries.invalidateQueries({ queryKey: ["ledger", ledger, "invitations"] });
  };
  if (data.length === 0) {
    return (
      <Empty title={text("members.noInvitations")}>
        <p>{text("members.noInvitationsDetail")}</p>
      </Empty>
    );
  }
  return (
    <ul className="ruled invitation-list">
      {data.map((invitation) => (
        <li key={invitation.id}>
          <div className="spread">
            <b>{nameOf(invitation.personId)}</b>
            <Status tone={TONES[invitation.state]}>{text(`members.invitationStates.${invitation.state}`)}</Status>
            <span className="meta">
              {text("members.inviteUntil", { time: instantText(invitation.expiresAt, language) })}
            </span>
            {(invitation.state === "open" || invitation.state === "claimed") && (
              <button type="button" className="link" onClick={() => void withdraw(invitation.id)}>
                {text("members.withdrawInvitation")}
              </button>
            )}
          </div>
          {invitation.state === "claimed" && invitation.claim !== undefined && (
            <ClaimPanel
              ledger={ledger}
              personId={invitation.personId}
              name={nameOf(invitation.personId)}
              claim={invitation.claim}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

interface ClaimPanelProps {
  readonly ledger: string;
  readonly personId: string;
  readonly name: string;
  readonly claim: Claim;
}

/** The fingerprint to compare over the phone or side by side, and the signature that binds the key. */
function ClaimPanel({ ledger, personId, name, claim }: ClaimPanelProps) {
  const text = useText();
  const sign = useSigning();
  const { publicKey, proof, label, fingerprint } = claim;
  const bind = () =>
    sign({
      ledger,
      command: "council.enrol-key",
      args: { personId, publicKey, proof, ...(label === undefined ? {} : { label }) },
      sentence: text("members.enrolSentence", { name, fingerprint }),
      afterwards: text("members.enrolAfterwards"),
    });
  return (
    <div className="claim">
      <p>{text("members.compare", { name, device: label ?? text("members.namelessDevice") })}</p>
      <p className="fingerprint">{fingerprint}</p>
      <button type="button" className="button primary" onClick={bind}>
        {text("members.enrol")}
      </button>
      <p className="meta">{text("members.compareWhy")}</p>
    </div>
  );
}
