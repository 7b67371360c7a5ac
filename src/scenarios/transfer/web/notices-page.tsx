import { Loading } from "#web/parts/states.tsx";

/** NoticesPage. */
export function NoticesPage() {
  return <Loading />;
}
