import { useQuery } from "@tanstack/react-query";
import type { Roles, Verb } from "#client/verb";
import { useNode } from "../session/node-context.tsx";

/** Commands and queries of a ledger in the language of the page, by name. */
export function useVerbs(ledger: string) {
  const { client, language } = useNode();
  return useQuery({
    queryKey: ["verbs", ledger, language],
    queryFn: () => client(ledger).verbs(),
    enabled: ledger !== "",
    staleTime: Number.POSITIVE_INFINITY,
    // While another language comes the page keeps the words it has, and forms what was typed.
    placeholderData: (last, query) => (query?.queryKey[1] === ledger ? last : undefined),
  });
}

/** A command of a ledger; null when it has none of this name. */
export function useCommand(ledger: string, name: string): Verb | null | undefined {
  const { data } = useVerbs(ledger);
  if (data === undefined) return undefined;
  const verb = data.get(name);
  return verb?.kind === "command" ? verb : null;
}

/** Whether somebody with these roles may. */
export function mayUse(allow: Roles, roles: readonly string[] | undefined): boolean {
  if (allow === "public") return true;
  if (roles === undefined) return false;
  return allow === "anyone" || allow.some((role) => roles.includes(role));
}
