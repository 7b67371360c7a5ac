import { useAddressState, useLedger } from "../parts/go.tsx";
import { VerifyDesk } from "../proof/verify-desk.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { useText } from "../text/texts.ts";

/** Checks receipts step by step. `?id=` asks the node for the receipt of an entry of this ledger. */
export function VerifyPage() {
  const text = useText();
  const ledger = useLedger();
  const [{ id }, change] = useAddressState();
  usePageTitle(text("verify.title"));
  return (
    <VerifyDesk key={id ?? ""} ledger={ledger} id={id} onId={(next) => change({ id: next })}>
      <p className="meta">{text("verify.local")}</p>
      <h1 className="title">{text("verify.title")}</h1>
    </VerifyDesk>
  );
}
