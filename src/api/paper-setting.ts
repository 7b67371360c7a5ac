import type { FastifyRequest } from "fastify";
import type { Viewer } from "#kernel/identity";
import { isJsonObject, type Json, type JsonObject } from "#kernel/json";
import type { Ask, GenesisOnPaper, PaperRow, PaperSetting } from "#kernel/paper";
import type { LedgerService } from "#ledger/service";
import { type ApiContext, sessionOf, viewerOf } from "./api-context.ts";
import { type Language, languageOf } from "./language.ts";
import { Problem } from "./problems.ts";

/** What a definition of a paper is given: a way to ask as its reader, the inputs, the day and names of members. */

const SHANGHAI_AHEAD_MS = 8 * 3_600_000;

/** Asks as the one who prints: a paper shows nothing that its reader could not have queried. */
export function askAs(context: ApiContext, request: FastifyRequest, service: LedgerService): Ask {
  const session = sessionOf(context, request);
  const viewer: Viewer = viewerOf(context, request, service);
  return (query, input) => {
    const found = service.reader.query(query, input, viewer);
    if (found.ok) return found.value;
    if (found.code === "session_missing" && session !== undefined) throw new Problem("key_not_of_ledger");
    throw new Problem(found.code, found.issues === undefined ? {} : { issues: found.issues });
  };
}

/** Where and when a paper is printed. */
export function settingOf(context: ApiContext, request: FastifyRequest, service: LedgerService): PaperSetting {
  const lang = languageOf(request);
  return {
    lang,
    today: shanghaiDay(service.now()),
    dayOf: shanghaiDay,
    geneses: [service, ...anchoring(context, service)].map(genesisOf),
    memberName: memberNames(service, viewerOf(context, request, service), lang),
  };
}

/** Ledgers of this node on which heads of a ledger stand. */
function anchoring({ services }: ApiContext, { ref }: LedgerService): readonly LedgerService[] {
  return [...services.values()].filter(({ reader }) => {
    const found = reader.query("council.anchors", { ledger: ref, limit: 1 }, undefined);
    return found.ok && Array.isArray(found.value["items"]) && found.value["items"].length > 0;
  });
}

function genesisOf({ ref }: LedgerService): GenesisOnPaper {
  const [ledger = "", hash = ""] = ref.split("@");
  return { ledger, hash };
}

/** Names of members, read when the first is wanted. */
function memberNames(service: LedgerService, viewer: Viewer, lang: Language): (id: string) => string {
  let names: ReadonlyMap<string, string> | undefined;
  return (id) => {
    names ??= new Map([...genesisNames(service, lang), ...joinedNames(service, viewer, lang)]);
    return names.get(id) ?? id;
  };
}

function genesisNames({ genesis }: LedgerService, lang: Language): readonly (readonly [string, string])[] {
  return genesis.members.map(({ id, name }) => [id, name[lang]]);
}

function* joinedNames(service: LedgerService, viewer: Viewer, lang: Language): Generator<readonly [string, string]> {
  let after: Json | undefined;
  do {
    const input: JsonObject = { limit: 200, ...(after === undefined ? {} : { after }) };
    const found = service.reader.query("council.members", input, viewer);
    if (!found.ok) return;
    const { items, next } = found.value;
    for (const item of Array.isArray(items) ? items : []) {
      if (isJsonObject(item) && isJsonObject(item["name"])) yield [String(item["id"]), String(item["name"][lang])];
    }
    after = next;
  } while (after !== undefined);
}

/** The inputs of a paper or table out of the query string. @throws Problem `input_unfit` that names what is missing */
export function inputsOf(request: FastifyRequest, names: readonly string[]): PaperRow {
  const given = request.query as Readonly<Record<string, unknown>>;
  const missing = names.filter((name) => typeof given[name] !== "string");
  if (missing.length > 0) {
    throw new Problem("input_unfit", { issues: missing.map((path) => ({ path, code: "required", wants: {} })) });
  }
  return Object.fromEntries(names.map((name) => [name, String(given[name])]));
}

function shanghaiDay(atMs: number): string {
  return new Date(atMs + SHANGHAI_AHEAD_MS).toISOString().slice(0, 10);
}
