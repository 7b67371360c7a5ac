/** How many answers there are of each kind. Counted in the text, because parsing every answer would cost as much as making it. */

const NEWLINE = "\n";
/** Canonical answers begin with `code` (not recorded), `duplicate`, or `height`, `id` and `outcome`. */
const RECORDED = /^\{"height":\d+,"id":"[^"]*","outcome":"(done|rejected|fault)"/;

/** Counts answers, one a line, by outcome: done, rejected, fault, duplicate, skipped, refused. */
export function countOutcomes(answers: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at < answers.length; ) {
    const end = answers.indexOf(NEWLINE, at);
    const next = end < 0 ? answers.length : end;
    if (next > at) {
      const outcome = outcomeOf(answers.slice(at, next));
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    }
    at = next + 1;
  }
  return counts;
}

function outcomeOf(answer: string): string {
  if (answer.startsWith('{"code":')) return answer.endsWith('"status":"skipped"}') ? "skipped" : "refused";
  if (answer.startsWith('{"duplicate":')) return "duplicate";
  return RECORDED.exec(answer)?.[1] ?? "unknown";
}
