import { fromBase64 } from "#kernel/bytes";
import { isPrimeOrderKey } from "#kernel/crypto";
import { isDemoKey } from "#kernel/demo-keys";
import { isEnrolmentProof } from "#kernel/enrolment";
import { hasRole, type Viewer } from "#kernel/identity";
import type { DeviceKey, Member, Person } from "./tables.ts";

/** The role whose loss nobody on the ledger could mend: someone must be able to use it at all times. */
export const ADMINISTRATOR = "administrator";

/** How far one command may move the simulated clock: more is a slip of the keyboard. */
export const ADVANCE_MS_MAX = 400 * 86_400_000;

/** What an enrolment claims. */
export interface KeyClaim {
  readonly ledger: string;
  readonly clock: "real" | "simulated";
  readonly personId: string;
  readonly publicKey: string;
  readonly proof: string;
}

/** What is wrong with a key that is to be enrolled, whatever the state of the ledger; undefined when nothing is. */
export function keyProblem(
  claim: KeyClaim,
): "key_not_of_prime_order" | "key_of_demo" | "proof_of_other_key" | undefined {
  const publicKey = fromBase64(claim.publicKey);
  // Other keys verify on one implementation of Ed25519 and not on another: replicas and browsers would disagree.
  if (publicKey === undefined || !isPrimeOrderKey(publicKey)) return "key_not_of_prime_order";
  if (claim.clock === "real" && isDemoKey(publicKey)) return "key_of_demo";
  return isEnrolmentProof(claim, claim.proof) ? undefined : "proof_of_other_key";
}

/** A person with other roles; keeps what is derived from them in step. */
export function withRoles(person: Person, roles: readonly string[]): Person {
  const sorted = [...new Set(roles)].sort();
  return { ...person, roles: sorted, isAdministrator: sorted.includes(ADMINISTRATOR) };
}

/** Whether a key may sign now, as far as its own row says. */
export function isInUse(key: DeviceKey): boolean {
  return key.revokedAt === undefined;
}

/** Whether a member takes part: neither a vacant seat nor gone. */
export function isSeated(member: Member): boolean {
  return !member.isVacant && member.leftAt === undefined;
}

/** Whether a viewer may read the name of a person: as below, and colleagues of the same organisation. */
export function mayReadName(viewer: Viewer, person: Pick<Person, "id" | "memberId">): boolean {
  return viewer?.memberId === person.memberId || mayReadNames(viewer, person.id);
}

/** Whether a viewer may read the other personal fields of a person: readers and administrators of the ledger, and oneself. */
export function mayReadNames(viewer: Viewer, personId: string): boolean {
  return viewer?.personId === personId || hasRole(viewer, "reader", ADMINISTRATOR);
}
