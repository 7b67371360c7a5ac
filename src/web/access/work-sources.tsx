import { useQueries } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { JsonObject } from "#kernel/json";
import type { ScenarioPages } from "../scenario-pages.ts";
import { useNode } from "../session/node-context.tsx";
import type { Work, WorkItem, WorkSource } from "../work.ts";
import { keyOf, useLedgerInfo } from "./use-answer.ts";

/** The work that every scenario of a ledger finds for the actor. */

interface NamedSource extends WorkSource {
  readonly scenario: string;
}

const SourcesContext = createContext<readonly NamedSource[]>([]);

/** Lets pages ask every scenario for work. */
export function WorkSourcesProvider(props: {
  readonly scenarios: readonly ScenarioPages[];
  readonly children: ReactNode;
}) {
  const { scenarios, children } = props;
  const sources = useMemo(
    () => scenarios.flatMap(({ scenario, work }) => (work === undefined ? [] : [{ ...work, scenario }])),
    [scenarios],
  );
  return <SourcesContext value={sources}>{children}</SourcesContext>;
}

/** Names of the queries that find work. */
export function useWorkQueries(): readonly string[] {
  return useContext(SourcesContext).map(({ query }) => query);
}

/** An item with the scenario that found it and the addresses where it is done and where its case is. */
export interface FoundItem extends WorkItem {
  readonly scenario: string;
  readonly address: string;
  readonly caseAddress: string | undefined;
}

export interface FoundWork {
  readonly work: Work<FoundItem> | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

/** What waits for the actor on a ledger and what the actor waits for; undefined until every scenario has answered. */
export function useWork(ledger: string): FoundWork {
  const { client, actor, language } = useNode();
  const { data: info } = useLedgerInfo(ledger);
  const sources = useContext(SourcesContext).filter(({ scenario }) => info?.scenarios.includes(scenario) === true);
  const answers = useQueries({
    queries: sources.map((source) => ({
      queryKey: ["ledger", ledger, "query", source.query, "{}", keyOf(actor), language],
      queryFn: async () => (await client(ledger).query(source.query)) as unknown as Work<WorkItem & JsonObject>,
      enabled: actor.kind !== "nobody",
    })),
  });
  const error = answers.find((answer) => answer.error !== null)?.error ?? null;
  const isWhole = info !== undefined && answers.every(({ data }) => data !== undefined);
  const list = (side: "mine" | "others"): readonly FoundItem[] =>
    answers.flatMap(({ data }, i) => {
      const source = sources[i];
      return source === undefined ? [] : (data?.[side] ?? []).map((item) => found(source, ledger, item));
    });
  return {
    work: isWhole ? { mine: list("mine"), others: list("others") } : undefined,
    error,
    retry: () => {
      for (const answer of answers) void answer.refetch();
    },
  };
}

function found(source: NamedSource, ledger: string, item: WorkItem & JsonObject): FoundItem {
  const at = source.caseAddress(item);
  return {
    ...item,
    scenario: source.scenario,
    address: `/at/${ledger}/${source.address(item)}`,
    caseAddress: at === undefined ? undefined : `/at/${ledger}/${at}`,
  };
}
