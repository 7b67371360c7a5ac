/** Exact rates: a rational number in [0, ∞), and products of an amount with it whose rounding has a name. */

/** `num / den` with `den > 0`. Not necessarily in lowest terms: 9700/10000 keeps the basis points it was written in. */
export type Rate = { readonly num: bigint; readonly den: bigint };

/** Towards minus infinity, or towards plus infinity. Where a remainder must be shared out, split instead of rounding. */
export type Rounding = "floor" | "ceil";

/** A product in whole units and what its rounding left over: `amount * den + remainder = value * num`. */
export type Product = { readonly amount: bigint; readonly remainder: bigint; readonly den: bigint };

const BASIS_POINTS_OF_WHOLE = 10_000n;

/**
 * The rate of a number of basis points: 9700 is 97 %.
 * @throws RangeError unless it is a whole number of zero or more.
 */
export function basisPoints(points: number): Rate {
  if (!Number.isSafeInteger(points) || points < 0) throw new RangeError(`${points} is not a number of basis points`);
  return { num: BigInt(points), den: BASIS_POINTS_OF_WHOLE };
}

/**
 * The rate `num / den`.
 * @throws RangeError unless `num >= 0` and `den > 0`.
 */
export function rate(num: bigint, den: bigint): Rate {
  if (num < 0n || den <= 0n) throw new RangeError(`${num}/${den} is not a rate: it needs num >= 0 and den > 0`);
  return { num, den };
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`; exact. */
export function compareRates(a: Rate, b: Rate): number {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** What is left of the whole: 1 − rate. @throws RangeError when the rate is above one. */
export function complement(part: Rate): Rate {
  return rate(part.den - part.num, part.den);
}

/** `value × num / den`, rounded as named, with the exact remainder. Also right for negative values. */
export function applyRate(value: bigint, by: Rate, rounding: Rounding): Product {
  const amount = mulDiv(value, by.num, by.den, rounding);
  return { amount, remainder: value * by.num - amount * by.den, den: by.den };
}

/**
 * `a × b / divisor` in whole units, rounded as named, exact however large the product.
 * @throws RangeError unless `divisor > 0`.
 */
export function mulDiv(a: bigint, b: bigint, divisor: bigint, rounding: Rounding): bigint {
  if (divisor <= 0n) throw new RangeError(`the divisor must be positive, not ${divisor}`);
  return rounding === "floor" ? floorDiv(a * b, divisor) : -floorDiv(-(a * b), divisor);
}

/** Quotient towards minus infinity. The divisor must be positive. BigInt division itself goes towards zero. */
export function floorDiv(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  return quotient * divisor > value ? quotient - 1n : quotient;
}

/** Greatest common divisor of two numbers of zero or more. */
export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y > 0n) [x, y] = [y, x % y];
  return x;
}

/**
 * Whole numbers in the same proportions as the rates, over the denominator common to all of them: thirds and basis
 * points can be weights of one split.
 */
export function commonWeights(rates: readonly Rate[]): { readonly weights: readonly bigint[]; readonly den: bigint } {
  const den = rates.reduce((common, { den }) => (common / gcd(common, den)) * den, 1n);
  return { weights: rates.map((each) => each.num * (den / each.den)), den };
}

/** A rate as people read it: `97%`, `2.5%`, and `1/3` where no percentage with up to four decimals is exact. */
export function rateText(shown: Rate): string {
  const percentTenThousandths = shown.num * 1_000_000n;
  if (percentTenThousandths % shown.den !== 0n) {
    const common = gcd(shown.num, shown.den);
    return `${shown.num / common}/${shown.den / common}`;
  }
  const scaled = percentTenThousandths / shown.den;
  const decimals = (scaled % 10_000n).toString().padStart(4, "0").replace(/0+$/, "");
  return `${scaled / 10_000n}${decimals === "" ? "" : `.${decimals}`}%`;
}
