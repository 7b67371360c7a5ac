import { type DragEvent, type ReactNode, useId, useState } from "react";
import { ClientProblem } from "#client/client-problem";
import type { Json, JsonObject } from "#kernel/json";
import { keepFile } from "../access/files.ts";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import { ProblemNote } from "./problem-note.tsx";
import { Loading } from "./states.tsx";
import { Status } from "./status.tsx";

/** What is wrong in one cell, in words. */
export interface CellIssue {
  /** Row of the sheet as the program numbers it; 0 for the sheet as a whole. */
  readonly row: number;
  readonly letter: string;
  readonly title: string;
  readonly value: string;
  readonly detail: string;
}

/** A file that the node could read: nothing of it is imported yet. */
export interface ReadList {
  readonly name: string;
  /** By ids of columns. */
  readonly rows: readonly JsonObject[];
  readonly documentHash: string;
}

type Read =
  | { readonly at: "nothing" }
  | { readonly at: "reading" }
  | ({ readonly at: "fit" } & ReadList)
  | { readonly at: "unfit"; readonly name: string; readonly cells: readonly CellIssue[]; readonly title: string }
  | { readonly at: "failed"; readonly problem: ClientProblem }
  | { readonly at: "imported"; readonly count: number };

export interface ListImportProps {
  readonly ledger: string;
  /** Name of the list: `transfer.bank-slips`. */
  readonly list: string;
  readonly title: string;
  readonly line: string;
  /** Shows what was read and asks for the one signature that imports all of it. */
  readonly children: (read: ReadList, onImported: () => void) => ReactNode;
}

/** A spreadsheet file: read by the node, looked at here, and imported as a whole by one signature, or not at all. */
export function ListImport({ ledger, list, title, line, children }: ListImportProps) {
  const text = useText();
  const id = useId();
  const { language } = useNode();
  const { read, take, setRead } = useReadFile(ledger, list);
  const template = `/api/v1/ledgers/${ledger}/imports/${list}/template?format=xlsx&lang=${language}`;
  return (
    <section className="list-import" aria-labelledby={id}>
      <h2 className="heading" id={id}>
        {title}
        <span className="meta">{line}</span>
      </h2>
      <DropZone onFile={(file) => void take(file)}>
        <a href={template} download>
          {text("imports.template")}
        </a>
      </DropZone>
      {read.at === "reading" && <Loading lines={3} />}
      {read.at === "failed" && <ProblemNote problem={read.problem} ledger={ledger} />}
      {read.at === "imported" && <Status tone="done">{text("imports.done", { count: read.count })}</Status>}
      {read.at === "unfit" && <UnfitCells {...read} />}
      {read.at === "fit" && children(read, () => setRead({ at: "imported", count: read.rows.length }))}
    </section>
  );
}

function useReadFile(ledger: string, list: string) {
  const { client, language } = useNode();
  const [read, setRead] = useState<Read>({ at: "nothing" });
  const take = async (file: File) => {
    setRead({ at: "reading" });
    try {
      const signedIn = client(ledger);
      await signedIn.signIn();
      const path = await signedIn.link.path(`imports/${list}?lang=${language}`);
      const contentType = file.type === "" ? "application/octet-stream" : file.type;
      const answer = await signedIn.session.json({ method: "POST", path, body: file, contentType, isRepeatable: true });
      await keepFile(signedIn, file);
      // The node's own document.
      const rows = answer["rows"] as unknown as readonly JsonObject[];
      setRead({ at: "fit", name: file.name, rows, documentHash: String(answer["documentHash"]) });
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      const cells = cellsOf(error.parts.cells);
      if (cells === undefined) setRead({ at: "failed", problem: error });
      else setRead({ at: "unfit", name: file.name, cells, title: error.parts.title });
    }
  };
  return { read, take, setRead };
}

function DropZone({ onFile, children }: { readonly onFile: (file: File) => void; readonly children: ReactNode }) {
  const text = useText();
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) onFile(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button inside does the same.
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
        {text("imports.choose")}
        <input
          type="file"
          accept=".xlsx,.csv"
          className="for-readers"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file !== undefined) onFile(file);
          }}
        />
      </label>
      <span className="meta">{text("imports.orDrop")}</span>
      {children}
    </div>
  );
}

export interface UnfitCellsProps {
  readonly name: string;
  readonly cells: readonly CellIssue[];
  readonly title: string;
}

/** What is wrong in a file, cell by cell; nothing of it was imported. */
export function UnfitCells({ name, cells, title }: UnfitCellsProps) {
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
                {text(`imports.${head}`)}
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
      <p className="meta">{text("imports.nothing")}</p>
    </div>
  );
}

function cellsOf(cells: Json | undefined): readonly CellIssue[] | undefined {
  // The node's own list of what is wrong where.
  return Array.isArray(cells) ? (cells as unknown as readonly CellIssue[]) : undefined;
}
