import type { Done } from "#client/answers";
import type { ClientKey } from "#client/client-key";
import type { Client } from "#client/create-client";
import { makeDraft, openDraft, signDraft, signedDraft } from "#client/draft-file";
import type { Json, ValueObject } from "#kernel/json";
import type { DraftContent } from "#kernel/transaction-draft";

/** A transaction that several people sign, on its way between them over their node. */
export interface Round {
  /** Id of the transaction. */
  readonly id: string;
  readonly command: string;
  readonly createdBy: string;
  readonly createdAt: number;
  /** Ledger time after which it can no longer be recorded. */
  readonly notAfter: number;
  readonly state: "open" | "complete" | "recorded" | "declined" | "withdrawn" | "expired";
  readonly signers: readonly { readonly keyId: string; readonly personId: string; readonly hasSigned: boolean }[];
  readonly declined?: { readonly personId: string; readonly reason: string; readonly at: number };
  /** For its signers, while it is under way. */
  readonly draft?: Json;
}

/** Rounds that the actor began or is to sign. */
export async function readRounds(client: Client): Promise<readonly Round[]> {
  const answer = await ask(client, "GET", "");
  return answer["items"] as unknown as readonly Round[];
}

/** One round with its draft. @throws ClientProblem `round_not_found` to whoever does not sign it */
export async function readRound(client: Client, id: string): Promise<Round> {
  return (await ask(client, "GET", `/${id}`)) as unknown as Round;
}

/** Signs a command first of all and gives it to the node for the others. `others` are their key ids. @throws ClientProblem */
export async function beginRound(
  client: Client,
  key: ClientKey,
  act: { readonly command: string; readonly args: ValueObject; readonly others: readonly string[] },
): Promise<Round> {
  const { language } = client.http.options;
  const signers = [key.keyId, ...act.others];
  const options = await client.signOptions(signers.length);
  const draft = makeDraft(await client.refOf(act.command), act.args, { ...options, signers });
  const signed = await signDraft(draft as unknown as Json, key, language);
  return (await ask(client, "POST", "", signed as unknown as Json)) as unknown as Round;
}

/** What a round's draft says, after all of it was checked here. @throws ClientProblem `draft_damaged` */
export function contentOf(client: Client, round: Round): DraftContent | undefined {
  return round.draft === undefined ? undefined : openDraft(round.draft, client.http.options.language).content;
}

/** Adds this device's signature; the last one also sends the transaction. @throws ClientProblem */
export async function signRound(client: Client, key: ClientKey, round: Round): Promise<Done | Round> {
  const { draft } = round;
  if (draft === undefined) throw new Error(`the round ${round.id} has no draft any more`);
  const signed = await signDraft(draft, key, client.http.options.language);
  const own = signed.signatures.find(({ keyid }) => keyid === key.keyId);
  const answer = (await ask(client, "POST", `/${round.id}/signatures`, own as unknown as Json)) as unknown as Round;
  return answer.state === "complete" ? sendRound(client, answer) : answer;
}

/** Sends the transaction of a round that everybody has signed. @throws ClientProblem */
export async function sendRound(client: Client, { draft }: Round): Promise<Done> {
  if (draft === undefined) throw new Error("a round that is over cannot be sent");
  return client.submit(signedDraft(draft, client.http.options.language));
}

/** Ends a round because one will not sign. @throws ClientProblem */
export async function declineRound(client: Client, id: string, reason: string): Promise<void> {
  await ask(client, "POST", `/${id}/decline`, { reason });
}

/** Takes a round back from the node; the signatures in it are made void by `council.cancel-transaction`. @throws ClientProblem */
export async function withdrawRound(client: Client, id: string): Promise<void> {
  await ask(client, "DELETE", `/${id}`);
}

/** Whether it is a round, which waits for others, and not the result of a transaction. */
export function isRound(outcome: Done | Round): outcome is Round {
  return "signers" in outcome;
}

async function ask(client: Client, method: "GET" | "POST" | "DELETE", rest: string, body?: Json) {
  const path = await client.link.path(`signing-rounds${rest}`);
  const text = body === undefined ? {} : { body: JSON.stringify(body) };
  return client.session.json({ method, path, ...text, isRepeatable: method === "GET" });
}
