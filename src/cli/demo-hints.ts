import type { DemoLabel } from "#kernel/demo-keys";
import { demoKeyPair } from "#kernel/demo-keys";
import { genesisHash } from "#kernel/genesis";
import { keyIdOf } from "#kernel/identity";
import { isJsonObject, type Json, type JsonObject } from "#kernel/json";
import type { LedgerService } from "#ledger/service";
import type { Cli } from "./cli.ts";

const OFFICE: DemoLabel = "bjtu/transfer-officer";
const PAYEE: DemoLabel = "bjtu/team-member-1";

/** What to look at in the demo, as commands to copy; nothing where the node does not serve it. */
export function demoHints(
  cli: Cli,
  services: ReadonlyMap<string, LedgerService>,
): readonly (readonly [what: string, how: string])[] {
  const unit = services.get("bjtu");
  if (unit?.genesis.demo !== true) return [];
  const { demoHints: texts } = cli.texts.start;
  const cases = itemsOf(unit, "transfer.cases", OFFICE);
  const query = (name: string, fields: string, as: DemoLabel) =>
    `${cli.programName} query ${name} ${fields}--ledger ${unit.name} --as ${as}`;
  const found: (readonly [string, string])[] = [];
  if (cases.length > 0) found.push([texts.cases, query("transfer.cases", "", OFFICE)]);
  for (const [route, text] of [
    ["equity", texts.statement],
    ["licence", texts.licence],
  ] as const) {
    const id = textOf(cases.find((item) => item["route"] === route && hasAward(item))?.["id"]);
    if (id !== undefined) found.push([text, query("transfer.statement", `dealId=${id} `, OFFICE)]);
  }
  const [line] = itemsOf(unit, "transfer.own-lines", PAYEE);
  const planId = textOf(line?.["planId"]);
  if (planId === undefined) return found;
  found.push([texts.explanation, query("transfer.amount-explanation", `planId=${planId} part=award `, OFFICE)]);
  found.push([texts.ownLine, query("transfer.own-lines", "", PAYEE)]);
  const id = lastSigned(line);
  if (id !== undefined) found.push([texts.receipt, receiptCommands(cli, unit, services, id)]);
  return found;
}

function receiptCommands(
  cli: Cli,
  unit: LedgerService,
  services: ReadonlyMap<string, LedgerService>,
  id: string,
): string {
  const trusted = [...services.values()].map(({ genesis }) => `--genesis ${genesisHash(genesis)}`).join(" ");
  return [
    `${cli.programName} receipt get ${id} --out receipt.json --ledger ${unit.name} --as ${PAYEE}`,
    `${cli.programName} receipt check receipt.json ${trusted}`,
  ].join("\n");
}

/** Items of a query as the person of a demo key sees them; none where the ledger does not have the query. */
function itemsOf({ reader }: LedgerService, name: string, as: DemoLabel): readonly JsonObject[] {
  const answer = reader.query(name, {}, reader.signer(keyIdOf(demoKeyPair(as).publicKey)));
  const items = answer.ok ? answer.value["items"] : undefined;
  return Array.isArray(items) ? (items as readonly Json[]).filter(isJsonObject) : [];
}

/** Whether a case has a statement worth a look: something of it was awarded. */
function hasAward({ awarded }: JsonObject): boolean {
  return typeof awarded === "string" && awarded !== "0";
}

/** The transaction that decided an own line. */
function lastSigned(line: JsonObject | undefined): string | undefined {
  const signed = line?.["signed"];
  const last = Array.isArray(signed) ? (signed as readonly Json[]).at(-1) : undefined;
  return isJsonObject(last) ? textOf(last["transactionId"]) : undefined;
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
