import { CommandForm } from "#web/form/command-form.tsx";
import { dayText, instantText } from "#web/format/date.ts";
import { useAddressState, useLedger } from "#web/parts/go.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useSelf } from "#web/session/use-self.ts";
import { useText } from "#web/text/texts.ts";
import type { ShownNotice, ShownObjection } from "./notice-answers.ts";
import { ObjectionStatus } from "./notice-state.tsx";
import { useNames } from "./use-names.ts";

export interface ObjectionsProps {
  readonly notice: ShownNotice;
  readonly objections: readonly ShownObjection[];
}

/** Objections to a notice, as far as the viewer may see them, and what may be done about each. */
export function Objections({ notice, objections }: ObjectionsProps) {
  const text = useText();
  const [state, change] = useAddressState();
  const hidden = notice.objectionCount - objections.length;
  if (notice.objectionCount === 0) return null;
  return (
    <section className="notice-section">
      <h2 className="heading">
        {text("transfer:web.notice.objections")}
        <span className="meta">
          {text("transfer:web.notice.objectionCount", {
            count: notice.objectionCount,
            open: notice.openObjectionCount,
          })}
        </span>
      </h2>
      {hidden > 0 && <p className="meta">{text("transfer:web.notice.objectionsHidden", { count: hidden })}</p>}
      <ol className="ruled objections">
        {objections.map((objection) => (
          <ObjectionItem
            key={objection.id}
            {...{ notice, objection }}
            isOpened={state["answer"] === objection.id}
            onOpen={(isOpen) => change({ answer: isOpen ? objection.id : undefined })}
          />
        ))}
      </ol>
    </section>
  );
}

interface ObjectionItemProps {
  readonly notice: ShownNotice;
  readonly objection: ShownObjection;
  readonly isOpened: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

function ObjectionItem({ notice, objection, isOpened, onOpen }: ObjectionItemProps) {
  const text = useText();
  const { language } = useNode();
  const ledger = useLedger();
  const self = useSelf(ledger);
  const { id, target, lineId, reason, resolution, state, madeAt, answerBy, isOverdue, objectorId } = objection;
  const isMine = self?.personId === objectorId;
  const mayAnswer = self?.roles.includes("discipline-officer") === true && !isMine;
  const names = useNames(ledger);
  const lineName = (line: string) => notice.lines.find((each) => each.id === line)?.name ?? names.person(line);
  const done = () => onOpen(false);
  return (
    <li className="objection">
      <p className="spread">
        <span>
          <b>{text(`transfer:targets.${target}`)}</b>
          {lineId !== null && <span className="meta"> {lineName(lineId)}</span>}
        </span>
        <ObjectionStatus state={state} />
      </p>
      <p>{reason ?? <span className="meta">{text("transfer:web.notice.erased")}</span>}</p>
      <p className="meta">
        {instantText(madeAt, language)} · {text("transfer:web.notice.answerBy", { day: dayText(answerBy, language) })}
        {isOverdue && state === "open" && ` · ${text("transfer:web.notice.overdue")}`}
      </p>
      {resolution !== null && <p className="objection-answer">{resolution}</p>}
      {state === "open" && (isMine || mayAnswer) && !isOpened && (
        <button type="button" className="button small" onClick={() => onOpen(true)}>
          {text(mayAnswer ? "transfer:web.notice.answer" : "transfer:web.notice.takeBack")}
        </button>
      )}
      {isOpened && mayAnswer && (
        <CommandForm
          ledger={ledger}
          command="transfer.resolve-objection"
          about={id}
          initial={{ objectionId: id }}
          hidden={["objectionId"]}
          afterwards={text("transfer:web.notice.answerAfter")}
          onDone={done}
        />
      )}
      {isOpened && !mayAnswer && isMine && (
        <CommandForm
          ledger={ledger}
          command="transfer.withdraw-objection"
          about={id}
          initial={{ objectionId: id }}
          hidden={["objectionId"]}
          onDone={done}
        />
      )}
    </li>
  );
}
