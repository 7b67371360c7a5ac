import type { ClientKey } from "#client/client-key";
import type { Client } from "#client/create-client";
import { toBase64, utf8 } from "#kernel/bytes";
import { enrolmentText } from "#kernel/enrolment";

/** What the holder of an invitation is told of it. */
export interface Enrolment {
  /** Name of the ledger. */
  readonly ledger: string;
  /** `name@genesis hash`. */
  readonly ref: string;
  readonly personId: string;
  readonly expiresAt: number;
  readonly state: "open" | "claimed" | "bound" | "expired" | "withdrawn";
  readonly claim?: { readonly keyId: string; readonly fingerprint: string };
}

const TOKEN = /^[A-Za-z0-9_-]{20,100}$/;

/** The token in what somebody pasted: the link whole, or the token alone; undefined when there is none. */
export function tokenOf(text: string): string | undefined {
  const last = text.trim().split("#").at(-1) ?? "";
  return TOKEN.test(last) ? last : undefined;
}

/** How far an invitation has come. @throws ClientProblem `invitation_not_found` */
export async function lookAt(client: Client, token: string): Promise<Enrolment> {
  const body = JSON.stringify({ token });
  const path = "/api/v1/enrolments/look";
  return (await client.http.json({ method: "POST", path, body, isRepeatable: true })) as unknown as Enrolment;
}

/** Shows the key of this device under an invitation, with its proof. The private key stays here. @throws ClientProblem */
export async function claimWith(
  client: Client,
  enrolment: Enrolment,
  { token, label, key }: { readonly token: string; readonly label: string; readonly key: ClientKey },
): Promise<Enrolment> {
  const publicKey = toBase64(key.publicKey);
  const claim = { ledger: enrolment.ref, personId: enrolment.personId, publicKey };
  const proof = toBase64(await key.sign(utf8(enrolmentText(claim))));
  const name = label.normalize("NFC").trim();
  const body = JSON.stringify({ token, publicKey, proof, ...(name === "" ? {} : { label: name }) });
  const path = "/api/v1/enrolments";
  return (await client.http.json({ method: "POST", path, body, isRepeatable: true })) as unknown as Enrolment;
}
