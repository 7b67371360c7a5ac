import { Loading } from "../parts/states.tsx";

/** EnrolPage. */
export function EnrolPage() {
  return <Loading />;
}
