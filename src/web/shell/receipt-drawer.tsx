import { Drawer } from "@mantine/core";
import { lazy, Suspense, useMemo } from "react";
import { ClientProblem } from "#client/client-problem";
import { Go } from "../parts/go.tsx";
import { Failed, Loading } from "../parts/states.tsx";
import { type CheckedFile, checkFile, subjectOf } from "../proof/check-file.ts";
import { ReceiptFacts } from "../proof/receipt-facts.tsx";
import { saveFile } from "../proof/save-file.ts";
import { useReceipt } from "../proof/use-receipt.ts";
import { useRemembered } from "../proof/use-remembered.ts";
import { useTrust } from "../proof/use-trust.ts";
import { Verdict } from "../proof/verdict.tsx";
import { useText } from "../text/texts.ts";
import { Themed } from "../theme/themed.tsx";

const PublicEntry = lazy(() =>
  import("../proof/public-entry.tsx").then(({ PublicEntry }) => ({ default: PublicEntry })),
);

export interface ReceiptDrawerProps {
  readonly ledger: string;
  /** Id of the transaction or timer. */
  readonly id: string;
  readonly onClose: () => void;
}

/** A receipt beside the page, checked in this browser when it opens. */
export function ReceiptDrawer({ ledger, id, onClose }: ReceiptDrawerProps) {
  const text = useText();
  const { data, error, refetch } = useReceipt(ledger, id);
  const trust = useTrust();
  const hashes = trust.trusted.map(({ hash }) => hash).join(" ");
  const checked = useMemo(
    () => (data === undefined || !trust.isSettled ? undefined : checkFile(data, hashes.split(" ").filter(Boolean))),
    [data, hashes, trust.isSettled],
  );
  useRemembered(ledger, id, checked?.report.ok === true);
  return (
    <Themed>
      <Drawer
        opened
        onClose={onClose}
        title={text("receipt.title")}
        closeButtonProps={{ "aria-label": text("shared.close") }}
        classNames={{ title: "heading" }}
      >
        {isSealed(error) ? (
          <Suspense fallback={<Loading lines={8} />}>
            <PublicEntry target={{ ledger, id }} />
          </Suspense>
        ) : error !== null ? (
          <Failed error={error} onRetry={() => void refetch()} />
        ) : checked === undefined ? (
          <Loading lines={8} />
        ) : (
          <Opened ledger={ledger} id={id} checked={checked} onGo={onClose} />
        )}
      </Drawer>
    </Themed>
  );
}

/** Whether the actor may see nothing of an entry but what everyone may. */
function isSealed(error: Error | null): boolean {
  return error instanceof ClientProblem && error.code === "transaction_not_found";
}

interface OpenedProps {
  readonly ledger: string;
  readonly id: string;
  readonly checked: CheckedFile;
  readonly onGo: () => void;
}

function Opened({ ledger, id, checked, onGo }: OpenedProps) {
  const text = useText();
  const { report, receipt } = checked;
  const subject = receipt === undefined ? undefined : subjectOf(receipt);
  return (
    <div className="receipt">
      <Verdict report={report} level={3} />
      {receipt !== undefined && <ReceiptFacts report={report} receipt={receipt} />}
      <p className="receipt-note">{text("receipt.note")}</p>
      {/* Leaving by a link closes the drawer; hearing of it here spares each link to tell. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what one interacts with. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: links answer the keyboard themselves. */}
      <div className="row receipt-acts" onClick={onGo}>
        <Go to={`/at/${ledger}/verify?id=${encodeURIComponent(id)}`} className="button">
          {text("receipt.steps")}
        </Go>
        <button
          type="button"
          className="button"
          onClick={(event) => {
            event.stopPropagation();
            saveFile(`receipt-${ledger}-${receipt?.leaf.position ?? id.slice(0, 16)}.json`, checked.text);
          }}
        >
          {text("receipt.download")}
        </button>
        {subject !== undefined && (
          <Go to={`/at/${ledger}/search?q=${encodeURIComponent(subject)}`} className="button quiet">
            {text("receipt.now")}
          </Go>
        )}
      </div>
    </div>
  );
}
