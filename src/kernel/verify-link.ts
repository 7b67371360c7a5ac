/** The link in the code on a paper: it opens the verify page of a node and says no more than which transaction to check. */

export interface VerifyTarget {
  readonly ledger: string;
  readonly id: string;
}

const LEDGER_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;
const ENTRY_ID = /^([a-z]+_)?[0-9a-f]{16,80}$/;

/** The link for a transaction. `origin` is the address of the node, without a slash at its end. */
export function verifyLink(origin: string, { ledger, id }: VerifyTarget): string {
  return `${origin}/verify#${ledger}/${id}`;
}

/** Reads the fragment of such a link, with or without its `#`; undefined when it is none. */
export function readVerifyFragment(fragment: string): VerifyTarget | undefined {
  const [ledger = "", id = "", ...rest] = fragment.replace(/^#/, "").split("/");
  return rest.length === 0 && LEDGER_NAME.test(ledger) && ENTRY_ID.test(id) ? { ledger, id } : undefined;
}
