import { Loading } from "#web/parts/states.tsx";

/** CasePage. */
export function CasePage() {
  return <Loading />;
}
