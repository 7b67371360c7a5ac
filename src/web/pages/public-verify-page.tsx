import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { isJsonObject, type JsonObject } from "#kernel/json";
import { readVerifyFragment, type VerifyTarget } from "#kernel/verify-link";
import { useLedgerName } from "../access/ledger-names.ts";
import { useLedgerInfo } from "../access/use-answer.ts";
import { instantText } from "../format/date.ts";
import { Emblem } from "../parts/emblem.tsx";
import { Go, useGo } from "../parts/go.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import { VerifyDesk } from "../proof/verify-desk.tsx";
import { useNode } from "../session/node-context.tsx";
import { LanguageSwitch } from "../shell/language-switch.tsx";
import { SimulatedEdge } from "../shell/simulated-edge.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { useText } from "../text/texts.ts";

/** What the code on a paper opens: no session is needed, and nothing beyond the paper is disclosed. */
export function PublicVerifyPage() {
  const text = useText();
  const go = useGo();
  const { hash } = useLocation();
  const target = readVerifyFragment(hash);
  usePageTitle(text("verify.title"));
  return (
    <div className="public-page">
      {target !== undefined && <SimulatedEdge ledger={target.ledger} />}
      <header className="landing-top">
        <Go to="/" className="brand" label={text("shell.home")}>
          <Emblem />
          <b>{text("brand.name")}</b>
        </Go>
        <span className="bar-space" />
        <LanguageSwitch />
      </header>
      <main id="main">
        <VerifyDesk
          key={hash}
          ledger={target?.ledger ?? ""}
          id={target?.id}
          {...(target === undefined ? {} : { onId: (id: string) => go(`/verify#${target.ledger}/${id}`) })}
          instead={target === undefined ? undefined : <PublicEntry target={target} />}
        >
          <p className="meta">{text("verify.local")}</p>
          <h1 className="title">{text("verify.publicTitle")}</h1>
          {target === undefined && hash !== "" && <p className="input-problem">{text("verify.badLink")}</p>}
        </VerifyDesk>
      </main>
    </div>
  );
}

/** What everyone may see of an entry: that it is recorded, where and when. */
function PublicEntry({ target }: { readonly target: VerifyTarget }) {
  const text = useText();
  const { language } = useNode();
  const ledgerName = useLedgerName();
  const info = useLedgerInfo(target.ledger);
  const { data, error, isPending, refetch } = usePublicLeaf(target);
  if (isPending) return <Loading lines={4} />;
  if (error !== null) return <Failed error={error} onRetry={() => void refetch()} />;
  if (data === null) {
    return (
      <Empty title={text("verify.notRecorded")}>
        <p>{text("verify.notRecordedWhy", { ledger: ledgerName(target.ledger) })}</p>
      </Empty>
    );
  }
  const { position, height, time, outcome } = data;
  return (
    <section className="public-entry">
      <h2 className="heading">{text("verify.recorded")}</h2>
      <p>{text("verify.recordedWhy")}</p>
      <dl className="facts">
        <Fact name={text("receipt.where")}>
          {text("receipt.place", {
            ledger: ledgerName(target.ledger),
            height: Number(height),
            position: Number(position),
          })}
        </Fact>
        <Fact name={text("receipt.at")}>
          {instantText(Number(time), language)}
          {info.data?.clock === "simulated" && <span className="chip receipt-chip">{text("clock.simulated")}</span>}
        </Fact>
        <Fact name={text("explorer.outcome")}>{text(`receipt.outcome.${String(outcome)}`)}</Fact>
        <Fact name={text("receipt.id")}>
          <code className="mono">{target.id}</code>
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The public leaf of an entry; null when the ledger has none with this id. */
function usePublicLeaf({ ledger, id }: VerifyTarget) {
  const { client } = useNode();
  return useQuery({
    queryKey: ["ledger", ledger, "public-leaf", id],
    queryFn: async (): Promise<JsonObject | null> => {
      const { http, link } = client(ledger);
      const found = await http.json({
        method: "GET",
        path: await link.path(`search?limit=1&q=${encodeURIComponent(id)}`),
        isRepeatable: true,
      });
      const [hit] = Array.isArray(found["hits"]) ? found["hits"] : [];
      if (!isJsonObject(hit) || hit["id"] !== id || typeof hit["position"] !== "number") return null;
      const page = await http.json({
        method: "GET",
        path: await link.path(`leaves?limit=1&from=${hit["position"]}`),
        isRepeatable: true,
      });
      const [leaf] = Array.isArray(page["leaves"]) ? page["leaves"] : [];
      return isJsonObject(leaf) && leaf["id"] === id ? leaf : null;
    },
  });
}
