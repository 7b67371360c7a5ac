import { useSigning } from "#web/access/signing.tsx";
import { amountInWords } from "#web/format/amount.ts";
import { dayText } from "#web/format/date.ts";
import { Amount } from "#web/parts/amount.tsx";
import { ListImport } from "#web/parts/list-import.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useText } from "#web/text/texts.ts";

interface SlipRow {
  readonly reference: string;
  readonly occurredOn: string;
  readonly amount: string;
  readonly payer: string;
}

/** The bank's file: imported as a whole by one signature, or not at all. */
export function SlipImport({ ledger }: { readonly ledger: string }) {
  const text = useText();
  return (
    <ListImport
      ledger={ledger}
      list="transfer.bank-slips"
      title={text("transfer:web.slips.import")}
      line={text("transfer:web.slips.importLine")}
    >
      {({ name, rows, documentHash }, onImported) => (
        // The columns of this list are these.
        <Fit {...{ ledger, name, documentHash, onImported }} rows={rows as unknown as readonly SlipRow[]} />
      )}
    </ListImport>
  );
}

interface FitProps {
  readonly ledger: string;
  readonly name: string;
  readonly rows: readonly SlipRow[];
  readonly documentHash: string;
  readonly onImported: () => void;
}

function Fit({ ledger, name, rows, documentHash, onImported }: FitProps) {
  const text = useText();
  const { language } = useNode();
  const sign = useSigning();
  const sum = rows.reduce((total, { amount }) => total + BigInt(amount), 0n);
  const facts = { count: rows.length, name, sum: amountInWords(sum, language) };
  const ask = () =>
    sign({
      ledger,
      command: "transfer.import-bank-slips",
      args: {
        documentHash,
        slips: rows.map(({ reference, amount, payer, occurredOn }) => ({ reference, amount, payer, occurredOn })),
      },
      sentence: text("transfer:web.slips.says", facts),
      readers: text("transfer:web.act.readers.offices"),
      afterwards: text("transfer:web.slips.after"),
      onDone: onImported,
    });
  return (
    <>
      <table className="records act-rows">
        <thead>
          <tr>
            <th scope="col">{text("transfer:web.slips.reference")}</th>
            <th scope="col">{text("transfer:web.slips.day")}</th>
            <th scope="col">{text("transfer:web.slips.payer")}</th>
            <th scope="col" className="figure">
              {text("transfer:web.slips.amount")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ reference, occurredOn, payer, amount }) => (
            <tr key={reference}>
              <th scope="row">{reference}</th>
              <td className="nowrap">{dayText(occurredOn, language)}</td>
              <td>{payer}</td>
              <td className="figure">
                <Amount fen={amount} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="row">
        <button type="button" className="button primary" onClick={ask}>
          {text("transfer:web.slips.importAll", { count: rows.length })}
        </button>
        <span className="meta">{text("transfer:web.slips.allOrNone")}</span>
      </p>
    </>
  );
}
