import { hasRole } from "#kernel/identity";
import { type Infer, shape } from "#kernel/shape";
import { defineTable } from "#kernel/table";

/** Highest number that a page of anchors sorts by; a size is padded to its digits. */
const SIZE_DIGITS = 16;

const bilingualName = shape.object({ zh: shape.text(1, 100), en: shape.text(1, 200) });

const memberRow = shape.object({
  id: shape.id("member"),
  name: bilingualName,
  /** A seat that nobody has taken: shown, without a vote. */
  isVacant: shape.bool(),
  /** Whether it runs a node whose cosignature counts. Genesis says so. */
  isCosigner: shape.bool(),
  /** Whether the genesis names it, which everyone may read. */
  isInGenesis: shape.bool(),
  admittedAt: shape.optional(shape.instant()),
  /** Its id is never given to another organisation: what its people signed stays theirs. */
  leftAt: shape.optional(shape.instant()),
});
export type Member = Infer<typeof memberRow>;

/**
 * Organisations and vacant seats. Those that joined later are shown to people of the ledger alone: on a unit's ledger they
 * are the other parties of its deals.
 */
export const members = defineTable({
  name: "council_members",
  row: memberRow,
  key: (member: Member) => member.id,
  indexes: {},
  visible: (member, viewer) => member.isInGenesis || viewer !== undefined,
  search: ({ name }) => ({ kind: "council.member", title: name, words: [] }),
});

const personRow = shape.object({
  id: shape.id("person"),
  memberId: shape.id("member"),
  /** Sorted, each once. */
  roles: shape.array(shape.text(1, 40), 0, 50),
  /** Whether `roles` holds `administrator`: kept apart so that the others are found without reading everybody. */
  isAdministrator: shape.bool(),
  isActive: shape.bool(),
  /** Commitment; the name itself is in the vault. */
  name: shape.optional(shape.hash()),
  addedAt: shape.instant(),
});
export type Person = Infer<typeof personRow>;

/** People by random ids. */
export const people = defineTable({
  name: "council_people",
  row: personRow,
  key: (person: Person) => person.id,
  indexes: { byMember: ["memberId", "isActive"], byAdministrator: ["isAdministrator", "isActive"] },
  visible: (_, viewer) => viewer !== undefined,
});

const keyRow = shape.object({
  keyId: shape.hash(),
  publicKey: shape.base64(32),
  personId: shape.id("person"),
  /** Of the person: so this one row proves who a key stands for. */
  memberId: shape.id("member"),
  /** Commitment to the name of the device. */
  label: shape.optional(shape.hash()),
  enrolledAt: shape.instant(),
  /** Id of the transaction that enrolled it; absent for keys of the genesis. */
  enrolledBy: shape.optional(shape.text(80, 80)),
  revokedAt: shape.optional(shape.instant()),
});
export type DeviceKey = Infer<typeof keyRow>;

/** Public keys of devices. A row stays after the revocation: a key is bound to one person for ever. */
export const keys = defineTable({
  name: "council_keys",
  row: keyRow,
  key: (key: DeviceKey) => key.keyId,
  indexes: { byPerson: ["personId", "enrolledAt"] },
  visible: (_, viewer) => viewer !== undefined,
});

const cancelledRow = shape.object({
  transactionId: shape.text(80, 80),
  /** Key of the signer who called it back. */
  keyId: shape.hash(),
  cancelledAt: shape.instant(),
  /** From then on it could not be recorded anyway. */
  notAfter: shape.instant(),
});
export type Cancelled = Infer<typeof cancelledRow>;

/** Transactions that one of their signers called back before they were recorded. */
export const cancelled = defineTable({
  name: "council_cancelled",
  row: cancelledRow,
  key: (row: Cancelled) => row.transactionId,
  indexes: {},
  visible: (row, viewer) => viewer?.keyId === row.keyId || hasRole(viewer, "administrator"),
});

const clockRow = shape.object({
  id: shape.choice(["clock"]),
  /** Milliseconds by which the ledger's clock runs ahead of the real one. */
  offsetMs: shape.instant(),
});
export type Clock = Infer<typeof clockRow>;

/** The simulated clock: one row once it was moved. */
export const clock = defineTable({
  name: "council_clock",
  row: clockRow,
  key: (row: Clock) => row.id,
  indexes: {},
  visible: () => true,
});

const ledgerRow = shape.object({
  /** `name@genesis hash` of the unit ledger. */
  ledger: shape.text(66, 120),
  /** Origin of its checkpoints, which is also the name of its log key. */
  origin: shape.text(3, 100),
  /** Log key in the text form of C2SP signed notes, `name+id+base64`. */
  logKey: shape.text(10, 300),
  /** Whose ledger it is. */
  memberId: shape.id("member"),
  registeredAt: shape.instant(),
});
export type RegisteredLedger = Infer<typeof ledgerRow>;

/** Unit ledgers whose heads are anchored here. */
export const ledgers = defineTable({
  name: "council_ledgers",
  row: ledgerRow,
  key: (row: RegisteredLedger) => row.ledger,
  indexes: { byOrigin: ["origin"] },
  visible: () => true,
  search: ({ ledger }) => ({ kind: "council.ledger", title: ledger.slice(0, ledger.indexOf("@")), words: [ledger] }),
});

const anchorRow = shape.object({
  ledger: shape.text(66, 120),
  /** Number of leaves under the anchored root. */
  size: shape.int(1, Number.MAX_SAFE_INTEGER),
  root: shape.hash(),
  /** The signed checkpoint (C2SP signed note) as it was posted. */
  checkpoint: shape.note(8_000),
  anchoredAt: shape.instant(),
  /** Id of the transaction that posted it: its receipt is the proof of the anchor. */
  anchoredBy: shape.text(80, 80),
});
export type Anchor = Infer<typeof anchorRow>;

/** Heads of unit ledgers. The one with the largest size is the latest. */
export const anchors = defineTable({
  name: "council_anchors",
  row: anchorRow,
  key: (row: Anchor) => anchorKey(row.ledger, row.size),
  indexes: { byLedger: ["ledger", "size"] },
  visible: () => true,
});

/** Key of an anchor; keys of one ledger sort by size. */
export function anchorKey(ledger: string, size: number): string {
  return `${ledger}/${size.toString().padStart(SIZE_DIGITS, "0")}`;
}
