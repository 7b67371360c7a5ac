import { groupedYuan } from "#kernel/money";
import { useAnswer } from "#web/access/use-answer.ts";
import { dayOfInstant, dayText } from "#web/format/date.ts";
import { Go } from "#web/parts/go.tsx";
import { Icon } from "#web/parts/icon.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useText } from "#web/text/texts.ts";
import type { Plan } from "./answers.ts";
import { assetText } from "./asset-text.ts";
import { firstObjectionTo } from "./first-objection.ts";
import type { NoticeAnswer } from "./notice-answers.ts";
import type { StatementRow } from "./statement-rows.ts";
import type { Names } from "./use-names.ts";

export interface HeldLinesProps {
  readonly ledger: string;
  readonly plan: Plan;
  readonly rows: readonly StatementRow[];
  readonly names: Names;
}

/** Lines that objections hold, branching off above the statement: whose, how much, since when and until when it is answered. */
export function HeldLines({ ledger, plan, rows, names }: HeldLinesProps) {
  const held = rows.filter(({ isHeld }) => isHeld === true);
  const noticeId = plan.noticeId ?? "";
  const isOff = held.length === 0 || noticeId === "";
  // Who may not read an objection reads only that a line is held: its row says who made it.
  const { data } = useAnswer<NoticeAnswer>(ledger, "transfer.notice", { noticeId }, { isOff });
  const moving = rows.filter(({ kind, isHeld }) => kind === "person" && isHeld !== true).length;
  return held.map((row) => (
    <HeldLine key={row.key} {...{ ledger, plan, row, names, moving }} objections={data?.objections ?? []} />
  ));
}

interface HeldLineProps extends Omit<HeldLinesProps, "rows"> {
  readonly row: StatementRow;
  /** How many lines go on. */
  readonly moving: number;
  readonly objections: NoticeAnswer["objections"];
}

function HeldLine({ ledger, plan, row, names, moving, objections }: HeldLineProps) {
  const text = useText();
  const { language } = useNode();
  const objection = firstObjectionTo(objections, row.key);
  const facts = { name: names.person(row.key), amount: groupedYuan(BigInt(row.amount ?? "0")), count: moving };
  return (
    <p className="case-branch">
      <Icon name="lock" size={14} />
      <span>
        {assetText(text, plan.asset, "web.case.heldLine", facts)}{" "}
        {objection !== undefined && (
          <span className="meta">
            {"· "}
            {text("transfer:web.case.heldUntil", {
              made: dayOfInstant(objection.madeAt, language),
              until: dayText(objection.answerBy, language),
            })}
            {objection.isOverdue && ` · ${text("transfer:web.notice.overdue")}`}{" "}
          </span>
        )}
        {plan.noticeId !== null && (
          <Go to={`/at/${ledger}/notices/${plan.noticeId}`}>{text("transfer:web.case.seeNotice")}</Go>
        )}
      </span>
    </p>
  );
}
