import { useQuery } from "@tanstack/react-query";
import type { SessionInfo } from "#client/node-session";
import { keyOf } from "../access/use-answer.ts";
import { useNode } from "./node-context.tsx";

/** Who somebody is on a ledger. */
export interface Self {
  readonly personId: string;
  readonly memberId: string;
  readonly roles: readonly string[];
}

/** Who the actor is on a ledger; null for nobody, and for a key that this ledger does not know. Asked again with every block. */
export function useSelf(ledger: string): Self | null | undefined {
  const { client, actor } = useNode();
  const { data } = useQuery({
    queryKey: ["ledger", ledger, "self", keyOf(actor)],
    queryFn: async () => {
      const { session } = client(ledger);
      const answer = await session.json({ method: "GET", path: "/api/v1/sessions", isRepeatable: true });
      // The node's own description of a session.
      return (answer as unknown as SessionInfo).ledgers[ledger] ?? null;
    },
    enabled: actor.kind !== "nobody" && ledger !== "",
    retry: false,
  });
  return actor.kind === "nobody" ? null : data;
}
