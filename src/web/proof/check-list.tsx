import type { ReceiptCheck, ReceiptReport } from "#kernel/receipt-report";
import { shortHash } from "../format/hash.ts";
import { Icon, type IconName } from "../parts/icon.tsx";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import { checkWords } from "./check-file.ts";
import { msText } from "./ms-text.ts";
import { useTrust } from "./use-trust.ts";

const ICONS: Readonly<Record<ReceiptCheck["status"], IconName>> = {
  passed: "tick",
  failed: "refuse",
  skipped: "ring",
  absent: "ring",
};

/** The checks of a receipt, each with what was computed; one that fails opens with both hashes. */
export function CheckList({ report }: { readonly report: Pick<ReceiptReport, "checks"> }) {
  const { trusted } = useTrust();
  const brought = new Set(trusted.flatMap(({ hash, source }) => (source === "brought" ? [hash] : [])));
  return (
    <ol className="checks">
      {report.checks.map((check, i) => (
        <CheckRow
          key={check.code}
          check={check}
          number={i + 1}
          isFirstUse={check.code === "genesis" && !brought.has(String(check.facts["computed"]))}
        />
      ))}
    </ol>
  );
}

interface CheckRowProps {
  readonly check: ReceiptCheck;
  readonly number: number;
  /** The genesis hash came from the node: the check's own words would say that somebody brought it. */
  readonly isFirstUse: boolean;
}

function CheckRow({ check, number, isFirstUse }: CheckRowProps) {
  const text = useText();
  const { language } = useNode();
  const { status, facts } = check;
  const { title, words } = checkWords(check, language);
  const { computed, expected } = facts;
  return (
    <li className={`check is-${status}`}>
      <Icon name={ICONS[status]} />
      <span className="check-number">{number}</span>
      <b>{title}</b>
      <span className="check-words">
        <span className="for-readers">{text(`verify.status.${status}`)} </span>
        {isFirstUse && status === "passed"
          ? text("verify.firstUse", { computed: shortHash(String(computed)) })
          : (words ?? text(`verify.status.${status}`))}
      </span>
      {check.ms !== undefined && <span className="check-ms">{text("verify.ms", { ms: msText(check.ms) })}</span>}
      {status === "failed" && computed !== undefined && expected !== undefined && (
        <dl className="check-hashes">
          <dt>{text("verify.computed")}</dt>
          <dd>
            <Compared value={String(computed)} other={String(expected)} />
          </dd>
          <dt>{text("verify.expected")}</dt>
          <dd>
            <Compared value={String(expected)} other={String(computed)} />
          </dd>
        </dl>
      )}
    </li>
  );
}

/** A value with what differs from the other one marked. */
function Compared({ value, other }: { readonly value: string; readonly other: string }) {
  let from = 0;
  while (from < value.length && value[from] === other[from]) from++;
  return (
    <code className="mono">
      {value.slice(0, from)}
      <mark>{value.slice(from, from + 8)}</mark>
      {value.slice(from + 8)}
    </code>
  );
}
