import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import { Failed, Loading } from "../parts/states.tsx";
import { useText } from "../text/texts.ts";
import type { CheckedFile } from "./check-file.ts";
import { msText } from "./ms-text.ts";
import { neededRoots } from "./needed-roots.ts";
import { ReceiptSource } from "./receipt-source.tsx";
import { RootsGuide } from "./roots-guide.tsx";
import { OtherLedger, TrustField } from "./trust-field.tsx";
import { TrustNote } from "./trust-note.tsx";
import { standingOf } from "./trust-store.ts";
import { useChecker } from "./use-checker.ts";
import { useReceipt } from "./use-receipt.ts";
import { useRemembered } from "./use-remembered.ts";
import { useTrust } from "./use-trust.ts";

const CheckedPanels = lazy(() =>
  import("./checked-panels.tsx").then(({ CheckedPanels }) => ({ default: CheckedPanels })),
);

export interface VerifyDeskProps {
  /** Ledger that an id is asked of; empty where none is known. */
  readonly ledger: string;
  readonly id?: string | undefined;
  readonly onId?: (id: string) => void;
  /** Heading of the page. */
  readonly children: ReactNode;
  /** What stands in the place of a receipt that the node does not give. */
  readonly instead?: ReactNode;
}

/** Checks a receipt in this browser, from a file or from its id, against the geneses that this device trusts. */
export function VerifyDesk({ ledger, id, onId, children, instead }: VerifyDeskProps) {
  const text = useText();
  const trust = useTrust();
  const [file, setFile] = useState<{ readonly text: string; readonly name: string }>();
  const wantedId = file === undefined ? id : undefined;
  const fetched = useReceipt(ledger, wantedId);
  const hashes = trust.trusted.map(({ hash }) => hash);
  const known = hashes.join(" ");
  const content = file?.text ?? (wantedId === undefined ? undefined : fetched.data);
  const check = useChecker(content !== undefined);
  const checked = useMemo(
    () => (content === undefined || !trust.isSettled ? undefined : check?.(content, known.split(" ").filter(Boolean))),
    [check, content, known, trust.isSettled],
  );
  const { receipt, report } = checked ?? {};
  useRemembered(receipt?.ledger.split("@")[0] ?? "", receipt?.leaf.id ?? "", report?.ok === true);
  const name = file?.name ?? text("verify.fetchedName", { position: receipt?.leaf.position ?? "" });
  const others = trust.served.filter((ref) => standingOf(trust.trusted, ref) === "other");
  return (
    <div className="verify">
      <header className="verify-head">
        <div>{children}</div>
        {checked !== undefined && <HeadFacts checked={checked} name={name} />}
      </header>
      {checked === undefined && others.map((ref) => <OtherLedger key={ref} reference={ref} />)}
      {checked !== undefined && <RootsGuide roots={neededRoots(checked.report, checked.receipt)} trust={trust} />}
      {checked !== undefined && (
        <Suspense fallback={<Loading lines={10} />}>
          <CheckedPanels key={checked.text} checked={checked} hashes={hashes} />
        </Suspense>
      )}
      {checked === undefined && wantedId !== undefined && fetched.error === null && <Loading lines={10} />}
      {wantedId !== undefined &&
        fetched.error !== null &&
        (instead ?? <Failed error={fetched.error} onRetry={() => void fetched.refetch()} />)}
      <div className="verify-low">
        <div>
          <h2 className="heading">{text(checked === undefined ? "verify.bring" : "verify.another")}</h2>
          <ReceiptSource
            onFile={(content, fileName) => setFile({ text: content, name: fileName })}
            {...(onId === undefined
              ? {}
              : {
                  onId: (next: string) => {
                    setFile(undefined);
                    onId(next);
                  },
                })}
          />
        </div>
        <TrustField trust={trust} />
      </div>
    </div>
  );
}

function HeadFacts({ checked, name }: { readonly checked: CheckedFile; readonly name: string }) {
  const text = useText();
  return (
    <dl className="verify-facts">
      <div>
        <dt>{text("verify.file")}</dt>
        <dd>{name}</dd>
      </div>
      {checked.receipt !== undefined && (
        <div>
          <dt>{text("trust.root")}</dt>
          <dd>
            <TrustNote reference={checked.receipt.ledger} />
          </dd>
        </div>
      )}
      <div>
        <dt>{text("verify.took")}</dt>
        <dd>
          {text("verify.ms", { ms: msText(checked.ms) })} <span className="meta">{text("verify.here")}</span>
        </dd>
      </div>
    </dl>
  );
}
