import { createContext, lazy, type ReactNode, Suspense, useContext, useMemo, useState } from "react";
import { type OpenReceipt, ReceiptOpener } from "../parts/proof-handle.tsx";
import { rememberFocus } from "../parts/remember-focus.ts";
import type { Act } from "./act.ts";

/** Lets a page ask for a signature: the sheet opens, and the act is followed to its receipt. */
export type AskToSign = (act: Act) => void;

const SigningContext = createContext<AskToSign | undefined>(undefined);

// Whoever only reads never loads what signs.
const SignSheet = lazy(() => import("./sign-sheet.tsx").then(({ SignSheet }) => ({ default: SignSheet })));

interface Asked {
  readonly act: Act;
  readonly number: number;
  readonly giveFocusBack: () => void;
}

/** Holds the one sheet on which acts are signed. */
export function SigningProvider({ children }: { readonly children: ReactNode }) {
  const [act, setAct] = useState<Asked>();
  const ask = useMemo<AskToSign>(
    () => (next) => {
      const giveFocusBack = rememberFocus();
      setAct((last) => ({ act: next, number: (last?.number ?? 0) + 1, giveFocusBack }));
    },
    [],
  );
  const close = () => {
    setAct(undefined);
    act?.giveFocusBack();
  };
  const openReceipt = useContext(ReceiptOpener);
  // The receipt takes the place of the sheet: one dialog at a time, and a link in it leaves nothing open behind.
  const openInstead: OpenReceipt = (ledger, id) => {
    close();
    openReceipt(ledger, id);
  };
  return (
    <SigningContext value={ask}>
      {children}
      {act !== undefined && (
        <Suspense>
          {/* In a section the sheet's header is no second banner of the page. */}
          <section>
            <ReceiptOpener value={openInstead}>
              <SignSheet key={act.number} act={act.act} onClose={close} />
            </ReceiptOpener>
          </section>
        </Suspense>
      )}
    </SigningContext>
  );
}

/** Asks for a signature. */
export function useSigning(): AskToSign {
  const ask = useContext(SigningContext);
  if (ask === undefined) throw new Error("useSigning is called outside a SigningProvider");
  return ask;
}
