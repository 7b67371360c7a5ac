import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { isJsonObject } from "#kernel/json";
import type { TimerLeaf, TransactionLeaf } from "#kernel/leaf";
import type { VerifyTarget } from "#kernel/verify-link";
import { useLedgerName } from "../access/ledger-names.ts";
import { useLedgerInfo } from "../access/use-answer.ts";
import { instantText } from "../format/date.ts";
import { Seal } from "../parts/seal.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import { CheckList } from "./check-list.tsx";
import { checkRecorded } from "./check-recorded.ts";
import type { NeededRoot } from "./needed-roots.ts";
import { ProofDrawing } from "./proof-drawing.tsx";
import { breakOf, pathSides } from "./proof-picture.ts";
import { RootsGuide } from "./roots-guide.tsx";
import { type Trust, useTrust } from "./use-trust.ts";

type EntryLeaf = TransactionLeaf | TimerLeaf;

/** What everyone may see of an entry: that it is recorded, where and when, checked in this browser. */
export function PublicEntry({ target }: { readonly target: VerifyTarget }) {
  const text = useText();
  const ledgerName = useLedgerName();
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
  return (
    <section className="public-entry">
      <h2 className="heading">{text("verify.recorded")}</h2>
      <p>{text("verify.recordedWhy")}</p>
      <LeafWords target={target} leaf={data} />
      <Recorded ledger={target.ledger} leaf={data} />
    </section>
  );
}

interface EntryProps {
  readonly target: VerifyTarget;
  readonly leaf: EntryLeaf;
}

function LeafWords({ target, leaf: { position, height, time, outcome } }: EntryProps) {
  const text = useText();
  const { language } = useNode();
  const ledgerName = useLedgerName();
  const { data: info } = useLedgerInfo(target.ledger);
  return (
    <dl className="facts">
      <Fact name={text("receipt.where")}>
        {text("receipt.place", { ledger: ledgerName(target.ledger), height, position })}
      </Fact>
      <Fact name={text("receipt.at")}>
        {instantText(time, language)}
        {info?.clock === "simulated" && <span className="chip receipt-chip">{text("clock.simulated")}</span>}
      </Fact>
      <Fact name={text("explorer.outcome")}>{text(`receipt.outcome.${outcome}`)}</Fact>
      <Fact name={text("receipt.id")}>
        <code className="mono">{target.id}</code>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The leaf under the signed head, from the ledger's public files and not from the node's word. */
function Recorded({ ledger, leaf }: { readonly ledger: string; readonly leaf: EntryLeaf }) {
  const text = useText();
  const { client } = useNode();
  const trust = useTrust();
  const hashes = trust.trusted.map(({ hash }) => hash);
  const { data, error, refetch } = useQuery({
    queryKey: ["recorded", ledger, leaf.id, hashes.join(" ")],
    queryFn: () => {
      const files = async (path: string) => {
        const answer = await client(ledger).http.stream(`/ledgers/${ledger}/${path}`, { accept: "*/*" });
        return new Uint8Array(await answer.arrayBuffer());
      };
      return checkRecorded(files, leaf, hashes, Date.now());
    },
    enabled: trust.isSettled,
  });
  if (error !== null) return <Failed error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading lines={4} />;
  const { ok, checks, size, root } = data;
  return (
    <div className={ok ? "recorded" : "recorded is-broken"}>
      {ok && (
        <p className="verdict">
          <Seal size={64} label={text("verify.seal")} />
          <b className="verdict-title">{text("verify.recordedProven")}</b>
        </p>
      )}
      <CheckList report={data} />
      {size !== undefined && root !== undefined && (
        <ProofDrawing
          sides={pathSides(leaf.position, size)}
          position={leaf.position}
          size={size}
          root={root}
          broken={breakOf({ checks })}
        />
      )}
      <RootsGuide roots={rootsOf(trust, ledger)} trust={trust} />
    </div>
  );
}

/** The genesis of a ledger as the node that was asked has it. */
function rootsOf({ served }: Trust, ledger: string): readonly NeededRoot[] {
  return served.flatMap((ref) => {
    const [name = "", hash = ""] = ref.split("@");
    return name === ledger ? [{ ledger, hash }] : [];
  });
}

/** The public leaf of an entry; null when the ledger has none with this id. */
function usePublicLeaf({ ledger, id }: VerifyTarget) {
  const { client } = useNode();
  return useQuery({
    queryKey: ["ledger", ledger, "public-leaf", id],
    queryFn: async (): Promise<EntryLeaf | null> => {
      const { http, link } = client(ledger);
      const get = async (path: string) => http.json({ method: "GET", path: await link.path(path), isRepeatable: true });
      const { hits } = await get(`search?limit=1&q=${encodeURIComponent(id)}`);
      const [hit] = Array.isArray(hits) ? hits : [];
      if (!isJsonObject(hit) || hit["id"] !== id || typeof hit["position"] !== "number") return null;
      const { leaves } = await get(`leaves?limit=1&from=${hit["position"]}`);
      const [leaf] = Array.isArray(leaves) ? leaves : [];
      // A leaf with an id is one of these two; what it says is checked before it is believed.
      return isJsonObject(leaf) && leaf["id"] === id ? (leaf as unknown as EntryLeaf) : null;
    },
  });
}
