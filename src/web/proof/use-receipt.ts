import { useQuery } from "@tanstack/react-query";
import { receiptText } from "#kernel/receipt";
import { keyOf } from "../access/use-answer.ts";
import { useNode } from "../session/node-context.tsx";

/** The file of a receipt as the node gives it to the actor; asked for once, for a receipt does not change. */
export function useReceipt(ledger: string, id: string | undefined) {
  const { client, actor } = useNode();
  return useQuery({
    queryKey: ["receipt", ledger, id, keyOf(actor)],
    queryFn: async () => receiptText(await client(ledger).receipt(id ?? "")),
    enabled: id !== undefined && id !== "" && ledger !== "",
    staleTime: 60_000,
  });
}
