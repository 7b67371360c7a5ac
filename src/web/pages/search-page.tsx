import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useFoundPage, useFoundTitle } from "../access/found-pages.ts";
import { type Hit, type LeafHit, readHits, type ThingHit } from "../access/read-hits.ts";
import { keyOf } from "../access/use-answer.ts";
import { useEntryWords } from "../explorer/use-entry-words.ts";
import { instantText } from "../format/date.ts";
import { CopiedId } from "../parts/copied-id.tsx";
import { Go, useAddressState, useLedger } from "../parts/go.tsx";
import { ProofHandle } from "../parts/proof-handle.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import { useNode } from "../session/node-context.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { useText } from "../text/texts.ts";

const HITS_MAX = 50;

/** Finds numbers, people, organisations and cases of a ledger, as far as the actor may see them. */
export function SearchPage() {
  const text = useText();
  const ledger = useLedger();
  const [{ q = "" }, change] = useAddressState();
  const { data, error, refetch } = useHits(ledger, q);
  usePageTitle(text("search.title"));
  return (
    <div className="search-page">
      <h1 className="title">{text("search.title")}</h1>
      <SearchForm key={q} q={q} onSearch={(next) => change({ q: next })} />
      {q === "" ? (
        <Empty title={text("search.start")} />
      ) : error !== null ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Loading />
      ) : data.length === 0 ? (
        <Empty title={text("search.none", { q })}>
          <p>{text("search.noneWhy")}</p>
        </Empty>
      ) : (
        <Hits ledger={ledger} q={q} hits={data} />
      )}
    </div>
  );
}

function useHits(ledger: string, q: string) {
  const { client, actor } = useNode();
  return useQuery({
    queryKey: ["ledger", ledger, "search", q, keyOf(actor)],
    queryFn: () => readHits(client(ledger), { q, limit: HITS_MAX, isSignedIn: actor.kind !== "nobody" }),
    enabled: q !== "",
  });
}

function SearchForm({ q, onSearch }: { readonly q: string; readonly onSearch: (q: string) => void }) {
  const text = useText();
  const [wanted, setWanted] = useState(q);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(wanted.trim());
  };
  return (
    <form className="row search-form" onSubmit={submit}>
      <input
        type="search"
        className="text-box"
        aria-label={text("search.field")}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      <button type="submit" className="button small">
        {text("search.submit")}
      </button>
    </form>
  );
}

function Hits({ ledger, q, hits }: { readonly ledger: string; readonly q: string; readonly hits: readonly Hit[] }) {
  const text = useText();
  return (
    <>
      <h2 className="heading" aria-live="polite">
        {text("search.results", { q, count: hits.length })}
      </h2>
      <ul className="ruled hits">
        {hits.map((hit) =>
          isLeafHit(hit) ? (
            <LeafHitRow key={`leaf ${hit.position}`} ledger={ledger} hit={hit} />
          ) : (
            <ThingHitRow key={`${hit.kind} ${hit.id}`} ledger={ledger} hit={hit} />
          ),
        )}
      </ul>
      {hits.length === HITS_MAX && <p className="meta">{text("search.more", { count: HITS_MAX })}</p>}
    </>
  );
}

function isLeafHit(hit: Hit): hit is LeafHit {
  return "position" in hit;
}

function LeafHitRow({ ledger, hit }: { readonly ledger: string; readonly hit: LeafHit }) {
  const text = useText();
  const { language } = useNode();
  const { kind, id, position, height, time, entry } = hit;
  const { title, subject, signer } = useEntryWords(ledger, entry === undefined ? [] : [entry])(entry);
  return (
    <li>
      <span className="hit-kind">{text(`search.kinds.${kind}`)}</span>
      <span>
        <Go to={`/at/${ledger}/ledger?leaf=${position}`}>
          {[title, subject].filter((part) => part !== "").join(" · ") || text("search.leafTitle", { position, height })}
        </Go>
        <span className="hit-words">
          {[title === "" ? "" : text("search.leafTitle", { position, height }), signer, instantText(time, language)]
            .filter((part) => part !== "")
            .join(" · ")}{" "}
          {id !== undefined && <CopiedId value={id} />}
        </span>
      </span>
      {id !== undefined && <ProofHandle ledger={ledger} id={id} />}
    </li>
  );
}

function ThingHitRow({ ledger, hit }: { readonly ledger: string; readonly hit: ThingHit }) {
  const text = useText();
  const page = useFoundPage(ledger)(hit.kind, hit.id);
  const title = useFoundTitle()(hit);
  const kindKey = `search.kinds.${hit.kind.replace(".", "_")}`;
  const kind = text(kindKey);
  return (
    <li>
      <span className="hit-kind">{kind === kindKey ? hit.kind : kind}</span>
      <span>
        {page === undefined ? <b>{title}</b> : <Go to={page}>{title}</Go>}
        <span className="hit-words">{hit.words.filter((word) => word !== title).join(" · ")}</span>
      </span>
    </li>
  );
}
