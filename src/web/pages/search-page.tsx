import { Loading } from "../parts/states.tsx";

/** SearchPage. */
export function SearchPage() {
  return <Loading />;
}
