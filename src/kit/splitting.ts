import { compareText } from "#kernel/text-order";

/**
 * Exact splitting of whole fen among payees by weight, at once or over instalments.
 *
 * Each payee is owed its exact share of the total to date less what it has had, never below zero. The whole fen of that
 * are paid, and the fen then left over go to the largest remainders; equal remainders to the larger weight, then to the
 * smaller id. The order of a list never matters. A first payment is so the largest-remainder method itself; rounding the
 * total to date and subtracting what was paid is not done, because with three payees it can ask money back.
 *
 * Bounds, for n payees of positive weight and any series of instalments, of any size, and reversals of the latest one:
 * a payee is always less than 1 fen ahead of its exact share, and at most H(n) − 1 fen behind it, where
 * H(n) = 1 + 1/2 + … + 1/n (n = 2: 0.5; 3: 0.83; 10: 1.93; 30: 2.99). Ahead: a fen goes to a payee only while that payee is
 * owed most, so more than nothing. Behind, by induction over instalments: let S(k) be the largest sum owed to k payees;
 * then S(k) ≤ k (H(n) − H(k)), and S(n) = 0. Take the k that are owed most after an instalment, with the average a. If it
 * gave every fen to them, S(k) did not grow. Else m others got some, and at its last fen each was owed no less than any of
 * the k is now, so at least a − 1 remains to it; the k + m together were owed no less before, whence
 * (k + m) a − m ≤ S(k + m) ≤ (k + m)(H(n) − H(k + m)), and a ≤ H(n) − H(k + m) + m / (k + m) ≤ H(n) − H(k).
 * Wherever an instalment brings everyone's whole entitlement up to what it has had, which instalments of more than some
 * fen do, the sums paid to date are those of a single payment, less than 1 fen from exact on both sides.
 */

export type Payee = { readonly id: string; readonly weight: bigint };

/** What each payee has had so far, by id; who is missing has had nothing. */
export type Paid = ReadonlyMap<string, bigint>;

/**
 * What decided whether a payee got one of the fen left over: its remainder, or among equal remainders its weight, or
 * among equal weights its id. `none` where there was nothing to decide: no remainder, or no fen left over.
 */
export type DecidedBy = "none" | "remainder" | "weight" | "id";

/** One payee's part and all that is needed to check it by hand. */
export type Share = {
  readonly id: string;
  readonly weight: bigint;
  /** Sum of all weights, and the denominator of `remainder`. */
  readonly weightSum: bigint;
  /** The exact entitlement to date is `entitledFen + remainder / weightSum`. */
  readonly entitledFen: bigint;
  readonly remainder: bigint;
  readonly paidBefore: bigint;
  /** Whole fen owed and paid: `entitledFen − paidBefore`, never below zero, less `heldBackFen`. */
  readonly wholeFen: bigint;
  /** Whole fen owed that this payment does not reach, because others are ahead of their entitlement after a reversal. */
  readonly heldBackFen: bigint;
  /** 1 for one of the fen left over, else 0; −1 when a negative total is split. */
  readonly extraFen: bigint;
  readonly decidedBy: DecidedBy;
  /** `wholeFen + extraFen`. */
  readonly amount: bigint;
};

export type Split = {
  readonly amount: bigint;
  /** In the order of ids. */
  readonly shares: readonly Share[];
};

/** What is wrong with a list of payees, for commands that must refuse it. */
export type PayeesProblem = "no_payees" | "payee_repeated" | "weight_negative" | "weights_all_zero";

/** A payee's exact entitlement to date as a numerator over a denominator common to all claims. */
export type Claim = Payee & { readonly entitled: bigint };

const NOTHING_PAID: Paid = new Map();

/** What makes a list of payees unfit for splitting; undefined when it is fit. */
export function payeesProblem(payees: readonly Payee[]): PayeesProblem | undefined {
  if (payees.length === 0) return "no_payees";
  if (new Set(payees.map(({ id }) => id)).size < payees.length) return "payee_repeated";
  if (payees.some(({ weight }) => weight < 0n)) return "weight_negative";
  return payees.every(({ weight }) => weight === 0n) ? "weights_all_zero" : undefined;
}

/**
 * Splits a total once. A negative total is the mirror image of the positive one; a payee of weight zero gets nothing.
 * @throws RangeError on a list of payees that `payeesProblem` names.
 */
export function split(total: bigint, payees: readonly Payee[]): Split {
  return total < 0n ? mirrored(splitInstalment(-total, payees)) : splitInstalment(total, payees);
}

/**
 * Splits one more instalment, given what the earlier ones paid. Never negative for anyone. Weights may have changed since:
 * the entitlement is to the total to date by the present weights; who is ahead of that waits. Whoever was paid must
 * stand in the list, with weight zero if need be.
 * @throws RangeError on a negative amount (reverse an instalment instead) or unfit payees.
 */
export function splitInstalment(amount: bigint, payees: readonly Payee[], paid: Paid = NOTHING_PAID): Split {
  const problem = payeesProblem(payees);
  if (problem !== undefined) throw new RangeError(`cannot split among these payees: ${problem}`);
  const weightSum = payees.reduce((sum, { weight }) => sum + weight, 0n);
  const toDate = amount + [...paid.values()].reduce((sum, value) => sum + value, 0n);
  return settle(
    amount,
    payees.map((payee) => ({ ...payee, entitled: toDate * payee.weight })),
    weightSum,
    paid,
  );
}

/**
 * The general rule under all splits: pays an amount towards claims whose exact numerators over `den` are given and add
 * up to everything paid to date, this amount included.
 * @throws RangeError when the amount or what was paid is negative, or somebody was paid who has no claim.
 */
export function settle(amount: bigint, claims: readonly Claim[], den: bigint, paid: Paid = NOTHING_PAID): Split {
  refuseUnfit(amount, claims, paid);
  const owed = claims.map((claim) => owedTo(claim, den, paid.get(claim.id) ?? 0n));
  invariant(sum(owed.map(({ deficit }) => deficit)) === amount * den, "claims add up to everything paid to date");

  const level = smallestLevel(owed, amount);
  const leftOver = Number(amount - costOf(level, owed));
  const queue = owed.filter(({ deficit, whole }) => deficit > 0n && whole >= level).sort(byRemainder);
  invariant(leftOver === 0 || leftOver < queue.length, "fewer fen are left over than payees wait for one");
  const ranks = new Map(queue.map(({ claim }, rank) => [claim.id, rank]));

  const shares = owed.map((each): Share => {
    const rank = ranks.get(each.claim.id);
    const isServed = rank !== undefined && rank < leftOver;
    // The nearest on the other side of the line: who just missed a fen, or who just got one.
    const rival = queue[isServed ? leftOver : leftOver - 1];
    const hasSomethingToDecide = rank !== undefined && (each.rest > 0n || level > 0n);
    const wholeFen = each.whole > level ? each.whole - level : 0n;
    const extraFen = isServed ? 1n : 0n;
    return {
      id: each.claim.id,
      weight: each.claim.weight,
      weightSum: den,
      entitledFen: each.claim.entitled / den,
      remainder: each.claim.entitled % den,
      paidBefore: each.paidBefore,
      wholeFen,
      heldBackFen: each.whole - wholeFen,
      extraFen,
      decidedBy: hasSomethingToDecide && rival !== undefined ? decidedBy(each, rival) : "none",
      amount: wholeFen + extraFen,
    };
  });
  return { amount, shares: shares.sort((a, b) => compareText(a.id, b.id)) };
}

/** What each payee has had after a split that followed `paid`. */
export function paidAfter(done: Split, paid: Paid = NOTHING_PAID): Map<string, bigint> {
  const after = new Map(paid);
  for (const { id, amount } of done.shares) after.set(id, (after.get(id) ?? 0n) + amount);
  return after;
}

/**
 * What each payee has had once an instalment is taken back, to the fen as recorded. Taking the latest one back restores
 * the state before it exactly; after an earlier one, whoever is then ahead waits while later instalments even it out.
 * @throws RangeError when somebody would have had less than nothing: that instalment was not paid out of this state.
 */
export function paidWithout(reversed: Split, paid: Paid): Map<string, bigint> {
  const after = new Map(paid);
  for (const { id, amount } of reversed.shares) {
    const left = (after.get(id) ?? 0n) - amount;
    if (left < 0n) throw new RangeError(`${id} has had less than the instalment to be reversed`);
    after.set(id, left);
  }
  return after;
}

/** The same split with every amount negated: the entries of a reversal, or the split of the negative total. */
export function mirrored(done: Split): Split {
  const shares = done.shares.map((share) => ({
    ...share,
    entitledFen: -share.entitledFen,
    remainder: -share.remainder,
    paidBefore: -share.paidBefore,
    wholeFen: -share.wholeFen,
    heldBackFen: -share.heldBackFen,
    extraFen: -share.extraFen,
    amount: -share.amount,
  }));
  return { amount: -done.amount, shares };
}

/** What one payee is owed now: `deficit / den` fen, of which `whole` are whole and `rest / den` remains. */
type Owed = {
  readonly claim: Claim;
  readonly paidBefore: bigint;
  readonly deficit: bigint;
  readonly whole: bigint;
  readonly rest: bigint;
};

function owedTo(claim: Claim, den: bigint, paidBefore: bigint): Owed {
  const deficit = claim.entitled - paidBefore * den;
  const isAhead = deficit < 0n;
  return { claim, paidBefore, deficit, whole: isAhead ? 0n : deficit / den, rest: isAhead ? 0n : deficit % den };
}

function refuseUnfit(amount: bigint, claims: readonly Claim[], paid: Paid): void {
  if (amount < 0n) throw new RangeError("an instalment is not negative: reverse an earlier one and record it anew");
  const known = new Set(claims.map(({ id }) => id));
  for (const [id, value] of paid) {
    if (value < 0n) throw new RangeError(`${id} cannot have been paid ${value} fen`);
    if (!known.has(id)) throw new RangeError(`${id} was paid but is not among the payees: list it with weight zero`);
  }
}

function byRemainder(a: Owed, b: Owed): number {
  if (a.rest !== b.rest) return a.rest > b.rest ? -1 : 1;
  if (a.claim.weight !== b.claim.weight) return a.claim.weight > b.claim.weight ? -1 : 1;
  return compareText(a.claim.id, b.claim.id);
}

function decidedBy(a: Owed, b: Owed): DecidedBy {
  if (a.rest !== b.rest) return "remainder";
  return a.claim.weight === b.claim.weight ? "id" : "weight";
}

/**
 * How many whole fen everyone stays owed: zero, unless somebody is so far ahead that the amount cannot reach all. Those
 * owed most are then paid first, down to a common level.
 */
function smallestLevel(owed: readonly Owed[], amount: bigint): bigint {
  if (costOf(0n, owed) <= amount) return 0n;
  let low = 1n;
  let high = sum(owed.map(({ whole }) => whole));
  while (low < high) {
    const middle = (low + high) / 2n;
    if (costOf(middle, owed) <= amount) high = middle;
    else low = middle + 1n;
  }
  return low;
}

/** Whole fen that bring everyone who is owed more down to the level. */
function costOf(level: bigint, owed: readonly Owed[]): bigint {
  return sum(owed.map(({ whole }) => (whole > level ? whole - level : 0n)));
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}

// Pages split with this too, and a browser has no assertions of Node.js.
function invariant(isSo: boolean, text: string): void {
  if (!isSo) throw new Error(text);
}
