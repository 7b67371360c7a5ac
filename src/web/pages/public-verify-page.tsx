import { Loading } from "../parts/states.tsx";

/** PublicVerifyPage. */
export function PublicVerifyPage() {
  return <Loading />;
}
