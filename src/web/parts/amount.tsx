import { amountParts } from "../format/amount.ts";

export interface AmountProps {
  /** In fen, as a decimal text or an integer. */
  readonly fen: bigint | string;
  readonly className?: string;
}

/** An amount with the fen set smaller, as offices print it. The unit stands once in the heading of its column. */
export function Amount({ fen, className }: AmountProps) {
  const { yuan, fen: rest } = amountParts(fen);
  return (
    <span className={className === undefined ? "amount" : `amount ${className}`}>
      {yuan}
      <small>{rest}</small>
    </span>
  );
}
