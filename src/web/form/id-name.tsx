import { optionWords, usePickOption } from "./pick-options.ts";

interface IdNameProps {
  readonly ledger: string;
  readonly prefix: string;
  readonly id: string;
}

/** What people call an id; the id itself where nobody knows. */
export function IdName({ ledger, prefix, id }: IdNameProps) {
  const found = usePickOption(ledger, prefix, id);
  if (found === undefined) return <code className="mono">{id}</code>;
  return <span title={id}>{optionWords(found)}</span>;
}
