import { Loading } from "#web/parts/states.tsx";

/** RulePacksPage. */
export function RulePacksPage() {
  return <Loading />;
}
