import { useQuery } from "@tanstack/react-query";
import type { Client } from "#client/create-client";
import type { Roles } from "#client/verb";
import { useLedgerInfo } from "../access/use-answer.ts";
import { useMemberNames } from "../access/use-member-names.ts";
import { mayUse } from "../access/use-verbs.ts";
import { FieldFrame } from "../form/field-frame.tsx";
import { roleWord } from "../form/field-words.ts";
import { personWord } from "../form/person-word.ts";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";

interface Candidate {
  readonly id: string;
  readonly memberId: string;
  readonly name?: string;
  readonly roles: readonly string[];
  readonly isActive: boolean;
}

export interface CosignersInputProps {
  readonly ledger: string;
  /** For each further signature, who may give it. */
  readonly cosigners: readonly Roles[];
  /** Person ids chosen so far, by place. */
  readonly chosen: readonly string[];
  readonly onChoose: (at: number, personId: string) => void;
}

/** Path at which a form shows what is wrong with a cosigner. */
export function cosignerPath(at: number): string {
  return `cosigner-${at}`;
}

/** Chooses the people who sign on the same envelope. */
export function CosignersInput({ ledger, cosigners, chosen, onChoose }: CosignersInputProps) {
  const text = useText();
  const { data } = useLedgerInfo(ledger);
  const memberName = useMemberNames(ledger);
  const people = useCandidates(ledger);
  return cosigners.map((roles, at) => {
    const words = (list: readonly string[]) =>
      list.map((role) => roleWord(text, data?.scenarios ?? [], role)).join(" / ");
    const label = text("rounds.cosigner", {
      roles: typeof roles === "string" ? text("commands.anyone") : words(roles),
    });
    const path = cosignerPath(at);
    return (
      <FieldFrame
        key={path}
        field={{ name: path, label, isOptional: false, kind: "id", prefix: "person" }}
        path={path}
        hint={text("rounds.cosignerHint")}
      >
        {(control) => (
          <select
            {...control}
            className="input"
            value={chosen[at] ?? ""}
            onChange={(event) => onChoose(at, event.currentTarget.value)}
          >
            <option value="">{text("form.choose")}</option>
            {people
              .filter((person) => mayUse(roles, person.roles))
              .map(({ id, name, memberId, roles: held }) => (
                <option key={id} value={id}>
                  {[personWord(id, name), words(held), memberName(memberId)].filter((part) => part !== "").join(" · ")}
                </option>
              ))}
          </select>
        )}
      </FieldFrame>
    );
  });
}

/** People who can sign now. */
function useCandidates(ledger: string): readonly Candidate[] {
  const { client, actor } = useNode();
  const { data } = useQuery({
    queryKey: ["ledger", ledger, "candidates", actor.kind],
    queryFn: async () => {
      const found: Candidate[] = [];
      for await (const item of client(ledger).queryItems("council.people", { limit: 200 })) {
        found.push(item as unknown as Candidate);
      }
      return found.filter(({ isActive }) => isActive);
    },
    enabled: actor.kind !== "nobody",
  });
  return data ?? [];
}

/** The key of a person that was enrolled last and is in use; undefined when there is none. */
export async function keyOfPerson(client: Client, personId: string): Promise<string | undefined> {
  let found: { readonly keyId: string; readonly enrolledAt: number } | undefined;
  for await (const item of client.queryItems("council.keys", { personId, limit: 200 })) {
    const key = item as unknown as { keyId: string; enrolledAt: number; revokedAt?: number };
    if (key.revokedAt === undefined && key.enrolledAt >= (found?.enrolledAt ?? 0)) found = key;
  }
  return found?.keyId;
}
