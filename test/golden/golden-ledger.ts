import { sealBlock } from "#kernel/block";
import { concatBytes, toBase64, toHex, utf8 } from "#kernel/bytes";
import { formatCheckpoint } from "#kernel/checkpoint";
import { cosignatureSigner } from "#kernel/cosignature";
import { type KeyPair, keyPairFromSeed, sha256 } from "#kernel/crypto";
import { type Randomness, submissionText } from "#kernel/envelope";
import { type Genesis, genesisHash, genesisShape } from "#kernel/genesis";
import { keyIdOf } from "#kernel/identity";
import { canonicalize, type JsonObject, type Value } from "#kernel/json";
import { CompactRange } from "#kernel/merkle";
import { ed25519Signer, signNote } from "#kernel/note";
import { commitPersonal } from "#kernel/personal";
import type { Receipt } from "#kernel/receipt";
import { check, personalPaths } from "#kernel/shape";
import { assembleContracts, type Contracts } from "#ledger/contracts";
import { Executor } from "#ledger/executor";
import { makeAnchoredReceipt, makeReceipt, type ReceiptSource } from "#ledger/make-receipt";
import { wholeTx } from "#ledger/run-query";
import type { Answer } from "#ledger/service";
import type { State } from "#ledger/state";
import { openState } from "#sqlite/sqlite-state";
import { keyring } from "./keyring-scenario.ts";
import { payout } from "./payout-scenario.ts";

/** A ledger that comes out the same to the last bit each time: keys, nonces, salts and times are all fixed. */

/** Made up: the fixture's contracts are not a bundle. */
const BUNDLE = "c0".repeat(32);
export const START = Date.UTC(2026, 2, 2, 1, 0, 0);

/** Seed of a label's key: SHA-256 of "sanlian fixture key <label>". */
export function fixtureSeed(label: string): Uint8Array {
  return sha256(`sanlian fixture key ${label}`);
}

/** Key pair of a label. */
export function fixtureKey(label: string): KeyPair {
  return keyPairFromSeed(fixtureSeed(label));
}

/** Id of a person or member: the first half of SHA-256 of "sanlian fixture <prefix> <label>". */
export function fixtureId(prefix: string, label: string): string {
  return `${prefix}_${toHex(sha256(`sanlian fixture ${prefix} ${label}`)).slice(0, 32)}`;
}

/** Bytes that look random: SHA-256 of "sanlian fixture random <label> <count>", one hash after another. */
export function fixtureRandom(label: string): Randomness {
  let count = 0;
  return (size) => {
    const parts: Uint8Array[] = [];
    for (let length = 0; length < size; length += 32) parts.push(sha256(`sanlian fixture random ${label} ${count++}`));
    return concatBytes(...parts).subarray(0, size);
  };
}

export interface GoldenPerson {
  readonly member: string;
  readonly roles: readonly string[];
}

export interface GoldenOptions {
  readonly name: string;
  readonly people: Readonly<Record<string, GoldenPerson>>;
  /** Members that run a node; the first proposes every block. */
  readonly cosigners: readonly string[];
  /** How many of them cosign. */
  readonly cosigning: number;
}

/** One ledger of the fixture, run without threads and HTTP on a state in memory. */
export class GoldenLedger {
  readonly genesis: Genesis;
  readonly contracts: Contracts;
  readonly executor: Executor;
  readonly state: State;
  readonly blocks: string[] = [];
  readonly answers: string[] = [];
  /** Submissions as they were sent, with their personal values. */
  readonly submissions: string[] = [];
  readonly random: Randomness;
  readonly options: GoldenOptions;

  constructor(options: GoldenOptions) {
    this.options = options;
    this.random = fixtureRandom(options.name);
    this.genesis = goldenGenesis(options);
    this.contracts = assembleContracts(BUNDLE, [keyring, payout], this.genesis.scenarios);
    this.state = openState(":memory:", this.contracts.tables.values());
    this.executor = new Executor({
      genesis: this.genesis,
      contracts: this.contracts,
      state: this.state,
      guard: (run) => run(),
      realTime: () => START,
      onFault: () => {},
    });
    this.#cosign();
  }

  get ref(): string {
    return this.executor.ref;
  }

  get hash(): string {
    return genesisHash(this.genesis);
  }

  get source(): ReceiptSource {
    return { state: this.state, genesis: this.genesis, contracts: this.contracts, size: this.executor.head.size };
  }

  /** A signed submission. Personal fields are given as values; the arguments then hold their commitments. */
  sign(
    command: string,
    args: JsonObject,
    as: readonly string[],
    more: { notAfter?: number; ledger?: string } = {},
  ): string {
    const definition = this.contracts.commands.get(command);
    const paths = definition === undefined ? [] : personalPaths(definition.input);
    const committed = commitPersonal(this.ref, command, args, paths, this.random);
    const { ledger = this.ref, notAfter = this.executor.head.time + 300_000 } = more;
    const draft = { ledger, command, args: committed.args as Value, notAfter, personal: committed.personal };
    const text = submissionText(draft, as.map(fixtureKey), this.random);
    this.submissions.push(text);
    return text;
  }

  /** Executes a block; what a client sends beside a transaction never enters it. */
  block(submissions: readonly string[], time: number): Answer[] {
    const { height } = this.executor.head;
    const header = {
      bundle: BUNDLE,
      height: height + 1,
      ledger: this.ref,
      previous: this.executor.previous,
      salt: toHex(this.random(32)),
      time,
    };
    const block = sealBlock(header, submissions.map(withoutPersonal), fixtureKey(this.#logLabel(0)));
    this.blocks.push(block.raw);
    const { answers } = this.executor.apply(block);
    this.answers.push(...answers);
    this.#cosign();
    return answers.map((answer) => JSON.parse(answer) as Answer);
  }

  /** The receipt of a leaf as the holder of a key may have it, proved at the head of a size. */
  receipt(position: number, viewer: string, size = this.executor.head.size): Receipt {
    return shown(makeReceipt({ ...this.source, size }, position, this.#viewer(viewer)));
  }

  /** As `receipt`, with the anchor on another ledger. */
  anchoredReceipt(position: number, viewer: string, other: GoldenLedger): Receipt {
    return shown(makeAnchoredReceipt(this.source, position, this.#viewer(viewer), other.source));
  }

  /** Leaves so far as canonical texts, with what stands behind each. */
  leaves(): readonly { readonly leaf: string; readonly effects: string }[] {
    return this.state.leaves(0, this.executor.head.size);
  }

  /** Hash tile of level 0, which is partial. */
  tile(): Uint8Array {
    const tile = this.state.tile(0, 0);
    if (tile === undefined) throw new Error("a ledger has its genesis leaf");
    return tile;
  }

  #viewer(label: string) {
    const signer = this.contracts.directory.signer(wholeTx(this.state), keyIdOf(fixtureKey(label).publicKey));
    return typeof signer === "string" ? undefined : signer;
  }

  #logLabel(index: number): string {
    return `${this.options.name}/${this.options.cosigners[index]}/log`;
  }

  /** Stores the head with the log's signature and those of as many cosigners as the fixture wants. */
  #cosign(): void {
    const { origin, cosigners } = this.genesis;
    const { size } = this.executor.head;
    const range = CompactRange.restore(size, this.#hashes());
    const text = formatCheckpoint({ origin, size, root: range.root() });
    const cosigning = cosigners.slice(0, this.options.cosigning).map(({ name }, i) => {
      const label = `${this.options.name}/${this.options.cosigners[i]}/cosign`;
      return cosignatureSigner(name, fixtureKey(label).secretKey, () => START / 1_000 + size);
    });
    const log = ed25519Signer(origin, fixtureKey(this.#logLabel(0)).secretKey);
    this.state.putCheckpoint(size, signNote(text, [log, ...cosigning]));
  }

  #hashes() {
    const tile = this.tile();
    const range = new CompactRange();
    const nodes = new Map<string, Uint8Array>();
    for (let at = 0; at < tile.length; at += 32) {
      range.append(tile.subarray(at, at + 32), (level, index, hash) => nodes.set(`${level}/${index}`, hash));
    }
    return (level: number, index: number) => nodes.get(`${level}/${index}`) as Uint8Array;
  }
}

function goldenGenesis({ name, people, cosigners }: GoldenOptions): Genesis {
  const members = [...new Set([...Object.values(people).map(({ member }) => member), ...cosigners])];
  const genesis = {
    protocol: 1,
    name,
    origin: `fixture.example/${name}`,
    suite: "ed25519-sha256",
    clock: "simulated",
    demo: false,
    startsAt: START,
    bundle: BUNDLE,
    scenarios: ["keyring", "payout"],
    limits: {
      transactionBytes: 4_096,
      blockBytes: 65_536,
      timersPerBlock: 1,
      singleSignerMs: 600_000,
      multiSignerMs: 2_592_000_000,
    },
    members: members.map((label) => ({
      id: fixtureId("member", label),
      name: { zh: `成员${label}`, en: `Member ${label}` },
      isVacant: false,
    })),
    people: Object.entries(people).map(([label, { member, roles }]) => ({
      id: fixtureId("person", label),
      memberId: fixtureId("member", member),
      roles: [...roles],
      publicKeys: [toBase64(fixtureKey(label).publicKey)],
    })),
    cosigners: cosigners.map((label) => ({
      memberId: fixtureId("member", label),
      name: `fixture.example/${name}/${label}`,
      logKey: toBase64(fixtureKey(`${name}/${label}/log`).publicKey),
      cosignKey: toBase64(fixtureKey(`${name}/${label}/cosign`).publicKey),
    })),
  };
  const checked = check(genesisShape, genesis);
  if (!checked.ok) throw new Error(`fixture genesis: ${JSON.stringify(checked.issues)}`);
  return checked.value;
}

/** A submission as it stands in a block. */
export function withoutPersonal(text: string): string {
  const { personal: _, ...rest } = JSON.parse(text) as JsonObject;
  return canonicalize(rest);
}

function shown(receipt: Receipt | undefined): Receipt {
  if (receipt === undefined) throw new Error("there is nothing to show");
  return receipt;
}

/** UTF-8 of texts, each ended by a newline. */
export function ndjson(texts: readonly string[]): Uint8Array {
  return utf8(texts.map((text) => `${text}\n`).join(""));
}
