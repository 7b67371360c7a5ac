import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { JsonObject, ValueObject } from "#kernel/json";
import { canonicalize } from "#kernel/json";
import { useNode } from "../session/node-context.tsx";

/**
 * The answer of a query of a ledger, kept fresh: every new block of the ledger asks again. The shape of the answer is what
 * the query's own file returns; it is given here as a type and not checked again, for both sides are one program.
 */
export function useAnswer<Answer = JsonObject>(
  ledger: string,
  name: string,
  input: ValueObject = {},
  options: { readonly isOff?: boolean } = {},
): UseQueryResult<Answer> {
  const { client, actor, language } = useNode();
  return useQuery({
    queryKey: ["ledger", ledger, "query", name, canonicalize(input), keyOf(actor), language],
    queryFn: async () => (await client(ledger).query(name, input)) as Answer,
    placeholderData: keepPreviousData,
    enabled: options.isOff !== true,
  });
}

/** What the node says of one of its ledgers. */
export function useLedgerInfo(ledger: string) {
  const { client } = useNode();
  return useQuery({
    queryKey: ["ledger", ledger, "info"],
    queryFn: async () => {
      const { link } = client(ledger);
      await link.refresh();
      return link.info();
    },
    enabled: ledger !== "",
  });
}

/** For whom answers are kept apart. */
export function keyOf(actor: { readonly kind: string; readonly key?: { readonly keyId: string } }): string {
  return actor.key?.keyId ?? actor.kind;
}
