import { useEffect, useState } from "react";
import { shortId } from "../format/hash.ts";
import { useText } from "../text/texts.ts";

/** Time for which it says that it was copied. */
const SAID_MS = 1_600;

/** An id or hash in short; pressing it copies the whole. */
export function CopiedId({ value }: { readonly value: string }) {
  const text = useText();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    // Absent on plain-http addresses, whatever the types say; the title shows the whole there.
    const clipboard = globalThis.navigator.clipboard as Clipboard | undefined;
    if (clipboard === undefined) return;
    await clipboard.writeText(value);
    setCopied(true);
  };
  return (
    <button
      type="button"
      className="copied-id mono"
      title={value}
      aria-label={text("shared.copyThis", { value: shortId(value) })}
      onClick={() => void copy()}
    >
      {shortId(value)}
      <span className="copied-id-note" role="status">
        {isCopied ? text("shared.copied") : ""}
      </span>
    </button>
  );
}
