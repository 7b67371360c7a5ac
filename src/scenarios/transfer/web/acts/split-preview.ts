import { type Payee, splitInstalment } from "#kit/splitting";

/** A payee with the weight as it is typed. */
export interface TypedShare {
  readonly personId: string;
  readonly weight: string;
}

/** What somebody was given by earlier plans of the same deal, in fen. */
export interface GivenBefore {
  readonly personId: string;
  readonly allotted: string;
}

/**
 * What each would get of an award by weights that are being typed, in fen: computed like the contract does it, over all plans
 * of the deal. Undefined while a weight is missing or all are zero.
 */
export function splitPreview(
  award: bigint,
  shares: readonly TypedShare[],
  before: readonly GivenBefore[],
): ReadonlyMap<string, bigint> | undefined {
  const payees: readonly Payee[] = shares.map(({ personId, weight }) => ({
    id: personId,
    weight: /^\d{1,7}$/.test(weight) ? BigInt(weight) : -1n,
  }));
  const ids = new Set(payees.map(({ id }) => id));
  const isFit = ids.size === payees.length && payees.every(({ weight }) => weight >= 0n);
  if (!isFit || payees.every(({ weight }) => weight === 0n)) return undefined;
  // Who was given something earlier and gets no more still counts: what the others are owed depends on it.
  const gone = before.flatMap(({ personId }) => (ids.has(personId) ? [] : [{ id: personId, weight: 0n }]));
  const paid = new Map(before.map(({ personId, allotted }) => [personId, BigInt(allotted)]));
  const { shares: found } = splitInstalment(award, [...payees, ...gone], paid);
  return new Map(found.map(({ id, amount }) => [id, amount]));
}
