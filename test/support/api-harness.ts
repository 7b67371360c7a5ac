import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { pino } from "pino";
import { createApi } from "#api/create-api";
import { DEFAULT_LIMITS, type Limits } from "#api/limits";
import type { Json, JsonObject, ValueObject } from "#kernel/json";
import { type SessionChallenge, signSession } from "#kernel/session";
import { Explorer } from "#ledger/explorer";
import { pressHere } from "#papers/press";
import { council } from "#scenarios/council/scenario";
import { imports, papers, sheets } from "#scenarios/papers";
import { openExplorerIndex } from "#sqlite/sqlite-explorer-index";
import { Desk } from "#vault/desk";
import { openVault } from "#vault/sqlite-vault";
import type { Vault } from "#vault/vault";
import { InProcessLedger } from "./in-process-ledger.ts";
import { tally } from "./tally-scenario.ts";
import { testKeyPair } from "./test-genesis.ts";

export const NODE_NAME = "node.test";
export const BASE = "/api/v1/ledgers/alliance";

/** Who exists on the ledger `alliance`; `una` exists on `unit` only. */
const PEOPLE = {
  ada: { member: "centre", roles: ["administrator"] },
  rui: { member: "centre", roles: ["reader"] },
  kai: { member: "centre", roles: ["keeper"] },
  che: { member: "works", roles: ["checker"] },
  bo: { member: "works", roles: [] },
} as const;

/** The HTTP API over two ledgers in memory, with a real vault; everything ends with the test. */
export interface ApiHarness {
  readonly api: FastifyInstance;
  readonly alliance: InProcessLedger;
  readonly unit: InProcessLedger;
  readonly vault: Vault;
  /** Of the ledger `alliance`. */
  readonly desk: Desk;
  readonly explorer: Explorer;
  readonly deskPath: string;
  /** Lines that were logged. */
  readonly log: string[];
  /** Real time, which a test moves. */
  readonly clock: { now: number };
}

/** Starts it for one test. */
export function startApi(t: TestContext, limits: Partial<Limits> = {}, webFolder?: string): ApiHarness {
  const folder = mkdtempSync(join(tmpdir(), "sanlian-api-"));
  const vault = openVault(join(folder, "vault.db"));
  const alliance = new InProcessLedger({ name: "alliance", scenarios: [council, tally], people: PEOPLE }, vault);
  const una = { member: "unit", roles: ["administrator"] };
  const unit = new InProcessLedger({ name: "unit", scenarios: [council], people: { una } });
  const ledgers = [alliance, unit];
  const desks = new Map(
    ledgers.map(({ name }) => [name, new Desk(join(folder, `${name}-desk.db`), join(folder, `${name}-files`))]),
  );
  const explorers = new Map(ledgers.map((ledger) => [ledger.name, explorerOf(ledger)]));
  const log: string[] = [];
  const clock = { now: Date.UTC(2026, 2, 2) };
  const api = createApi({
    services: new Map(ledgers.map((ledger) => [ledger.name, ledger])),
    nodeName: NODE_NAME,
    vaults: new Map([["alliance", vault]]),
    desks,
    explorers,
    office: { papers, sheets, imports, press: pressHere(), ownTemplate: () => Promise.resolve(undefined) },
    version: "0.0.0-test",
    storage: () => ({ ledgerBytes: 1, vaultBytes: 2, filesBytes: 3 }),
    logger: pino({ level: "debug" }, { write: (line) => void log.push(line) }),
    limits: { ...DEFAULT_LIMITS, ...limits },
    now: () => clock.now,
    ...(webFolder === undefined ? {} : { webFolder }),
  });
  t.after(async () => {
    await api.close();
    await Promise.all([alliance.close(), unit.close()]);
    vault.close();
    for (const desk of desks.values()) desk.close();
    rmSync(folder, { recursive: true, force: true });
  });
  // Both were made just above.
  const [desk, explorer] = [desks.get("alliance") as Desk, explorers.get("alliance") as Explorer];
  return { api, alliance, unit, vault, desk, explorer, deskPath: join(folder, "alliance-desk.db"), log, clock };
}

function explorerOf({ genesis, contracts, harness, reader }: InProcessLedger): Explorer {
  const index = openExplorerIndex(":memory:");
  return new Explorer({ genesis, contracts, state: harness.state, index, head: () => reader.head() });
}

/** Opens a session for a person and gives the headers that carry it. */
export async function signIn(api: FastifyInstance, label: string): Promise<{ authorization: string }> {
  const challenge = (await api.inject({ method: "POST", url: "/api/v1/sessions/challenge" })).json<SessionChallenge>();
  const payload = signSession(challenge, testKeyPair(label));
  const opened = await postJson(api, "/api/v1/sessions", payload as unknown as Json);
  return { authorization: `Bearer ${opened.json<{ token: string }>().token}` };
}

/** Posts a JSON body. */
export function postJson(
  api: FastifyInstance,
  url: string,
  body: Json,
  headers: Readonly<Record<string, string>> = {},
): Promise<LightMyRequestResponse> {
  return api.inject({
    method: "POST",
    url,
    headers: { "content-type": "application/json", ...headers },
    payload: JSON.stringify(body),
  });
}

/** Posts raw text as one submission. */
export function postText(
  api: FastifyInstance,
  text: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Promise<LightMyRequestResponse> {
  return api.inject({
    method: "POST",
    url: `${BASE}/transactions`,
    headers: { "content-type": "application/json", ...headers },
    payload: text,
  });
}

/** Signs and posts one command on `alliance`. */
export function call(
  { api, alliance }: Pick<ApiHarness, "api" | "alliance">,
  command: string,
  args: ValueObject,
  as: string | readonly string[],
  headers: Readonly<Record<string, string>> = {},
): Promise<LightMyRequestResponse> {
  return postText(api, alliance.sign(command, args, as), headers);
}

/** The problem that an answer is; fails unless it is one with this status and code. */
export function problemOf(answer: LightMyRequestResponse, status: number, code: string): JsonObject {
  const problem = answer.json<JsonObject>();
  if (answer.statusCode !== status || problem["code"] !== code) {
    throw new Error(`expected ${status} ${code}, got ${answer.statusCode} ${answer.body}`);
  }
  return problem;
}
