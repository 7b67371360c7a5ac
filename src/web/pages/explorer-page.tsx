import { Loading } from "../parts/states.tsx";

/** ExplorerPage. */
export function ExplorerPage() {
  return <Loading />;
}
