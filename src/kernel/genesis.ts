import { sha256Hex } from "#kernel/crypto";
import { canonicalize } from "#kernel/json";
import { type Infer, shape } from "#kernel/shape";

/** The first page of a ledger: public, fixed for ever, and named in every transaction by its hash. */

const name = shape.object({ zh: shape.text(1, 100), en: shape.text(1, 200) });

export const genesisShape = shape.object({
  protocol: shape.int(1, 1),
  /** Lowercase name, unique in a node: it is part of every route. */
  name: shape.slug(),
  /** Origin of the checkpoints: `<domain>/<ledger>`. */
  origin: shape.text(3, 100),
  suite: shape.choice(["ed25519-sha256"]),
  clock: shape.choice(["real", "simulated"]),
  /** Demo ledgers accept keys made from a published seed; a ledger with the real clock refuses to be one. */
  demo: shape.bool(),
  startsAt: shape.instant(),
  /** SHA-256 of the contract bundle that executes from height 1. */
  bundle: shape.hash(),
  scenarios: shape.array(shape.text(1, 40), 1, 30),
  limits: shape.object({
    transactionBytes: shape.int(1_024, 262_144),
    blockBytes: shape.int(65_536, 1_000_000),
    timersPerBlock: shape.int(1, 1_000),
    singleSignerMs: shape.int(1_000, 86_400_000),
    multiSignerMs: shape.int(1_000, 31_536_000_000),
  }),
  members: shape.array(shape.object({ id: shape.id("member"), name, isVacant: shape.bool() }), 1, 200),
  people: shape.array(
    shape.object({
      id: shape.id("person"),
      memberId: shape.id("member"),
      roles: shape.array(shape.text(1, 40), 0, 20),
      publicKeys: shape.array(shape.base64(32), 1, 10),
    }),
    1,
    500,
  ),
  /** Members that run a node for this ledger. More than two thirds of them make a head final. */
  cosigners: shape.array(
    shape.object({
      memberId: shape.id("member"),
      /** Key name of the cosignatures: `<origin>/<member's short name>`. */
      name: shape.text(3, 140),
      logKey: shape.base64(32),
      cosignKey: shape.base64(32),
    }),
    1,
    100,
  ),
});

export type Genesis = Infer<typeof genesisShape>;

/** SHA-256 of ["sanlian/genesis/1", document]: what a verifier brings to check a receipt. */
export function genesisHash(genesis: Genesis): string {
  return sha256Hex(`["sanlian/genesis/1",${canonicalize(genesis)}]`);
}

/** How a transaction names its ledger: `name@genesis hash`. */
export function ledgerRef(genesis: Genesis): string {
  return `${genesis.name}@${genesisHash(genesis)}`;
}
