import { useQuery } from "@tanstack/react-query";
import type { Outcome } from "#kernel/leaf";
import { useLive } from "../access/live.tsx";
import { keyOf } from "../access/use-answer.ts";
import { instantText, timeText } from "../format/date.ts";
import { Go } from "../parts/go.tsx";
import { ProofHandle } from "../parts/proof-handle.tsx";
import { Status } from "../parts/status.tsx";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";

interface SignedItem {
  readonly id: string;
  readonly position: number;
  readonly height: number;
  readonly time: number;
  readonly outcome: Outcome;
  readonly command: string;
}

const SHOWN = 6;
const BLOCKS_SHOWN = 6;

/** What the actor has signed last, each with its receipt, and the blocks as they come. */
export function RecentReceipts({ ledger }: { readonly ledger: string }) {
  const text = useText();
  const { client, actor, language } = useNode();
  const { data } = useQuery({
    queryKey: ["ledger", ledger, "signed", keyOf(actor), SHOWN],
    queryFn: async () => {
      const { link, session } = client(ledger);
      const path = `${await link.path("explorer/transactions")}?limit=${SHOWN}`;
      const answer = await session.json({ method: "GET", path, isRepeatable: true });
      // The node's own list.
      return answer as unknown as { readonly items: readonly SignedItem[] };
    },
  });
  return (
    <>
      <h2 className="heading">
        {text("work.receipts")}
        <Go to={`/at/${ledger}/ledger`} className="more">
          {text("shared.all")}
        </Go>
      </h2>
      {data !== undefined && data.items.length === 0 && <p className="meta receipts-none">{text("work.noReceipts")}</p>}
      {data !== undefined && data.items.length > 0 && (
        <ul className="ruled receipts">
          {data.items.map((item) => (
            <li key={item.id}>
              <ProofHandle ledger={ledger} id={item.id} />
              <span>
                <CommandTitle command={item.command} />
                <span className="meta receipts-when">
                  {instantText(item.time, language)} {text("work.leaf", { position: item.position })}
                </span>
              </span>
              {item.outcome === "rejected" && <Status tone="refuse">{text("work.refused")}</Status>}
            </li>
          ))}
        </ul>
      )}
      <Blocks />
    </>
  );
}

function CommandTitle({ command }: { readonly command: string }) {
  const text = useText();
  const [scenario = "", verb = ""] = command.split(".");
  const key = `${scenario}:commands.${verb}.title`;
  const title = text(key);
  return <>{title.endsWith(".title") ? command : title}</>;
}

/** The latest blocks that this page has heard of. */
function Blocks() {
  const text = useText();
  const { blocks } = useLive();
  return (
    <section className="work-live">
      <h2 className="heading">{text("work.live")}</h2>
      {blocks.length === 0 ? (
        <p className="meta">{text("work.noBlocks")}</p>
      ) : (
        <ul className="ruled receipts" aria-live="polite">
          {blocks.slice(0, BLOCKS_SHOWN).map(({ height, time, done, rejected, timers }) => (
            <li key={height}>
              <time className="meta">{timeText(time)}</time>
              <span>{text("work.block", { height, done, timers })}</span>
              {rejected > 0 && <Status tone="refuse">{text("work.refusedCount", { count: rejected })}</Status>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
