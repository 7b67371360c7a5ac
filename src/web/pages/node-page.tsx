import { Loading } from "../parts/states.tsx";

/** NodePage. */
export function NodePage() {
  return <Loading />;
}
