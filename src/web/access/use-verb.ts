import { useQuery } from "@tanstack/react-query";
import type { Verb } from "#client/verb";
import { useNode } from "../session/node-context.tsx";

/** What a node says of a command: its title and its fields. Undefined while it is not known, or without a connection. */
export function useVerb(ledger: string, command: string | undefined): Verb | undefined {
  const { client, language } = useNode();
  const { data } = useQuery({
    queryKey: ["verb", ledger, command, language],
    queryFn: async () => (await client(ledger).verbs()).get(command ?? "") ?? null,
    enabled: command !== undefined && ledger !== "",
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? undefined;
}
