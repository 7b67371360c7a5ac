import { Loading } from "../parts/states.tsx";

/** VerifyPage. */
export function VerifyPage() {
  return <Loading />;
}
