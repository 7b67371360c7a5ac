import { fillText } from "#kernel/fill-text";
import type { Json } from "#kernel/json";
import { PROOF_PROBLEMS } from "#kernel/proof-problem";
import type { Proven, ReceiptCheck, ReceiptReport } from "#kernel/receipt-report";
import { PROOF_LIMITS, RECEIPT_CHECKS, RECEIPT_PROBLEMS } from "#kernel/receipt-texts";
import type { Cli } from "./cli.ts";
import { renderValue } from "./render-value.ts";

/** The report of a receipt for people: every check with what was computed, what it proves, and what it cannot show. */
export function receiptText(cli: Cli, report: ReceiptReport): string {
  const { receipt } = cli.texts;
  const lines = report.checks.map((check) => checkLine(cli, check));
  if (report.proves === undefined) {
    return [...lines, "", `${cli.style("red", cli.texts.problemMark)} ${receipt.provesNothing}`].join("\n");
  }
  lines.push("", cli.style("bold", receipt.proves), renderValue(provenFor(report.proves), "  "));
  lines.push("", cli.style("bold", receipt.cannotShow));
  for (const limit of report.cannotShow) lines.push(`  - ${PROOF_LIMITS[limit][cli.language]}`);
  return lines.join("\n");
}

function checkLine(cli: Cli, { code, status, problem, facts }: ReceiptCheck): string {
  const { title, passed } = RECEIPT_CHECKS[code];
  const name = title[cli.language];
  switch (status) {
    case "passed":
      return `${cli.style("green", "✔")} ${name}: ${fillText(passed[cli.language], facts)}`;
    case "failed": {
      const texts = problem === undefined ? undefined : { ...PROOF_PROBLEMS, ...RECEIPT_PROBLEMS }[problem];
      return `${cli.style("red", "✘")} ${name}: ${fillText(texts?.[cli.language] ?? problem ?? "", facts)}`;
    }
    case "skipped":
      return cli.style("dim", `· ${name}: ${cli.texts.receipt.skipped}`);
    case "absent":
      return cli.style("dim", `· ${name}: ${cli.texts.receipt.absent}`);
  }
}

function provenFor(proves: Proven): Json {
  const { checkpoint, anchor, areAllRows: _, ...rest } = proves;
  const shown = {
    ...rest,
    checkpoint: `${checkpoint.origin} ${checkpoint.size}`,
    cosigned: `${checkpoint.cosignatures.length} / ${checkpoint.cosigners}`,
    ...(anchor === undefined ? {} : { anchor: `${anchor.ledger} ${anchor.position}` }),
  };
  return JSON.parse(JSON.stringify(shown)) as Json;
}
