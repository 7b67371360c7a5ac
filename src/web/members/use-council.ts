import { useQuery } from "@tanstack/react-query";
import type { Client } from "#client/create-client";
import { keyOf } from "../access/use-answer.ts";
import { useVerbs } from "../access/use-verbs.ts";
import { useNode } from "../session/node-context.tsx";
import { useSelf } from "../session/use-self.ts";

/** An organisation or a vacant seat of the ledger. */
export interface MemberRow {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly isVacant: boolean;
  readonly isCosigner: boolean;
  readonly admittedAt?: number;
  readonly leftAt?: number;
}

export interface PersonRow {
  readonly id: string;
  readonly memberId: string;
  readonly roles: readonly string[];
  readonly isActive: boolean;
  /** Where one may read it. */
  readonly name?: string;
  readonly addedAt: number;
}

export interface DeviceRow {
  readonly keyId: string;
  readonly personId: string;
  readonly label?: string;
  readonly enrolledAt: number;
  readonly enrolledBy?: string;
  readonly revokedAt?: number;
}

/** A key that a device has shown under an invitation. */
export interface Claim {
  readonly keyId: string;
  readonly publicKey: string;
  readonly proof: string;
  readonly label?: string;
  readonly fingerprint: string;
  readonly claimedAt: number;
}

export interface Invitation {
  readonly id: string;
  readonly personId: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly state: "open" | "claimed" | "bound" | "expired" | "withdrawn";
  readonly claim?: Claim;
}

/** So many rows are read for one page; a ledger with more is searched by the ledger's own search. */
const ROWS_MAX = 5_000;
/** A device that shows its key makes no block. */
const POLL_MS = 4_000;

/** All rows of a council query. */
function useRows<Row>(ledger: string, query: string, isPublic = false) {
  const { client, actor } = useNode();
  return useQuery({
    queryKey: ["ledger", ledger, "rows", query, keyOf(actor)],
    queryFn: async () => {
      const rows: Row[] = [];
      for await (const item of client(ledger).queryItems(query, { limit: 200 })) {
        // The row that the query's own file returns.
        rows.push(item as unknown as Row);
        if (rows.length === ROWS_MAX) break;
      }
      return rows;
    },
    enabled: ledger !== "" && (isPublic || actor.kind !== "nobody"),
  });
}

/** Organisations and seats. */
export function useMembers(ledger: string) {
  return useRows<MemberRow>(ledger, "council.members", true);
}

/** People with their roles. */
export function usePeople(ledger: string) {
  return useRows<PersonRow>(ledger, "council.people");
}

/** Keys of devices, revoked ones included. */
export function useDevices(ledger: string) {
  return useRows<DeviceRow>(ledger, "council.keys");
}

/** Invitations to enrol a device, for administrators. */
export function useInvitations(ledger: string, isAdministrator: boolean) {
  const { client, actor } = useNode();
  return useQuery({
    queryKey: ["ledger", ledger, "invitations", keyOf(actor)],
    queryFn: async () => {
      const path = await client(ledger).link.path("invitations");
      const answer = await client(ledger).session.json({ method: "GET", path, isRepeatable: true });
      return answer["items"] as unknown as readonly Invitation[];
    },
    enabled: isAdministrator,
    refetchInterval: POLL_MS,
  });
}

/** Invitations as they stand: one whose key was enrolled and later revoked waits for nobody. */
export function withKnownKeys(
  invitations: readonly Invitation[],
  devices: readonly DeviceRow[],
): readonly Invitation[] {
  return invitations.map((invitation) =>
    invitation.state === "claimed" && devices.some(({ keyId }) => keyId === invitation.claim?.keyId)
      ? { ...invitation, state: "bound" }
      : invitation,
  );
}

/** What the actor may do with people and devices of the ledger. */
export function useRights(ledger: string): { readonly isAdministrator: boolean } {
  return { isAdministrator: useSelf(ledger)?.roles.includes("administrator") ?? false };
}

/** Roles that something on the ledger asks for, and those that every ledger has. */
export function useRoleNames(ledger: string): readonly string[] {
  const { data } = useVerbs(ledger);
  const asked = [...(data?.values() ?? [])].flatMap(({ allow, cosigners }) => [allow, ...cosigners]);
  const named = asked.flatMap((roles) => (typeof roles === "string" ? [] : roles));
  return [...new Set(["administrator", "reader", "operator", ...named])];
}

/** Invites a person to enrol a device; the token is shown this once. @throws ClientProblem */
export async function invite(
  client: Client,
  personId: string,
): Promise<{ readonly token: string; readonly expiresAt: number }> {
  const path = await client.link.path("invitations");
  const body = JSON.stringify({ personId });
  const answer = await client.session.json({ method: "POST", path, body, isRepeatable: false });
  return { token: String(answer["token"]), expiresAt: Number(answer["expiresAt"]) };
}

/** Ends an invitation: nobody can use it any more. @throws ClientProblem */
export async function withdrawInvitation(client: Client, id: string): Promise<void> {
  const path = await client.link.path(`invitations/${id}`);
  await client.session.json({ method: "DELETE", path, isRepeatable: true });
}
