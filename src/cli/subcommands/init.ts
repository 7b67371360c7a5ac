import { mkdirSync } from "node:fs";
import type { Command } from "commander";
import { fromBase64, toBase64, toHex } from "#kernel/bytes";
import { keyPairFromSeed, randomBytes } from "#kernel/crypto";
import { fillText } from "#kernel/fill-text";
import { type Genesis, genesisHash, genesisShape, ledgerRef } from "#kernel/genesis";
import type { Json } from "#kernel/json";
import { check } from "#kernel/shape";
import type { Cli } from "../cli.ts";
import { CliProblem } from "../cli-problem.ts";
import { createLedgerFolder } from "../data-folder.ts";
import { addDataOption, type DataOptions, dataFolderOf, takeDataFolder } from "../data-option.ts";
import { loadKeyFile } from "../load-key.ts";
import { collect, newCommand } from "../new-command.ts";
import { programContracts } from "../program-contracts.ts";
import { ask } from "../prompt.ts";

interface InitOptions extends DataOptions {
  readonly name?: string;
  readonly origin?: string;
  readonly member?: readonly string[];
  readonly vacantSeats?: string;
  readonly administrator?: string;
  readonly scenario?: readonly string[];
  readonly clock: "real" | "simulated";
}

const NAME = /^[a-z][a-z0-9-]{0,39}$/;

/** `sanlian init …`: makes a new ledger on this machine: its genesis, and the keys of its first node. */
export function initCommand(cli: Cli): Command {
  const { init } = cli.texts;
  return addDataOption(cli, newCommand(cli, "init", init.summary))
    .option("--name <name>", init.name)
    .option("--origin <domain/name>", init.origin)
    .option("--member <zh|en>", init.member, collect)
    .option("--vacant-seats <count>", init.vacantSeats)
    .option("--administrator <key>", init.administrator)
    .option("--scenario <name>", init.scenario, collect)
    .option("--clock <real|simulated>", init.clock, "real")
    .action(async (chosen: InitOptions) => {
      const contracts = programContracts(cli.options.programFolder);
      const logSeed = randomBytes(32);
      const cosignSeed = randomBytes(32);
      const answers = await complete(cli, chosen);
      const genesis = makeGenesis(answers, { bundle: contracts.hash, logSeed, cosignSeed });
      const dataFolder = dataFolderOf(cli, chosen);
      mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
      const release = await takeDataFolder(dataFolder);
      try {
        const seeds = { cosignerName: cosignerNameOf(answers.origin), logSeed, cosignSeed };
        const { folder } = createLedgerFolder(dataFolder, genesis, seeds, contracts);
        print(cli, genesis, folder);
      } finally {
        release();
      }
    });
}

/** Every answer that a genesis needs. */
interface Answers {
  readonly name: string;
  readonly origin: string;
  readonly members: readonly { readonly zh: string; readonly en: string }[];
  readonly vacantSeats: number;
  /** Base64 of 32 bytes. */
  readonly administrator: string;
  readonly scenarios: readonly string[];
  readonly clock: "real" | "simulated";
}

async function complete(cli: Cli, chosen: InitOptions): Promise<Answers> {
  const { questions } = cli.texts;
  const name = chosen.name ?? (await ask(cli, questions.ledgerName, "--name"));
  if (!NAME.test(name)) throw unfit("--name", name);
  const origin = chosen.origin ?? (await ask(cli, fillText(questions.origin, { name }), "--origin"));
  if (!/^[^\s+]+\/[^\s+]+$/.test(origin)) throw unfit("--origin", origin);
  const members = chosen.member ?? [await ask(cli, questions.firstMember, "--member")];
  const administrator = chosen.administrator ?? (await ask(cli, questions.administrator, "--administrator"));
  const vacantSeats = Number(chosen.vacantSeats ?? "0");
  if (!/^\d{1,3}$/.test(chosen.vacantSeats ?? "0")) throw unfit("--vacant-seats", chosen.vacantSeats ?? "");
  if (chosen.clock !== "real" && chosen.clock !== "simulated") throw unfit("--clock", chosen.clock);
  const { scenarios } = await import("#scenarios/index");
  return {
    name,
    origin,
    members: members.map(memberName),
    vacantSeats,
    administrator: publicKeyOf(administrator),
    scenarios: chosen.scenario ?? scenarios.map((scenario) => scenario.name),
    clock: chosen.clock,
  };
}

function memberName(text: string): { readonly zh: string; readonly en: string } {
  const [zh = "", en = zh] = text.split("|").map((part) => part.trim());
  if (zh === "" || en === "") throw unfit("--member", text);
  return { zh, en };
}

/** A public key in base64, or the one of a key file. */
function publicKeyOf(text: string): string {
  return fromBase64(text)?.length === 32 ? text : loadKeyFile(text).publicKey;
}

interface NodeParts {
  readonly bundle: string;
  readonly logSeed: Uint8Array;
  readonly cosignSeed: Uint8Array;
}

/** Protocol 1 lets genesis decide these; the numbers are those that the design argues for. */
const LIMITS = {
  transactionBytes: 65_536,
  blockBytes: 1_000_000,
  timersPerBlock: 100,
  singleSignerMs: 600_000,
  multiSignerMs: 30 * 86_400_000,
};

function makeGenesis(answers: Answers, { bundle, logSeed, cosignSeed }: NodeParts): Genesis {
  const { name, origin, members, vacantSeats, administrator, clock } = answers;
  const seats = members.map((memberNames) => ({ id: newId("member"), name: memberNames, isVacant: false }));
  const vacant = Array.from({ length: vacantSeats }, () => ({
    id: newId("member"),
    name: { zh: "空缺席位", en: "Vacant seat" },
    isVacant: true,
  }));
  const memberId = seats[0]?.id ?? "";
  const genesis = {
    protocol: 1,
    name,
    origin,
    suite: "ed25519-sha256",
    clock,
    demo: false,
    startsAt: Date.now(),
    bundle,
    scenarios: [...answers.scenarios],
    limits: LIMITS,
    members: [...seats, ...vacant],
    people: [{ id: newId("person"), memberId, roles: ["administrator", "reader"], publicKeys: [administrator] }],
    cosigners: [
      {
        memberId,
        name: cosignerNameOf(origin),
        logKey: toBase64(keyPairFromSeed(logSeed).publicKey),
        cosignKey: toBase64(keyPairFromSeed(cosignSeed).publicKey),
      },
    ],
  };
  const checked = check(genesisShape, genesis as Json);
  if (!checked.ok) {
    throw new CliProblem("genesis_unfit", { path: name }, { issues: checked.issues.map((issue) => ({ ...issue })) });
  }
  return checked.value;
}

function cosignerNameOf(origin: string): string {
  return `${origin}/node-1`;
}

function newId(prefix: "member" | "person"): string {
  return `${prefix}_${toHex(randomBytes(16))}`;
}

function unfit(what: string, value: string): CliProblem {
  return new CliProblem("option_value_unfit", { what: `${what} ${value}` });
}

function print(cli: Cli, genesis: Genesis, folder: string): void {
  const { init } = cli.texts;
  const hash = genesisHash(genesis);
  const [person] = genesis.people;
  const made = { ledger: genesis.name, ref: ledgerRef(genesis), genesisHash: hash, folder, personId: person?.id ?? "" };
  cli.result(made, () =>
    fillText(init.made, { ledger: genesis.name, folder, hash, person: made.personId, members: genesis.members.length }),
  );
}
