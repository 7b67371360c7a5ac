import { useState } from "react";
import type { ValueObject } from "#kernel/json";
import { keyFingerprint } from "#kernel/key-fingerprint";
import { useSigning } from "../access/signing.tsx";
import { useLedgerInfo } from "../access/use-answer.ts";
import { roleWord } from "../form/field-words.ts";
import { instantText } from "../format/date.ts";
import { Go } from "../parts/go.tsx";
import { ProofHandle } from "../parts/proof-handle.tsx";
import { Status } from "../parts/status.tsx";
import { useNode } from "../session/node-context.tsx";
import { useSelf } from "../session/use-self.ts";
import { useText } from "../text/texts.ts";
import { InvitePanel } from "./invite-panel.tsx";
import { type DeviceRow, type PersonRow, useRights, useRoleNames } from "./use-council.ts";

export interface PersonPanelProps {
  readonly ledger: string;
  readonly person: PersonRow;
  readonly name: string;
  readonly devices: readonly DeviceRow[];
}

/** One person: roles, devices, and what an administrator can do, each act with its way back. */
export function PersonPanel({ ledger, person, name, devices }: PersonPanelProps) {
  const text = useText();
  const { isAdministrator } = useRights(ledger);
  return (
    <div className="person-panel">
      <Roles ledger={ledger} person={person} name={name} isAdministrator={isAdministrator} />
      <Devices ledger={ledger} person={person} name={name} devices={devices} isAdministrator={isAdministrator} />
      {isAdministrator && (
        <section>
          <h2>{text("members.acts")}</h2>
          <div className="row">
            {person.isActive && <InvitePanel ledger={ledger} personId={person.id} />}
            <Go className="button small" to={`/at/${ledger}/commands/council.rename-person?personId=${person.id}`}>
              {text("members.rename")}
            </Go>
            <ActivityButton ledger={ledger} person={person} name={name} />
          </div>
        </section>
      )}
      <p className="meta">
        <code className="mono">{person.id}</code>
      </p>
    </div>
  );
}

type Part = Omit<PersonPanelProps, "devices"> & { readonly isAdministrator: boolean };

function Roles({ ledger, person, name, isAdministrator }: Part) {
  const text = useText();
  const { data } = useLedgerInfo(ledger);
  const act = useCouncilAct(ledger);
  const all = useRoleNames(ledger);
  const [role, setRole] = useState("");
  const word = (each: string) => roleWord(text, data?.scenarios ?? [], each);
  const change = (verb: "grant-role" | "revoke-role", changed: string) =>
    act(`council.${verb}`, { personId: person.id, role: changed }, `members.${verb}`, { name, role: word(changed) });
  return (
    <section>
      <h2>{text("members.roles")}</h2>
      {person.roles.length === 0 && <p className="meta">{text("members.noRoles")}</p>}
      <ul className="role-list">
        {person.roles.map((each) => (
          <li key={each}>
            {word(each)}
            {isAdministrator && (
              <button type="button" className="link" onClick={() => change("revoke-role", each)}>
                {text("members.takeRole")}
                <span className="for-readers">{word(each)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {isAdministrator && person.isActive && (
        <span className="input-row">
          <select
            className="input is-short"
            aria-label={text("members.newRole")}
            value={role}
            onChange={(event) => setRole(event.currentTarget.value)}
          >
            <option value="">{text("members.newRole")}</option>
            {all
              .filter((each) => !person.roles.includes(each))
              .map((each) => (
                <option key={each} value={each}>
                  {word(each)}
                </option>
              ))}
          </select>
          <button
            type="button"
            className="button small"
            disabled={role === ""}
            title={role === "" ? text("members.newRole") : undefined}
            onClick={() => change("grant-role", role)}
          >
            {text("members.giveRole")}
          </button>
        </span>
      )}
    </section>
  );
}

function Devices({ ledger, person, name, devices, isAdministrator }: Part & Pick<PersonPanelProps, "devices">) {
  const text = useText();
  const { language } = useNode();
  const act = useCouncilAct(ledger);
  const self = useSelf(ledger);
  const mayRevoke = isAdministrator || self?.personId === person.id;
  return (
    <section>
      <h2>{text("members.devices")}</h2>
      {devices.length === 0 && <p className="meta">{text("members.noDevices")}</p>}
      <ul className="ruled device-list">
        {devices.map(({ keyId, label, enrolledAt, enrolledBy, revokedAt }) => {
          const fingerprint = keyFingerprint(keyId);
          return (
            <li key={keyId}>
              <span>{label ?? text("members.namelessDevice")}</span>
              <code className="mono">{fingerprint}</code>
              <Status tone={revokedAt === undefined ? "done" : "refuse"}>
                {revokedAt === undefined
                  ? text("members.enrolledOn", { time: instantText(enrolledAt, language) })
                  : text("members.revokedOn", { time: instantText(revokedAt, language) })}
              </Status>
              {enrolledBy !== undefined && <ProofHandle ledger={ledger} id={enrolledBy} />}
              {mayRevoke && revokedAt === undefined && (
                <button
                  type="button"
                  className="link"
                  onClick={() => act("council.revoke-key", { keyId }, "members.revoke-key", { name, fingerprint })}
                >
                  {text("members.revoke")}
                  <span className="for-readers">{fingerprint}</span>
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function ActivityButton({ ledger, person, name }: Omit<PersonPanelProps, "devices">) {
  const text = useText();
  const act = useCouncilAct(ledger);
  const verb = person.isActive ? "deactivate-person" : "reactivate-person";
  return (
    <button
      type="button"
      className="button small"
      onClick={() => act(`council.${verb}`, { personId: person.id }, `members.${verb}`, { name })}
    >
      {text(person.isActive ? "members.deactivate" : "members.reactivate")}
    </button>
  );
}

/** Signs an act on people or devices; `words` has its sentence and how it is undone. */
export function useCouncilAct(ledger: string) {
  const text = useText();
  const sign = useSigning();
  return (command: string, args: ValueObject, words: string, facts: Readonly<Record<string, string>>) =>
    sign({
      ledger,
      command,
      args,
      sentence: text(`${words}.sentence`, facts),
      afterwards: text(`${words}.afterwards`, facts),
    });
}
