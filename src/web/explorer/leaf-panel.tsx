import { type ReactNode, useMemo } from "react";
import type { Leaf } from "#kernel/leaf";
import { useLedgerInfo } from "../access/use-answer.ts";
import { instantText } from "../format/date.ts";
import { CopiedId } from "../parts/copied-id.tsx";
import { Go } from "../parts/go.tsx";
import { Icon } from "../parts/icon.tsx";
import { ProofHandle } from "../parts/proof-handle.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import { checkFile } from "../proof/check-file.ts";
import { ProofDrawing } from "../proof/proof-drawing.tsx";
import { pathSides } from "../proof/proof-picture.ts";
import { useProvenSentence } from "../proof/proof-sentences.tsx";
import { saveFile } from "../proof/save-file.ts";
import { useReceipt } from "../proof/use-receipt.ts";
import { useRemembered } from "../proof/use-remembered.ts";
import { useTrust } from "../proof/use-trust.ts";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import { useLeafAnchorWords } from "./finality.tsx";
import { LeafStatus } from "./leaf-table.tsx";
import { useEntryWords } from "./use-entry-words.ts";
import { anchorLedger, type Entry, useLeaf } from "./use-explorer.ts";

export interface LeafPanelProps {
  readonly ledger: string;
  readonly position: number;
  readonly onClose: () => void;
}

/** One leaf: what it says to everybody, and in plain words what the actor may see behind it. */
export function LeafPanel({ ledger, position, onClose }: LeafPanelProps) {
  const text = useText();
  const { data, error, refetch } = useLeaf(ledger, position);
  const leaf = data?.leaf;
  const id = leaf && "id" in leaf ? leaf.id : undefined;
  return (
    // Escape closes it as it does whatever else opens beside or over a page.
    <section
      className="leaf-panel"
      aria-label={text("explorer.openLeaf", { position })}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <header className="spread">
        <h2>
          <span className="meta">{text("explorer.leaf")}</span> {position}
        </h2>
        <span className="row">
          {id !== undefined && <ProofHandle ledger={ledger} id={id} />}
          <button type="button" className="icon-button" aria-label={text("shared.close")} onClick={onClose}>
            <Icon name="close" />
          </button>
        </span>
      </header>
      {error !== null ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Loading />
      ) : leaf === undefined ? (
        <Empty title={text("explorer.noLeaf")} />
      ) : (
        <>
          {data.entry !== undefined && <Matter ledger={ledger} entry={data.entry} />}
          <LeafFacts ledger={ledger} leaf={leaf} />
          <LeafPath ledger={ledger} position={position} />
          {id === undefined ? (
            <p className="leaf-note">{text(`explorer.about.${leaf.kind}`)}</p>
          ) : (
            <Behind ledger={ledger} id={id} position={position} />
          )}
        </>
      )}
    </section>
  );
}

/** What the entry says, in the words of the list and in full. */
function Matter({ ledger, entry }: { readonly ledger: string; readonly entry: Entry }) {
  const { isSealed, title, subject, subjectPage, signer, refusal } = useEntryWords(ledger, [entry])(entry);
  return (
    <div className="leaf-matter">
      <p className={isSealed ? "leaf-sealed" : undefined}>
        {isSealed && <Icon name="lock" size={14} />} <b>{title}</b>
      </p>
      {subject !== "" && <p>{subjectPage === undefined ? subject : <Go to={subjectPage}>{subject}</Go>}</p>}
      {signer !== "" && <p className="meta">{signer}</p>}
      {refusal !== "" && (
        <p className="receipt-refusal">
          <Icon name="refuse" /> {refusal}
        </p>
      )}
    </div>
  );
}

function LeafFacts({ ledger, leaf }: { readonly ledger: string; readonly leaf: Leaf }) {
  const text = useText();
  const { language } = useNode();
  const anchor = useLeafAnchorWords(ledger, leaf.position);
  return (
    <dl className="facts">
      <Fact name={text("explorer.kind")}>
        {text(`explorer.kinds.${leaf.kind}`)} <LeafStatus leaf={leaf} />
      </Fact>
      <Fact name={text("explorer.block")}>{leaf.height}</Fact>
      <Fact name={text("explorer.time")}>{instantText(leaf.time, language)}</Fact>
      {ledger !== anchorLedger() && <Fact name={text("receipt.anchor")}>{anchor}</Fact>}
      {"id" in leaf && <HashFact name={text("explorer.id")} hash={leaf.id} />}
      {leaf.kind === "transaction" && <HashFact name={text("explorer.envelope")} hash={leaf.envelope} />}
      {"result" in leaf && <HashFact name={text("explorer.result")} hash={leaf.result} />}
      {"rows" in leaf && <HashFact name={text("explorer.rows")} hash={leaf.rows} />}
      {leaf.kind === "block" && <HashFact name={text("explorer.blockHash")} hash={leaf.block} />}
      {leaf.kind === "block" && <HashFact name={text("explorer.proposer")} hash={leaf.proposer} />}
      {leaf.kind === "genesis" && <HashFact name={text("explorer.genesis")} hash={leaf.genesis} />}
    </dl>
  );
}

function HashFact({ name, hash }: { readonly name: string; readonly hash: string }) {
  return (
    <Fact name={name}>
      <CopiedId value={hash} />
    </Fact>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The way from the leaf to the present root; its hashes are in the receipt. */
function LeafPath({ ledger, position }: { readonly ledger: string; readonly position: number }) {
  const { data } = useLedgerInfo(ledger);
  if (data === undefined || position >= data.head.size) return null;
  const { size, root } = data.head;
  return (
    <ProofDrawing
      sides={pathSides(position, size)}
      position={position}
      size={size}
      root={root}
      isChecked={false}
      width={340}
    />
  );
}

interface BehindProps {
  readonly ledger: string;
  readonly id: string;
  readonly position: number;
}

/** What the actor may see behind a leaf, checked in this browser. */
function Behind({ ledger, id, position }: BehindProps) {
  const text = useText();
  const { actor } = useNode();
  const isNobody = actor.kind === "nobody";
  const { data, error } = useReceipt(ledger, isNobody ? undefined : id);
  if (isNobody || error !== null) {
    return (
      <>
        <p className="leaf-note">{text("explorer.notYours")}</p>
        <Go to={`/at/${ledger}/verify?id=${encodeURIComponent(id)}`} className="button">
          {text("explorer.verifyRecorded")}
        </Go>
      </>
    );
  }
  if (data === undefined) return <Loading lines={2} />;
  return <Seen ledger={ledger} id={id} position={position} file={data} />;
}

function Seen({ ledger, id, position, file }: BehindProps & { readonly file: string }) {
  const text = useText();
  const { trusted } = useTrust();
  const hashes = trusted.map(({ hash }) => hash).join(" ");
  const { report, receipt } = useMemo(() => checkFile(file, hashes.split(" ").filter(Boolean)), [file, hashes]);
  useRemembered(ledger, id, report.ok);
  return (
    <>
      {receipt !== undefined && <Sentence report={report} receipt={receipt} />}
      <div className="row">
        <Go to={`/at/${ledger}/verify?id=${encodeURIComponent(id)}`} className="button">
          {text("explorer.verifyHere")}
        </Go>
        <button type="button" className="button" onClick={() => saveFile(`receipt-${ledger}-${position}.json`, file)}>
          {text("receipt.download")}
        </button>
      </div>
    </>
  );
}

function Sentence({ report, receipt }: Required<Pick<ReturnType<typeof checkFile>, "report" | "receipt">>) {
  const text = useText();
  const sentence = useProvenSentence(report.proves, receipt);
  return <p className="leaf-note">{text("explorer.public", { seen: sentence ?? text("verify.provesNothing") })}</p>;
}
