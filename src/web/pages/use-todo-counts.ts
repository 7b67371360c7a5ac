import { useQueries } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { clientKey } from "#client/client-key";
import { demoKeyPair } from "#kernel/demo-keys";
import { useWorkQueries } from "../access/work-sources.tsx";
import { DEMO_ROLES } from "../session/demo-roles.ts";
import { useNode } from "../session/node-context.tsx";

/** The page stands first; how much waits for whom may come a moment later. */
const AFTER_MS = 800;

/** How much waits for each role of the demo, by its label: asked with the role's published key, where nothing else is busy. */
export function useTodoCounts(): Readonly<Record<string, number>> {
  const { clientWith } = useNode();
  const queries = useWorkQueries();
  const [isTime, setTime] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setTime(true), AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const roles = DEMO_ROLES.filter(({ home, isFurther }) => home === "work" && isFurther !== true);
  return useQueries({
    queries: roles.map(({ label, ledger }) => ({
      queryKey: ["todo", label],
      queryFn: async () => {
        const client = clientWith(ledger, [clientKey(demoKeyPair(label))]);
        const answers = await Promise.all(queries.map((query) => client.query(query)));
        return answers.reduce((sum, { mine }) => sum + (Array.isArray(mine) ? mine.length : 0), 0);
      },
      enabled: isTime,
      staleTime: 60_000,
    })),
    combine: (answers) =>
      Object.fromEntries(
        answers.flatMap(({ data }, i) => {
          const label = roles[i]?.label;
          return data === undefined || label === undefined ? [] : [[label, data]];
        }),
      ),
  });
}
