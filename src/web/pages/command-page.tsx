import { Loading } from "../parts/states.tsx";

/** CommandPage. */
export function CommandPage() {
  return <Loading />;
}
