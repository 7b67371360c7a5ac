import { Drawer } from "@mantine/core";
import { useText } from "../text/texts.ts";

export interface ReceiptDrawerProps {
  readonly ledger: string;
  /** Id of the transaction or timer. */
  readonly id: string;
  readonly onClose: () => void;
}

/** A receipt beside the page. */
export function ReceiptDrawer({ onClose }: ReceiptDrawerProps) {
  const text = useText();
  return (
    <Drawer
      opened
      onClose={onClose}
      title={text("signing.receipt")}
      closeButtonProps={{ "aria-label": text("shared.close") }}
    />
  );
}
