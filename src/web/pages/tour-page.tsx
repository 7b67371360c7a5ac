import { Loading } from "../parts/states.tsx";

/** TourPage. */
export function TourPage() {
  return <Loading />;
}
