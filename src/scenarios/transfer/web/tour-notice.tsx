import { useAnswer } from "#web/access/use-answer.ts";
import { dayText } from "#web/format/date.ts";
import { Go, useGo, useLedger } from "#web/parts/go.tsx";
import { Failed, Loading } from "#web/parts/states.tsx";
import { Status } from "#web/parts/status.tsx";
import { demoActor } from "#web/session/actor.ts";
import { demoRoleOf } from "#web/session/demo-roles.ts";
import { useNode } from "#web/session/node-context.tsx";
import { useText } from "#web/text/texts.ts";
import type { Page } from "./answers.ts";
import { StatementSheet } from "./statement-sheet.tsx";
import { useTourCase } from "./tour-case.ts";

interface NoticeItem {
  readonly id: string;
  readonly kind: string;
  readonly number: string;
  readonly state: string;
  readonly title: string | null;
  readonly closesOn: string | null;
}

/** Who objects: a member of the team, about the own line. */
const OBJECTOR = "bjtu/team-member-1";

/** Step 3: a member objects to the own line; that line alone stands still. */
export function TourObjection() {
  const text = useText();
  const ledger = useLedger();
  const go = useGo();
  const { changeActor, language } = useNode();
  const open = useAnswer<Page<NoticeItem>>(ledger, "transfer.notices", { state: "open" });
  const { data: held } = useTourCase(ledger, "licence");
  const role = demoRoleOf(OBJECTOR);
  const notice = open.data?.items.find(({ kind }) => kind === "award");
  if (open.error !== null) return <Failed error={open.error} />;
  if (open.data === undefined) return <Loading />;
  const isHeld = held?.rows.some((row) => row.isHeld === true) === true;
  return (
    <>
      {notice === undefined || role === undefined ? (
        <p>{text("transfer:web.tour.noOpenNotice")}</p>
      ) : (
        <div className="tour-do">
          <p>
            {text("transfer:web.tour.openNotice", { number: notice.number, title: notice.title ?? "" })}{" "}
            {notice.closesOn !== null && (
              <span className="chip wait">
                {text("transfer:web.case.until", { day: dayText(notice.closesOn, language) })}
              </span>
            )}
          </p>
          <button
            type="button"
            className="button primary large"
            onClick={() => {
              changeActor(demoActor(role));
              go(`/at/${ledger}/notices/${notice.id}?object=line`);
            }}
          >
            {text("transfer:web.tour.objectAs", { role: text(`demo.roles.${role.text}.name`) })}
          </button>
        </div>
      )}
      {held !== undefined && held !== null && isHeld && (
        <section className="tour-example">
          <p>{text("transfer:web.tour.heldExample")}</p>
          <StatementSheet
            ledger={ledger}
            dealId={held.plan.dealId}
            planId={held.plan.id}
            asset={held.plan.asset}
            subtitle={held.found.deal?.title ?? ""}
            rows={held.rows}
            findings={held.answer.findings ?? []}
            names={held.names}
          />
        </section>
      )}
    </>
  );
}

/** Step 5: a notice as paper, with the code that leads back to the ledger. */
export function TourNotice() {
  const text = useText();
  const ledger = useLedger();
  const { language } = useNode();
  const notices = useAnswer<Page<NoticeItem>>(ledger, "transfer.notices", { limit: 5 });
  if (notices.error !== null) return <Failed error={notices.error} />;
  if (notices.data === undefined) return <Loading />;
  return (
    <>
      <ol className="tour-how">
        {["print", "scan", "compare"].map((each) => (
          <li key={each}>{text(`transfer:web.tour.${each}`)}</li>
        ))}
      </ol>
      <ul className="ruled tour-notices">
        {notices.data.items.map(({ id, number, kind, title, state, closesOn }) => (
          <li key={id}>
            <Go to={`/at/${ledger}/notices/${id}`}>
              {text(`transfer:web.rules.about.${kind}`)} {number}
            </Go>
            <span>{title}</span>
            <Status tone={state === "open" ? "wait" : "idle"}>{text(`transfer:states.notice.${state}`)}</Status>
            <span className="meta">{closesOn === null ? "" : dayText(closesOn, language)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
