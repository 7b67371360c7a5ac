import { useAnswer } from "#web/access/use-answer.ts";
import { useLedger, useParameter } from "#web/parts/go.tsx";
import { Empty, Failed, Loading } from "#web/parts/states.tsx";
import { useSelf } from "#web/session/use-self.ts";
import { usePageTitle } from "#web/shell/use-page-title.ts";
import { useText } from "#web/text/texts.ts";
import { OpenActList } from "./acts/open-act-list.tsx";
import { openActsOfAchievement } from "./acts/open-acts.ts";
import type { Achievement, CaseAnswer, Contributor, DealSummary } from "./answers.ts";
import { CaseActs } from "./case-acts.tsx";
import { CaseHead } from "./case-head.tsx";
import { CasePeople } from "./case-people.tsx";
import { CaseWork } from "./case-work.tsx";
import { useNames } from "./use-names.ts";
import "./case.css";
import "./case-lists.css";

interface AchievementAnswer {
  readonly achievement: Achievement | null;
  readonly contributors: readonly Contributor[];
  readonly deals: readonly DealSummary[];
}

/** A result with its team, also while it has no deal yet. */
export function AchievementPage() {
  const text = useText();
  const ledger = useLedger();
  const achievementId = useParameter("achievementId");
  const answer = useAnswer<AchievementAnswer>(ledger, "transfer.achievement", { achievementId });
  const self = useSelf(ledger);
  const names = useNames(ledger, answer.data?.contributors, answer.data?.achievement?.leaderId);
  usePageTitle(answer.data?.achievement?.title);
  if (answer.error !== null) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <Loading lines={8} />;
  const { achievement, contributors, deals } = answer.data;
  if (achievement === null) {
    return (
      <>
        <h1 className="title">{text("transfer:web.achievement.title")}</h1>
        <Empty title={text("transfer:web.case.hidden")} />
      </>
    );
  }
  const found: CaseAnswer = { deal: null, achievement, contributors };
  return (
    <div className="case">
      <CaseHead
        {...{ ledger, names, achievementId, deals }}
        title={achievement.title}
        number={achievement.number}
        parties={[achievement.unitId]}
      />
      {self !== null && self !== undefined && (
        <OpenActList
          ledger={ledger}
          acts={openActsOfAchievement(achievement, isUnconfirmed(contributors, self.personId), self)}
        />
      )}
      {deals.length === 0 && <p className="meta case-none">{text("transfer:web.case.noDeals")}</p>}
      <div className="case-grid">
        <CaseActs {...{ ledger, names, achievementId, found }} />
        <div className="case-side">
          <CaseWork ledger={ledger} address={`achievements/${achievementId}`} names={names} />
          <dl className="facts">
            <div>
              <dt>{text("transfer:web.achievement.state")}</dt>
              <dd>{text(`transfer:states.achievement.${achievement.state}`)}</dd>
            </div>
            <div>
              <dt>{text("transfer:web.achievement.kind")}</dt>
              <dd>{text(`transfer:kinds.${achievement.kind}`)}</dd>
            </div>
          </dl>
          <CasePeople {...{ ledger, names, contributors }} leaderId={achievement.leaderId} />
        </div>
      </div>
    </div>
  );
}

function isUnconfirmed(contributors: readonly Contributor[], self: string): boolean {
  return contributors.some(({ personId, confirmedBy }) => personId === self && confirmedBy === null);
}
