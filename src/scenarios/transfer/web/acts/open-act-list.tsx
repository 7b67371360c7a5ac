import { Go } from "#web/parts/go.tsx";
import { useText } from "#web/text/texts.ts";
import type { OpenAct } from "./open-acts.ts";
import "./acts.css";

/** Acts that the viewer may begin here. */
export function OpenActList({ ledger, acts }: { readonly ledger: string; readonly acts: readonly OpenAct[] }) {
  const text = useText();
  if (acts.length === 0) return null;
  return (
    <nav className="open-acts" aria-label={text("transfer:web.act.open")}>
      <span className="meta">{text("transfer:web.act.open")}</span>
      {acts.map(({ act, ids }) => (
        <Go
          key={`${act} ${ids.planId ?? ""}`}
          to={`/at/${ledger}/acts/${act}?${new URLSearchParams(ids as Record<string, string>)}`}
        >
          {text(`transfer:commands.${act}.title`)}
        </Go>
      ))}
    </nav>
  );
}
