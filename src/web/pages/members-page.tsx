import { Loading } from "../parts/states.tsx";

/** MembersPage. */
export function MembersPage() {
  return <Loading />;
}
