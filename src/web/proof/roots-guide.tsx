import { useLedgerName } from "../access/ledger-names.ts";
import { dayOfInstant } from "../format/date.ts";
import { groupedHash } from "../format/hash.ts";
import { Status } from "../parts/status.tsx";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import type { NeededRoot } from "./needed-roots.ts";
import type { Trust } from "./use-trust.ts";

export interface RootsGuideProps {
  readonly roots: readonly NeededRoot[];
  readonly trust: Trust;
}

/** What a check rests on: the genesis hash of each ledger, who says it, and what to compare it with. */
export function RootsGuide({ roots, trust }: RootsGuideProps) {
  const text = useText();
  const sourceOf = ({ hash }: NeededRoot) => trust.trusted.find((known) => known.hash === hash)?.source;
  // Whoever has compared them all need not be told again.
  if (roots.every((root) => sourceOf(root) === "brought")) return null;
  const isUnknown = roots.some((root) => sourceOf(root) === undefined);
  return (
    <section className={isUnknown ? "roots is-unknown" : "roots"}>
      <h2 className="roots-title">{text(isUnknown ? "trust.needed" : "trust.compare")}</h2>
      <p className="roots-why">{text(isUnknown ? "trust.neededWhy" : "trust.compareWhy")}</p>
      <ul className="ruled">
        {roots.map((root) => (
          <RootRow key={root.hash} root={root} trust={trust} />
        ))}
      </ul>
    </section>
  );
}

function RootRow({ root: { ledger, hash }, trust }: { readonly root: NeededRoot; readonly trust: Trust }) {
  const text = useText();
  const { language } = useNode();
  const ledgerName = useLedgerName();
  const known = trust.trusted.find((each) => each.hash === hash);
  return (
    <li className="root">
      <b>{ledgerName(ledger)}</b>
      {known === undefined ? (
        <Status tone="wait">{text("trust.asFileSays")}</Status>
      ) : known.source === "brought" ? (
        <Status tone="done">{text("trust.source.brought", { day: dayOfInstant(known.since, language) })}</Status>
      ) : (
        <>
          <Status tone="now">{text("trust.asNodeSays")}</Status>
          <button type="button" className="button small" onClick={() => trust.bring({ ledger, hash })}>
            {text("trust.matches")}
          </button>
        </>
      )}
      <code className="mono root-hash">{groupedHash(hash)}</code>
    </li>
  );
}
