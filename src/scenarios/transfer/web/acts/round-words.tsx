import { SignedWords } from "#web/form/signed-words.tsx";
import { Loading } from "#web/parts/states.tsx";
import type { RoundWordsProps } from "#web/rounds/round-words.ts";
import { useNames } from "../use-names.ts";
import { actKindOf } from "./act-kinds.ts";
import { ActMatter } from "./act-matter.tsx";
import { ID_NAMES, type Ids } from "./ids.ts";
import { namedIn, useKnown } from "./known.ts";
import { signedRows } from "./signed-rows.ts";
import { SignedTable } from "./signed-table.tsx";

/** What two sides sign on one envelope, for the one who did not fill it in: the case, whom it is about by name, and the rest. */
export function RoundWords({ ledger, command, fields, args, isOnSheet }: RoundWordsProps) {
  const act = command.replace("transfer.", "");
  const ids: Ids = Object.fromEntries(
    ID_NAMES.flatMap((name) => (typeof args[name] === "string" ? [[name, args[name]]] : [])),
  );
  const { known, error } = useKnown(ledger, ids);
  const names = useNames(ledger, known === undefined ? [] : namedIn(known));
  // What is signed is said whatever else can be read.
  if (error !== null) return <SignedWords ledger={ledger} fields={fields} args={args} />;
  if (known === undefined) return <Loading lines={4} />;
  const isByName = signedRows(act, known, args) !== undefined;
  const told = new Set<string>([...(isByName ? ["payeeIds"] : []), ...(known.found?.deal ? ["dealId", "planId"] : [])]);
  return (
    <>
      {!isOnSheet && <ActMatter ledger={ledger} known={known} shown={isByName ? [] : (actKindOf(act)?.matter ?? [])} />}
      {isByName && <SignedTable {...{ act, known, args, names }} />}
      <SignedWords ledger={ledger} fields={fields.filter(({ name }) => !told.has(name))} args={args} />
    </>
  );
}
