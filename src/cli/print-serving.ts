import { fillText } from "#kernel/fill-text";
import { genesisHash } from "#kernel/genesis";
import type { LedgerService } from "#ledger/service";
import type { Serving } from "../serve.ts";
import type { Cli } from "./cli.ts";
import { demoHints } from "./demo-hints.ts";
import type { TlsMaterial } from "./tls-files.ts";

/** Prints that the node runs, with its ledgers and what there is to look at. */
export function printServing(cli: Cli, { url, services }: Serving, folder: string, tls?: TlsMaterial): void {
  const ledgers = [...services.values()].map(({ name, ref, genesis, reader }) => ({
    name,
    ref,
    clock: genesis.clock,
    demo: genesis.demo,
    height: reader.head().height,
    size: reader.head().size,
  }));
  const fingerprint = tls === undefined ? {} : { tlsFingerprint: tls.fingerprint };
  cli.result({ url, data: folder, ledgers, ...fingerprint }, () => {
    const { start } = cli.texts;
    const lines = [cli.style("bold", fillText(start.running, { url })), ""];
    for (const service of services.values()) lines.push(...ledgerLines(cli, service));
    lines.push("", `  ${start.openPage}`, `    ${cli.style("cyan", `${url}/`)}`, "", start.lookAt);
    for (const [what, how] of hints(cli, url, services)) {
      lines.push(`  ${what}`, ...how.split("\n").map((line) => `    ${cli.style("cyan", line)}`));
    }
    lines.push("", start.howToStop);
    return lines.join("\n");
  });
}

function ledgerLines(cli: Cli, { genesis, reader }: LedgerService): readonly string[] {
  const { start } = cli.texts;
  const { height, size } = reader.head();
  const marks = [genesis.demo ? start.demoMark : "", genesis.clock === "simulated" ? start.simulatedMark : ""];
  const mark = marks.filter((text) => text !== "").join(start.markJoin);
  const ledger = fillText(start.ledger, { ledger: genesis.name, height, size });
  const hash = fillText(start.ledgerHash, { hash: genesisHash(genesis) });
  return [`  ${ledger}${mark === "" ? "" : `  ${cli.style("yellow", mark)}`}`, cli.style("dim", `    ${hash}`)];
}

function hints(
  cli: Cli,
  url: string,
  services: ReadonlyMap<string, LedgerService>,
): readonly (readonly [what: string, how: string])[] {
  const [first] = services.keys();
  const facts = { url, program: cli.programName, ledger: first ?? "" };
  const general = cli.texts.start.hints.map(([what, how]) => [what, fillText(how, facts)] as const);
  return [...demoHints(cli, services), ...general];
}
