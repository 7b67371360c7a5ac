import { PackComparison } from "./pack-comparison.tsx";
import "./rules.css";

/** Step 4: the packs side by side; nothing is written. */
export function TourPacks() {
  return <PackComparison />;
}
