import { useFinality } from "../access/use-finality.ts";
import { Status } from "../parts/status.tsx";
import { useText } from "../text/texts.ts";
import { anchorLedger, useLatestAnchor } from "./use-explorer.ts";

/** How many of the cosigners have signed the newest head. */
export function FinalityStatus({ ledger }: { readonly ledger: string }) {
  const text = useText();
  const finality = useFinality(ledger);
  if (finality === undefined) return null;
  const { signed, needed, cosigners } = finality;
  const isFinal = signed >= needed;
  return (
    <Status tone={isFinal ? "done" : "wait"}>
      {text(isFinal ? "explorer.isFinal" : "explorer.notFinal", { signed, cosigners })}
    </Status>
  );
}

/** What finality means on this ledger, in a sentence. */
export function FinalityWords({ ledger }: { readonly ledger: string }) {
  const text = useText();
  const finality = useFinality(ledger);
  if (finality === undefined) return null;
  const { cosigners, needed } = finality;
  const kind = cosigners > 1 ? "several" : ledger === anchorLedger() ? "alone" : "anchored";
  return <span className="blocks-final">{text(`explorer.finalBy.${kind}`, { cosigners, needed })}</span>;
}

/** Where the newest head of a ledger is anchored; empty while that is not known. */
export function useAnchorWords(ledger: string): string {
  const text = useText();
  const anchor = useLatestAnchor(ledger);
  if (anchor === undefined) return "";
  if (anchor === null) return text("explorer.notAnchored");
  const { height, anchorHeight } = anchor;
  if (height === undefined || anchorHeight === undefined) return "";
  return text("explorer.anchorAt", { height, anchorHeight });
}

/** Whether a leaf stands under a head that the alliance holds. */
export function useLeafAnchorWords(ledger: string, position: number): string {
  const text = useText();
  const anchor = useLatestAnchor(ledger);
  if (anchor === undefined) return "";
  if (anchor === null || anchor.size <= position) return text("explorer.notAnchored");
  return anchor.anchorHeight === undefined ? "" : text("explorer.leafAnchored", { anchorHeight: anchor.anchorHeight });
}
