import { useQuery } from "@tanstack/react-query";
import type { ValueObject } from "#kernel/json";
import { readHits } from "../access/read-hits.ts";
import { keyOf, useAnswer } from "../access/use-answer.ts";
import { useAddressState } from "../parts/go.tsx";
import { useNode } from "../session/node-context.tsx";
import { FOUND_MAX, type ListSpec, listInput } from "./list-spec.ts";

/** One page of a list as the address asks for it. */
export interface List<Item> {
  /** Undefined while they are awaited. */
  readonly items: readonly Item[] | undefined;
  readonly next: string | undefined;
  readonly error: unknown;
  readonly retry: () => void;
  /** Field of the address that turns its pages. */
  readonly afterKey: string;
  /** Hits that the list takes, where more may have been found. */
  readonly cutAt: number | undefined;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

/** Reads a list by the address: words (`q`), which the node's search finds, `state`, `order`, and the page. */
export function useList<Item>(
  ledger: string,
  spec: ListSpec,
  { input = {}, afterKey = "after" }: { readonly input?: ValueObject; readonly afterKey?: string } = {},
): List<Item> {
  const { client, actor } = useNode();
  const [address] = useAddressState();
  const { q = "" } = address;
  const { kinds, foundMax = FOUND_MAX } = spec;
  const hits = useQuery({
    queryKey: ["ledger", ledger, "found", q, kinds, foundMax, keyOf(actor)],
    queryFn: () => readHits(client(ledger), { q, limit: foundMax, kinds, isSignedIn: actor.kind !== "nobody" }),
    enabled: q !== "",
  });
  const foundIds = q === "" ? undefined : (hits.data ?? []).flatMap((hit) => hit.id ?? []);
  const wanted = { ...listInput(spec, address, foundIds, afterKey), ...input };
  const isAwaited = q !== "" && hits.data === undefined;
  const answer = useAnswer<Page<Item>>(ledger, spec.query, wanted, { isOff: isAwaited });
  const error = q === "" ? answer.error : (hits.error ?? answer.error);
  return {
    items: error === null ? answer.data?.items : undefined,
    next: answer.data?.next,
    error,
    retry: () => void (isAwaited ? hits : answer).refetch(),
    afterKey,
    cutAt: foundIds?.length === foundMax ? foundMax : undefined,
  };
}
