import { Loading } from "#web/parts/states.tsx";

/** CasesPage. */
export function CasesPage() {
  return <Loading />;
}
