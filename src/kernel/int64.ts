/** Largest amount: amounts fit 64 signed bits, whatever stores them. The smallest is its negative, so that a sign can be turned. */
export const INT64_MAX = 9_223_372_036_854_775_807n;
