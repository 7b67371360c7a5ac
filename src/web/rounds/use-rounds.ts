import { useQuery } from "@tanstack/react-query";
import { keyOf } from "../access/use-answer.ts";
import { useNode } from "../session/node-context.tsx";
import { type Round, readRound, readRounds } from "./round.ts";

/** Signatures of others come without a block, so they are asked for. */
const POLL_MS = 4_000;

/** Rounds that the actor began or is to sign, latest first. */
export function useRounds(ledger: string) {
  const { client, actor } = useNode();
  return useQuery({
    queryKey: ["ledger", ledger, "rounds", keyOf(actor)],
    queryFn: () => readRounds(client(ledger)),
    enabled: actor.kind !== "nobody" && ledger !== "",
    refetchInterval: POLL_MS * 4,
  });
}

/** One round with its draft. */
export function useRound(ledger: string, id: string) {
  const { client, actor } = useNode();
  return useQuery({
    queryKey: ["ledger", ledger, "rounds", id, keyOf(actor)],
    queryFn: () => readRound(client(ledger), id),
    enabled: actor.kind !== "nobody",
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? POLL_MS : false),
  });
}

/** Rounds that wait for this device's signature. */
export function awaiting(rounds: readonly Round[], keyId: string | undefined): readonly Round[] {
  return rounds.filter(
    ({ state, signers }) => state === "open" && signers.some((signer) => signer.keyId === keyId && !signer.hasSigned),
  );
}

function isUnderWay(round: Round | undefined): boolean {
  return round === undefined || round.state === "open" || round.state === "complete";
}
