import { rmbCapitals } from "#kernel/rmb-capitals";
import { type FoundItem, useWork } from "#web/access/work-sources.tsx";
import { dayOfInstant } from "#web/format/date.ts";
import { Amount } from "#web/parts/amount.tsx";
import { Go } from "#web/parts/go.tsx";
import { Status } from "#web/parts/status.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useText } from "#web/text/texts.ts";
import type { Names } from "./use-names.ts";

export interface CaseWorkProps {
  readonly ledger: string;
  /** Below `/at/<ledger>/`: the case that the work belongs to. */
  readonly address: string;
  readonly names: Names;
}

/** What waits for the viewer in a case, the first thing with room; what others have to do stands below. Nothing where nothing waits. */
export function CaseWork({ ledger, address, names }: CaseWorkProps) {
  const text = useText();
  const { work } = useWork(ledger);
  const here = (items: readonly FoundItem[] = []) =>
    items.filter(({ caseAddress }) => caseAddress === `/at/${ledger}/${address}`);
  const mine = here(work?.mine);
  const others = here(work?.others);
  const [first, ...rest] = mine;
  if (first === undefined && others.length === 0) return null;
  return (
    <aside className="case-work" aria-label={text("transfer:web.work.title")}>
      {first !== undefined && <First item={first} />}
      {rest.length > 0 && (
        <ul className="ruled case-work-rest">
          {rest.map((item) => (
            <li key={`${item.kind} ${item.address}`}>
              <Go to={item.address}>{text(`${item.scenario}:work.${item.kind}`)}</Go>
              <Due item={item} />
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <section>
          <h2 className="heading">{text("transfer:web.work.others")}</h2>
          <ul className="ruled case-work-rest">
            {others.map((item) => (
              <li key={`${item.kind} ${item.waitingFor} ${item.address}`}>
                <span>
                  {text(`${item.scenario}:work.${item.kind}`)}
                  <small className="meta">{waitingFor(item, text, names)}</small>
                </span>
                <Due item={item} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}

function First({ item }: { readonly item: FoundItem }) {
  const text = useText();
  const { language } = useNode();
  const isMoney = item.amount !== undefined && item.asset !== "shares";
  return (
    <section className="case-work-first">
      <p className="spread">
        <Status tone="now">{text("transfer:web.work.yours")}</Status>
        <Due item={item} />
      </p>
      <h2>{text(`${item.scenario}:work.${item.kind}`)}</h2>
      {item.amount !== undefined && (
        <p>
          <Amount fen={item.amount} className="is-large" /> <span className="unit">{text("shared.unit")}</span>
        </p>
      )}
      {item.asset === "shares" && <p className="meta">{text("work.asShares")}</p>}
      {isMoney && language === "zh" && <p className="meta">{rmbCapitals(BigInt(item.amount ?? "0"))}</p>}
      {item.command !== undefined && (
        <>
          <Go to={item.address} className="button primary large case-work-do">
            {text("work.do")}
          </Go>
          <p className="meta">{text("transfer:web.work.line")}</p>
        </>
      )}
    </section>
  );
}

function Due({ item }: { readonly item: FoundItem }) {
  const text = useText();
  const { language } = useNode();
  if (item.dueAt === undefined) return null;
  // A deadline is the end of its day.
  const day = dayOfInstant(item.dueAt - 1, language);
  return <span className="chip wait">{text("transfer:web.case.until", { day })}</span>;
}

function waitingFor({ waitingFor: of }: FoundItem, text: (key: string) => string, names: Names): string {
  if (of.startsWith("person_") || of.startsWith("member_")) return names.person(of);
  const role = text(`transfer:roles.${of}`);
  return role.endsWith(of) ? text(`transfer:web.work.for.${of}`) : role;
}
