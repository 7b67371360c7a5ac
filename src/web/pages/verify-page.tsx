import { lazy, Suspense } from "react";
import { useAddressState, useLedger } from "../parts/go.tsx";
import { Loading } from "../parts/states.tsx";
import { VerifyDesk } from "../proof/verify-desk.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { useText } from "../text/texts.ts";

const PublicEntry = lazy(() =>
  import("../proof/public-entry.tsx").then(({ PublicEntry }) => ({ default: PublicEntry })),
);

/** Checks receipts step by step. `?id=` asks the node for the receipt of an entry of this ledger. */
export function VerifyPage() {
  const text = useText();
  const ledger = useLedger();
  const [{ id }, change] = useAddressState();
  usePageTitle(text("verify.title"));
  return (
    <VerifyDesk
      key={id ?? ""}
      ledger={ledger}
      id={id}
      onId={(next) => change({ id: next })}
      instead={
        id === undefined ? undefined : (
          <Suspense fallback={<Loading lines={4} />}>
            <PublicEntry target={{ ledger, id }} />
          </Suspense>
        )
      }
    >
      <p className="meta">{text("verify.local")}</p>
      <h1 className="title">{text("verify.title")}</h1>
    </VerifyDesk>
  );
}
