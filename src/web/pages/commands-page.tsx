import { Loading } from "../parts/states.tsx";

/** CommandsPage. */
export function CommandsPage() {
  return <Loading />;
}
