import { useAnswer } from "#web/access/use-answer.ts";
import { useAddressState } from "#web/parts/go.tsx";
import { Empty, Failed, Loading } from "#web/parts/states.tsx";
import { Status } from "#web/parts/status.tsx";
import { useSelf } from "#web/session/use-self.ts";
import { useText } from "#web/text/texts.ts";
import type { Achievement, Page } from "../answers.ts";

/** Results of the own unit, to say which one a deal is about. */
export function AchievementChoice({ ledger }: { readonly ledger: string }) {
  const text = useText();
  const self = useSelf(ledger);
  const [, change] = useAddressState();
  const { data, error } = useAnswer<Page<Achievement>>(
    ledger,
    "transfer.achievements",
    { unitId: self?.memberId ?? "", limit: 200 },
    { isOff: !self },
  );
  if (error !== null) return <Failed error={error} />;
  if (self === null || data?.items.length === 0) return <Empty title={text("transfer:web.act.noAchievement")} />;
  if (data === undefined) return <Loading />;
  return (
    <ul className="ruled payee-choices">
      {data.items.map(({ id, number, title, state }) => (
        <li key={id}>
          <button type="button" className="link" onClick={() => change({ achievementId: id })}>
            {number} {title}
          </button>
          <Status tone={state === "registered" ? "done" : "wait"}>
            {text(`transfer:states.achievement.${state}`)}
          </Status>
        </li>
      ))}
    </ul>
  );
}
