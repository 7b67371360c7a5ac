import { lazy, type ReactNode, Suspense, useCallback, useState } from "react";
import { ReceiptOpener } from "../parts/proof-handle.tsx";
import { rememberFocus } from "../parts/remember-focus.ts";

// Checking needs the kernel's proofs; whoever opens no receipt does not load them.
const ReceiptDrawer = lazy(() =>
  import("./receipt-drawer.tsx").then(({ ReceiptDrawer }) => ({ default: ReceiptDrawer })),
);

interface Opened {
  readonly ledger: string;
  readonly id: string;
  readonly giveFocusBack: () => void;
}

/** Lets every 证 on the page open its receipt in one drawer. */
export function ReceiptDrawerProvider({ children }: { readonly children: ReactNode }) {
  const [opened, setOpened] = useState<Opened>();
  const open = useCallback((ledger: string, id: string) => {
    setOpened({ ledger, id, giveFocusBack: rememberFocus() });
  }, []);
  const close = () => {
    setOpened(undefined);
    opened?.giveFocusBack();
  };
  return (
    <ReceiptOpener value={open}>
      {children}
      {opened !== undefined && (
        <Suspense>
          {/* In a section the drawer's header is no second banner of the page. */}
          <section>
            <ReceiptDrawer
              key={`${opened.ledger} ${opened.id}`}
              ledger={opened.ledger}
              id={opened.id}
              onClose={close}
            />
          </section>
        </Suspense>
      )}
    </ReceiptOpener>
  );
}
