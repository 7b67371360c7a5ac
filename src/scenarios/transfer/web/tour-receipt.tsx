import { lazy, Suspense } from "react";
import { useAddressState, useLedger } from "#web/parts/go.tsx";
import { Loading } from "#web/parts/states.tsx";
import { useText } from "#web/text/texts.ts";
import { useTourCase } from "./tour-case.ts";
import { Waiting } from "./tour-money.tsx";

// Checking needs the kernel's proofs, and only this step checks.
const VerifyDesk = lazy(() => import("#web/proof/verify-desk.tsx").then((loaded) => ({ default: loaded.VerifyDesk })));

/** Step 6: the receipt of a real act, checked here; then one byte of a copy is changed. */
export function TourReceipt() {
  const text = useText();
  const ledger = useLedger();
  const [{ id: wanted }, change] = useAddressState();
  const state = useTourCase(ledger, "equity");
  if (state.data === undefined || state.data === null) return <Waiting {...state} />;
  const id = wanted ?? state.data.plan.signed.at(-1)?.transactionId;
  return (
    <Suspense fallback={<Loading lines={10} />}>
      <VerifyDesk key={id ?? ""} ledger={ledger} id={id} onId={(next) => change({ id: next })}>
        <p>{text("transfer:web.tour.receipt")}</p>
      </VerifyDesk>
    </Suspense>
  );
}
