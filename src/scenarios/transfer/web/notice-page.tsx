import { Loading } from "#web/parts/states.tsx";

/** NoticePage. */
export function NoticePage() {
  return <Loading />;
}
