import { useLedgerName } from "../access/ledger-names.ts";
import { useLive } from "../access/live.tsx";
import { useLedgerInfo } from "../access/use-answer.ts";
import { useFinality } from "../access/use-finality.ts";
import { useMemberNames } from "../access/use-member-names.ts";
import { FinalityStatus } from "../explorer/finality.tsx";
import { instantText, secondText } from "../format/date.ts";
import { bytesText, type LedgerKeeping, type NodeHealth, spanText, useNodeHealth } from "../node/node-health.ts";
import { RateBars } from "../node/rate-bars.tsx";
import { useLedger } from "../parts/go.tsx";
import { Failed, Loading } from "../parts/states.tsx";
import { Status } from "../parts/status.tsx";
import { useNode } from "../session/node-context.tsx";
import { useSelf } from "../session/use-self.ts";
import { usePageTitle } from "../shell/use-page-title.ts";
import { useText } from "../text/texts.ts";

/** How the node does that keeps this ledger: what everybody may know, and more for operators and readers. */
export function NodePage() {
  const text = useText();
  const ledger = useLedger();
  const self = useSelf(ledger);
  const info = useLedgerInfo(ledger);
  const mayKnow = self?.roles.some((role) => role === "operator" || role === "reader") ?? false;
  const health = useNodeHealth(ledger, !mayKnow);
  usePageTitle(text("node.title"));
  if (info.isError) return <Failed error={info.error} onRetry={() => void info.refetch()} />;
  return (
    <>
      <header className="page-head">
        <h1 className="title">{text("node.title")}</h1>
        <p>{text("node.line")}</p>
      </header>
      <div className="node">
        <KeptLedger ledger={ledger} />
        {self === undefined || (mayKnow && health.isPending) ? (
          <Loading />
        ) : health.data === undefined ? (
          <p className="meta">{text(health.isError ? "node.unknown" : "node.forOperators")}</p>
        ) : (
          <Running health={health.data} />
        )}
      </div>
    </>
  );
}

/** What the ledger itself says: height, root, clock, who cosigns. */
function KeptLedger({ ledger }: { readonly ledger: string }) {
  const text = useText();
  const { language } = useNode();
  const ledgerName = useLedgerName();
  const memberName = useMemberNames(ledger);
  const { blocks } = useLive();
  const finality = useFinality(ledger);
  const { data } = useLedgerInfo(ledger);
  if (data === undefined) return <Loading />;
  // What a client need not know stands beside what it needs.
  const { cosigners } = data as typeof data & LedgerKeeping;
  const { height, size, root, time } = data.head;
  return (
    <section>
      <h2 className="heading">
        {ledgerName(ledger)}
        <Status tone={data.isRunning ? "done" : "refuse"}>
          {text(data.isRunning ? "node.running" : "node.stopped")}
        </Status>
      </h2>
      <dl className="facts">
        <Fact name="node.height">{height.toLocaleString("en-US")}</Fact>
        <Fact name="node.size">{size.toLocaleString("en-US")}</Fact>
        <Fact name="node.root">
          <code className="mono">{root}</code>
        </Fact>
        <Fact name="node.lastBlock">{instantText(time, language)}</Fact>
        <Fact name="node.clock">{text(data.clock === "simulated" ? "node.clockSimulated" : "node.clockReal")}</Fact>
        <Fact name="node.finality">
          <FinalityStatus ledger={ledger} />
          <span className="meta node-note">
            {cosigners.map(({ memberId }) => memberName(memberId)).join(text("verify.listJoin"))}
            <br />
            {finality?.note}
          </span>
        </Fact>
        <Fact name="node.genesis">
          <code className="mono">{data.ref}</code>
        </Fact>
        <Fact name="node.bundle">
          <code className="mono">{data.bundle}</code>
        </Fact>
      </dl>
      {blocks.length > 0 && (
        <>
          <h2 className="heading">{text("node.heard")}</h2>
          <table className="records node-blocks">
            <thead>
              <tr>
                <th scope="col" className="figure">
                  {text("node.block")}
                </th>
                <th scope="col" className="figure">
                  {text("node.done")}
                </th>
                <th scope="col" className="figure">
                  {text("node.rejected")}
                </th>
                <th scope="col">{text("node.time")}</th>
              </tr>
            </thead>
            <tbody>
              {blocks.map((block) => (
                <tr key={block.height}>
                  <td className="figure">{block.height}</td>
                  <td className="figure">{block.done}</td>
                  <td className="figure">{block.rejected}</td>
                  <td>{secondText(block.time)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

/** What the process says of itself, for whoever operates it. */
function Running({ health }: { readonly health: NodeHealth }) {
  const text = useText();
  const { language } = useNode();
  const { ledger, queue, storage } = health;
  const words = {
    day: text("node.span.day"),
    hour: text("node.span.hour"),
    minute: text("node.span.minute"),
    second: text("node.span.second"),
  };
  const behind = ledger.size - ledger.indexed;
  return (
    <section>
      <h2 className="heading">
        {health.node}
        <span className="meta">{text("node.versions", { version: health.version, node: health.nodeVersion })}</span>
      </h2>
      <dl className="facts">
        <Fact name="node.uptime">
          {spanText(health.uptimeMs, words)}{" "}
          <span className="meta">{text("node.since", { time: instantText(health.startedAt, language) })}</span>
        </Fact>
        <Fact name="node.lastCommit">
          {ledger.lastCommitAt === undefined ? text("shared.none") : instantText(ledger.lastCommitAt, language)}
        </Fact>
        <Fact name="node.queue">{queue.pending}</Fact>
        <Fact name="node.index">
          <Status tone={behind === 0 ? "done" : "wait"}>
            {behind === 0 ? text("node.indexed") : text("node.behind", { count: behind })}
          </Status>
        </Fact>
        <Fact name="node.streams">{health.streams}</Fact>
        <Fact name="node.sessions">{health.sessions}</Fact>
        <Fact name="node.memory">{bytesText(health.memoryBytes)}</Fact>
        <Fact name="node.ledgerBytes">{bytesText(storage.ledgerBytes)}</Fact>
        <Fact name="node.vaultBytes">{bytesText(storage.vaultBytes)}</Fact>
        <Fact name="node.filesBytes">{bytesText(storage.filesBytes)}</Fact>
      </dl>
      <h2 className="heading">{text("node.rates")}</h2>
      <RateBars rates={health.rates} />
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  const text = useText();
  return (
    <div>
      <dt>{text(name)}</dt>
      <dd>{children}</dd>
    </div>
  );
}
