import { type DragEvent, useState } from "react";
import { ClientProblem } from "#client/client-problem";
import type { Json } from "#kernel/json";
import { formatYuan } from "#kernel/money";
import { rmbCapitals } from "#kernel/rmb-capitals";
import { keepFile } from "#web/access/files.ts";
import { useSigning } from "#web/access/signing.tsx";
import { dayText } from "#web/format/date.ts";
import { Amount } from "#web/parts/amount.tsx";
import { ProblemNote } from "#web/parts/problem-note.tsx";
import { Loading } from "#web/parts/states.tsx";
import { Status } from "#web/parts/status.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useText } from "#web/text/texts.ts";

const LIST = "transfer.bank-slips";

interface SlipRow {
  readonly reference: string;
  readonly occurredOn: string;
  readonly amount: string;
  readonly payer: string;
}

/** What is wrong in one cell, in the node's words. */
interface CellIssue {
  readonly row: number;
  readonly letter: string;
  readonly title: string;
  readonly value: string;
  readonly detail: string;
}

type Read =
  | { readonly at: "nothing" }
  | { readonly at: "reading" }
  | { readonly at: "fit"; readonly name: string; readonly rows: readonly SlipRow[]; readonly documentHash: string }
  | { readonly at: "unfit"; readonly name: string; readonly cells: readonly CellIssue[]; readonly title: string }
  | { readonly at: "failed"; readonly problem: ClientProblem }
  | { readonly at: "imported"; readonly count: number };

/** The bank's file: read by the node, looked at here, and imported as a whole by one signature, or not at all. */
export function SlipImport({ ledger }: { readonly ledger: string }) {
  const text = useText();
  const { client, language } = useNode();
  const [read, setRead] = useState<Read>({ at: "nothing" });
  const [isOver, setOver] = useState(false);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setRead({ at: "reading" });
    try {
      const signedIn = client(ledger);
      await signedIn.signIn();
      const path = await signedIn.link.path(`imports/${LIST}?lang=${language}`);
      const type = file.type === "" ? "application/octet-stream" : file.type;
      const answer = await signedIn.session.json({
        method: "POST",
        path,
        body: file,
        contentType: type,
        isRepeatable: true,
      });
      await keepFile(signedIn, file);
      // The node's own document: rows by ids of columns.
      const rows = answer["rows"] as unknown as readonly SlipRow[];
      setRead({ at: "fit", name: file.name, rows, documentHash: String(answer["documentHash"]) });
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      const cells = cellsOf(error.parts.cells);
      if (cells === undefined) setRead({ at: "failed", problem: error });
      else setRead({ at: "unfit", name: file.name, cells, title: error.parts.title });
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  const template = `/api/v1/ledgers/${ledger}/imports/${LIST}/template?format=xlsx&lang=${language}`;
  return (
    <section className="slip-import" aria-labelledby="slip-import">
      <h2 className="heading" id="slip-import">
        {text("transfer:web.slips.import")}
        <span className="meta">{text("transfer:web.slips.importLine")}</span>
      </h2>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button inside does the same. */}
      <div
        className={isOver ? "drop-zone is-over" : "drop-zone"}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <label className="button file-button">
          {text("transfer:web.slips.choosefile")}
          <input
            type="file"
            accept=".xlsx,.csv"
            className="for-readers"
            onChange={(event) => void take(event.currentTarget.files?.[0])}
          />
        </label>
        <span className="meta">{text("transfer:web.slips.orDrop")}</span>
        <a href={template} download>
          {text("transfer:web.slips.template")}
        </a>
      </div>
      <ReadFile ledger={ledger} read={read} onImported={(count) => setRead({ at: "imported", count })} />
    </section>
  );
}

interface ReadFileProps {
  readonly ledger: string;
  readonly read: Read;
  readonly onImported: (count: number) => void;
}

function ReadFile({ ledger, read, onImported }: ReadFileProps) {
  const text = useText();
  switch (read.at) {
    case "nothing":
      return null;
    case "reading":
      return <Loading lines={3} />;
    case "failed":
      return <ProblemNote problem={read.problem} ledger={ledger} />;
    case "imported":
      return <Status tone="done">{text("transfer:web.slips.done", { count: read.count })}</Status>;
    case "unfit":
      return <Unfit {...read} />;
    default:
      return <Fit ledger={ledger} {...read} onImported={() => onImported(read.rows.length)} />;
  }
}

function Unfit({ name, cells, title }: { name: string; cells: readonly CellIssue[]; title: string }) {
  const text = useText();
  return (
    <div role="alert">
      <p>
        <Status tone="refuse">{title}</Status> {name}
      </p>
      <table className="records act-rows">
        <thead>
          <tr>
            {(["row", "column", "value", "problem"] as const).map((head) => (
              <th key={head} scope="col">
                {text(`transfer:web.slips.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cells.map(({ row, letter, title: column, value, detail }) => (
            <tr key={`${row} ${letter} ${detail}`} className="is-wrong">
              <th scope="row">{row === 0 ? "—" : row}</th>
              <td>{[letter, column].filter((part) => part !== "").join(" ")}</td>
              <td>{value}</td>
              <td>{detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="meta">{text("transfer:web.slips.nothingImported")}</p>
    </div>
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
  const facts = { count: rows.length, name, sum: `${formatYuan(sum, language)}（${rmbCapitals(sum)}）` };
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

function cellsOf(cells: Json | undefined): readonly CellIssue[] | undefined {
  // The node's own list of what is wrong where.
  return Array.isArray(cells) ? (cells as unknown as readonly CellIssue[]) : undefined;
}
