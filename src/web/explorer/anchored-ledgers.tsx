import { useLedgerName } from "../access/ledger-names.ts";
import { useAnswer } from "../access/use-answer.ts";
import { instantText } from "../format/date.ts";
import { shortHash } from "../format/hash.ts";
import { Go } from "../parts/go.tsx";
import { Empty } from "../parts/states.tsx";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import { anchorLedger } from "./use-explorer.ts";

interface RegisteredLedger {
  /** `name@genesis hash` */
  readonly ledger: string;
  readonly latest?: { readonly size: number; readonly root: string; readonly anchoredAt: number };
}

/** The ledgers whose heads this one records, each with its latest: heads only, no contents. */
export function AnchoredLedgers() {
  const text = useText();
  const { language } = useNode();
  const ledgerName = useLedgerName();
  const { data } = useAnswer<{ readonly items: readonly RegisteredLedger[] }>(anchorLedger(), "council.ledgers", {
    limit: 100,
  });
  if (data === undefined) return null;
  return (
    <section className="anchored">
      <h2 className="heading">
        {text("explorer.anchored")} <span className="meta">{text("explorer.anchoredNote")}</span>
      </h2>
      {data.items.length === 0 ? (
        <Empty title={text("explorer.noneAnchored")} />
      ) : (
        <table className="records">
          <thead>
            <tr>
              <th scope="col">{text("bar.ledger")}</th>
              <th scope="col" className="figure">
                {text("explorer.leaves")}
              </th>
              <th scope="col">{text("explorer.root")}</th>
              <th scope="col">{text("explorer.lastAnchor")}</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map(({ ledger, latest }) => {
              const [name = ""] = ledger.split("@");
              return (
                <tr key={ledger}>
                  <td>
                    <Go to={`/at/${name}/ledger`}>{ledgerName(name)}</Go>
                  </td>
                  <td className="figure">{latest?.size ?? ""}</td>
                  <td className="mono">{latest === undefined ? "" : shortHash(latest.root)}</td>
                  <td>{latest === undefined ? text("shared.none") : instantText(latest.anchoredAt, language)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}
