import { useQuery } from "@tanstack/react-query";
import type { JsonObject } from "#kernel/json";
import { useNode } from "../session/node-context.tsx";

const PAGE = 200;

/** Names of the organisations of a ledger by their ids, in the page's language; the id itself where a name is not public. */
export function useMemberNames(ledger: string): (memberId: string) => string {
  const { client, language, actor } = useNode();
  const { data } = useQuery({
    queryKey: ["ledger", ledger, "members", actor.kind],
    queryFn: async () => {
      const names: Record<string, { readonly zh: string; readonly en: string }> = {};
      for await (const member of client(ledger).queryItems("council.members", { limit: PAGE })) {
        names[String(member["id"])] = nameOf(member);
      }
      return names;
    },
    staleTime: 300_000,
  });
  return (memberId) => data?.[memberId]?.[language] ?? memberId;
}

function nameOf(member: JsonObject): { readonly zh: string; readonly en: string } {
  // Rows of the council always have both.
  return member["name"] as { readonly zh: string; readonly en: string };
}
