import { dayOfInstant } from "../format/date.ts";
import { shortHash } from "../format/hash.ts";
import { Status } from "../parts/status.tsx";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import { useTrust } from "./use-trust.ts";

/** Why this device trusts the genesis of a receipt, or that it does not. */
export function TrustNote({ reference }: { readonly reference: string }) {
  const text = useText();
  const { language } = useNode();
  const { trusted } = useTrust();
  const [, hash = ""] = reference.split("@");
  const known = trusted.find((genesis) => genesis.hash === hash);
  return (
    <span className="trust-note">
      <code className="mono">{shortHash(known?.hash ?? hash)}</code>{" "}
      {known === undefined ? (
        <Status tone="refuse">{text("trust.unknown")}</Status>
      ) : (
        <Status tone={known.source === "brought" ? "done" : "now"}>
          {text(`trust.source.${known.source}`, { day: dayOfInstant(known.since, language) })}
        </Status>
      )}
    </span>
  );
}
