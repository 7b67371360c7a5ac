import { Loading } from "../parts/states.tsx";

/** WorkPage. */
export function WorkPage() {
  return <Loading />;
}
