import type { Done } from "#client/answers";
import { beijingTime } from "./beijing-time.ts";
import type { Cli } from "./cli.ts";
import { renderValue } from "./render-value.ts";

/** Prints what a command came to and where it is recorded. */
export function printDone(cli: Cli, title: string, done: Done): void {
  const { labels } = cli.texts;
  cli.result({ ...done }, () =>
    [
      `${cli.style("green", labels.done)} ${title}`,
      `${labels.id} ${done.id}`,
      `${labels.position} ${done.position}, ${labels.height} ${done.height}, ${labels.time} ${beijingTime(done.time)}`,
      renderValue(done.result),
    ].join("\n"),
  );
}
