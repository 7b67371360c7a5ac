import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useRef } from "react";
import { keyOf, useAnswer } from "#web/access/use-answer.ts";
import { Amount } from "#web/parts/amount.tsx";
import { Go, useAddressState, useGo, useLedger } from "#web/parts/go.tsx";
import { Icon } from "#web/parts/icon.tsx";
import { Empty, Failed, Loading } from "#web/parts/states.tsx";
import { Status } from "#web/parts/status.tsx";
import type { Search } from "#web/router-search.ts";
import { useNode } from "#web/session/node-context.tsx";
import { useSelf } from "#web/session/use-self.ts";
import { usePageTitle } from "#web/shell/use-page-title.ts";
import { useText } from "#web/text/texts.ts";
import type { CaseItem, DealState, Page } from "./answers.ts";
import { assetText } from "./asset-text.ts";
import { caseLiesWith, toneOfDeal } from "./deal-tone.ts";
import { type Names, useNames } from "./use-names.ts";
import "./cases.css";

const STATES: readonly DealState[] = ["proposed", "noticed", "decided", "signed", "closed", "withdrawn", "void"];

/** Cases that the viewer may see: found by words, by state, page by page. */
export function CasesPage() {
  const text = useText();
  const ledger = useLedger();
  const [address] = useAddressState();
  const names = useNames(ledger);
  const self = useSelf(ledger);
  usePageTitle(text("transfer:web.cases.title"));
  const { cases, isSearch } = useCases(ledger, address);
  const { data, error } = cases;
  return (
    <div className="cases">
      <div className="spread">
        <h1 className="title">{text("transfer:web.cases.title")}</h1>
        <span className="row">
          {self?.roles.includes("transfer-officer") === true && (
            <Go to={`/at/${ledger}/acts/propose-deal`} className="button small">
              {text("transfer:commands.propose-deal.title")}
            </Go>
          )}
          <Go to={`/at/${ledger}/acts/disclose-achievement`} className="button small">
            {text("transfer:web.cases.disclose")}
          </Go>
        </span>
      </div>
      <p className="meta">{text("transfer:web.cases.line")}</p>
      <Filter key={address["q"] ?? ""} />
      {error !== null && <Failed error={error} onRetry={() => void cases.refetch()} />}
      {data === undefined && error === null && <Loading lines={8} />}
      {data?.items.length === 0 && <NoCases isFiltered={isSearch || address["state"] !== undefined} />}
      {data !== undefined && data.items.length > 0 && (
        <>
          <CaseTable ledger={ledger} items={data.items} names={names} />
          <Paging count={data.items.length} next={data.next} address={address} />
        </>
      )}
    </div>
  );
}

/** The page of cases that the address asks for: found by the node's search first, where words are given. */
function useCases(ledger: string, address: Search) {
  const { client, actor } = useNode();
  const { q = "", state, order, after } = address;
  const hits = useQuery({
    queryKey: ["ledger", ledger, "search", q, keyOf(actor)],
    queryFn: async () => {
      const signedIn = client(ledger);
      const path = await signedIn.link.path(`search?limit=100&q=${encodeURIComponent(q)}`);
      if (actor.kind !== "nobody") await signedIn.signIn();
      const answer = await signedIn.session.json({ method: "GET", path, isRepeatable: true });
      // The node's own document, see docs/reference/web-api.md.
      return (answer["hits"] as unknown as readonly Hit[]).flatMap(({ kind, id }) =>
        kind === "transfer.deal" || kind === "transfer.achievement" ? [id] : [],
      );
    },
    enabled: q !== "",
  });
  const isSearch = q !== "";
  const wanted = {
    ...(state === undefined ? {} : { state }),
    ...(isSearch ? { foundIds: hits.data ?? [] } : {}),
    ...(order === "oldest" && !isSearch ? { order } : {}),
    ...(after === undefined || isSearch ? {} : { after }),
  };
  const cases = useAnswer<Page<CaseItem>>(ledger, "transfer.cases", wanted, {
    isOff: isSearch && hits.data === undefined,
  });
  return { cases: hits.error === null ? cases : { ...cases, error: hits.error, data: undefined }, isSearch };
}

interface Hit {
  readonly kind: string;
  readonly id: string;
}

function Filter() {
  const text = useText();
  const [{ q = "", state = "", order = "newest" }, change] = useAddressState();
  const input = useRef<HTMLInputElement>(null);
  const find = (event: FormEvent) => {
    event.preventDefault();
    change({ q: input.current?.value.trim(), after: undefined });
  };
  return (
    <form className="cases-filter" onSubmit={find}>
      <label className="cases-search">
        <span className="for-readers">{text("transfer:web.cases.search")}</span>
        <Icon name="find" />
        <input ref={input} type="search" defaultValue={q} placeholder={text("transfer:web.cases.search")} />
        <button type="submit" className="button small">
          {text("transfer:web.cases.find")}
        </button>
      </label>
      <label>
        <span className="meta">{text("transfer:web.cases.state")}</span>
        <select value={state} onChange={(event) => change({ state: event.target.value, after: undefined })}>
          <option value="">{text("transfer:web.cases.all")}</option>
          {STATES.map((each) => (
            <option key={each} value={each}>
              {text(`transfer:states.deal.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="meta">{text("transfer:web.cases.order")}</span>
        <select
          value={order}
          disabled={q !== ""}
          onChange={(event) => change({ order: event.target.value, after: undefined })}
        >
          {["newest", "oldest"].map((each) => (
            <option key={each} value={each}>
              {text(`transfer:web.cases.${each}`)}
            </option>
          ))}
        </select>
      </label>
    </form>
  );
}

interface CaseTableProps {
  readonly ledger: string;
  readonly items: readonly CaseItem[];
  readonly names: Names;
}

function CaseTable({ ledger, items, names }: CaseTableProps) {
  const text = useText();
  const heads = ["number", "name", "route", "party", "amount", "stateHead", "withHead"] as const;
  return (
    <table className="records cases-table">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col" className={head === "amount" ? "figure" : undefined}>
              {text(`transfer:web.cases.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <CaseRow key={item.id} {...{ ledger, item, names }} />
        ))}
      </tbody>
    </table>
  );
}

function CaseRow({ ledger, item, names }: { ledger: string; item: CaseItem; names: Names }) {
  const text = useText();
  const liesWith = caseLiesWith(item);
  return (
    <tr>
      <td className="cases-number nowrap">{item.number}</td>
      <td className="cases-name">
        <Go to={`/at/${ledger}/cases/${item.id}`}>{item.title}</Go>
        {item.contractNumber !== "" && <small className="meta">{item.contractNumber}</small>}
      </td>
      <td className="cases-route nowrap">{text(`transfer:routes.${item.route}`)}</td>
      <td className="cases-party">{names.member(item.counterpartyId)}</td>
      <td className="figure cases-amount">
        <Amount fen={item.price} />
        {item.asset === "shares" && <small className="meta">{text("transfer:web.cases.asShares")}</small>}
      </td>
      <td className="cases-state">
        <Status tone={toneOfDeal(item.state)}>{text(`transfer:states.deal.${item.state}`)}</Status>
        {item.openPlanState !== undefined && (
          <small className="meta">{assetText(text, item.asset, `states.plan.${item.openPlanState}`)}</small>
        )}
      </td>
      <td className="cases-with nowrap">
        {liesWith === undefined ? "—" : text(`transfer:web.cases.with.${liesWith}`)}
      </td>
    </tr>
  );
}

function Paging({ count, next, address }: { count: number; next: string | undefined; address: Search }) {
  const text = useText();
  const go = useGo();
  const ledger = useLedger();
  const to = (after: string | undefined) => {
    const { after: _, ...rest } = address;
    const fields = Object.entries({ ...rest, after }).filter((pair): pair is [string, string] => pair[1] !== undefined);
    go(`/at/${ledger}/cases?${new URLSearchParams(fields)}`);
  };
  return (
    <nav className="spread cases-paging" aria-label={text("transfer:web.cases.next")}>
      <span className="meta">{text("transfer:web.cases.loaded", { count })}</span>
      <span className="row">
        {address["after"] !== undefined && (
          <button type="button" className="button small" onClick={() => to(undefined)}>
            {text("transfer:web.cases.first")}
          </button>
        )}
        {next !== undefined && (
          <button type="button" className="button small" onClick={() => to(next)}>
            {text("transfer:web.cases.next")}
          </button>
        )}
      </span>
    </nav>
  );
}

function NoCases({ isFiltered }: { readonly isFiltered: boolean }) {
  const text = useText();
  const [, change] = useAddressState();
  if (!isFiltered) {
    return (
      <Empty title={text("transfer:web.cases.empty")}>
        <p>{text("transfer:web.cases.emptyLine")}</p>
      </Empty>
    );
  }
  return (
    <Empty title={text("transfer:web.cases.none")}>
      <p>{text("transfer:web.cases.noneLine")}</p>
      <button
        type="button"
        className="button small"
        onClick={() => change({ q: undefined, state: undefined, after: undefined })}
      >
        {text("transfer:web.cases.clear")}
      </button>
    </Empty>
  );
}
