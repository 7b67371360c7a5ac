import { useAnswer } from "#web/access/use-answer.ts";
import { useLedger, useParameter } from "#web/parts/go.tsx";
import { Empty, Failed, Loading } from "#web/parts/states.tsx";
import { useSelf } from "#web/session/use-self.ts";
import { usePageTitle } from "#web/shell/use-page-title.ts";
import { useText } from "#web/text/texts.ts";
import { OpenActList } from "./acts/open-act-list.tsx";
import { openActsOfDeal } from "./acts/open-acts.ts";
import type { Achievement, CaseAnswer, Deal, Statement } from "./answers.ts";
import { CaseAccounts } from "./case-accounts.tsx";
import { CaseActs } from "./case-acts.tsx";
import { CaseDocuments } from "./case-documents.tsx";
import { CaseHead } from "./case-head.tsx";
import { CaseMoney } from "./case-money.tsx";
import { CasePeople } from "./case-people.tsx";
import { CaseWork } from "./case-work.tsx";
import { ShareCells } from "./share-cells.tsx";
import { StateRail } from "./state-rail.tsx";
import { holdersIn, holdersOf } from "./statement-rows.ts";
import { type Names, useNames } from "./use-names.ts";
import "./case.css";
import "./case-lists.css";

/** A case: where it stands, its money line by line with reasons, what happened, its papers and its people. */
export function CasePage() {
  const text = useText();
  const ledger = useLedger();
  const dealId = useParameter("dealId");
  const answer = useAnswer<CaseAnswer>(ledger, "transfer.case", { dealId });
  const found = answer.data;
  const names = useNames(ledger, peopleOf(found), found?.achievement?.leaderId);
  const deal = found?.deal ?? undefined;
  usePageTitle(deal?.title);
  if (answer.error !== null) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  if (found === undefined) return <Loading lines={12} />;
  if (deal === undefined) {
    return (
      <>
        <h1 className="title">{text("transfer:web.case.hiddenTitle")}</h1>
        <Empty title={text("transfer:web.case.hidden")} />
      </>
    );
  }
  const proof = found.steps?.find(({ name }) => name === "disclosed")?.transactionId ?? undefined;
  return (
    <div className="case">
      <CaseHead
        {...{ ledger, names, proof }}
        title={deal.title}
        number={found.achievement?.number}
        achievementId={deal.achievementId}
        parties={[deal.unitId, deal.counterpartyId]}
        deals={found.siblings ?? []}
        here={deal.id}
        rule={found.rule}
      />
      {found.steps !== undefined && <StateRail ledger={ledger} steps={found.steps} asset={deal.asset} names={names} />}
      <Objections found={found} />
      <CaseBody ledger={ledger} deal={deal} found={found} names={names} />
    </div>
  );
}

interface CaseBodyProps {
  readonly ledger: string;
  readonly deal: Deal;
  readonly found: CaseAnswer;
  readonly names: Names;
}

function CaseBody({ ledger, deal, found, names }: CaseBodyProps) {
  const self = useSelf(ledger);
  return (
    <>
      {self !== null && self !== undefined && <OpenActList ledger={ledger} acts={openActsOfDeal(found, self)} />}
      <div className="case-grid">
        <CaseMoney key={deal.id} {...{ ledger, deal, found, names }} />
        <CaseWork ledger={ledger} address={`cases/${deal.id}`} names={names} />
      </div>
      <CaseShares {...{ ledger, deal, found, names }} />
      <div className="case-grid">
        <CaseActs {...{ ledger, found, names }} achievementId={deal.achievementId} dealId={deal.id} />
        <div className="case-side">
          <CaseDocuments ledger={ledger} found={found} />
          <CasePeople
            {...{ ledger, names }}
            contributors={found.contributors ?? []}
            leaderId={leaderOf(found.achievement)}
          />
        </div>
      </div>
      {deal.signedOn !== null && <CaseAccounts ledger={ledger} deal={deal} names={names} />}
    </>
  );
}

/** Names that the case gives: of its team, and for the companies of a register of those who stand in it. */
function peopleOf(found: CaseAnswer | undefined) {
  return [...(found?.contributors ?? []), ...(found?.shareholders ?? [])];
}

function leaderOf(achievement: Achievement | null | undefined): string | undefined {
  return achievement?.leaderId;
}

/** Objections that wait for an answer, branching off below the rail. */
function Objections({ found }: { readonly found: CaseAnswer }) {
  const text = useText();
  const open = found.notices?.filter(({ openObjectionCount }) => openObjectionCount > 0) ?? [];
  return open.map(({ id, number, openObjectionCount }) => (
    <p className="case-branch" key={id}>
      {text("transfer:web.case.objections", { number, count: openObjectionCount })}
    </p>
  ));
}

/** Shares of this deal, or of the other deal of the same achievement that brought them: in a register of their own. */
function CaseShares({ ledger, found, deal, names }: CaseBodyProps) {
  const shares = deal.asset === "shares" ? deal : found.siblings?.find(({ asset }) => asset === "shares");
  const { data } = useAnswer<{ statement: Statement | null }>(
    ledger,
    "transfer.statement",
    { dealId: shares?.id ?? "" },
    { isOff: shares === undefined },
  );
  const statement = data?.statement ?? null;
  const register = deal.asset === "shares" ? (found.register ?? []) : [];
  const holders = statement?.asset === "shares" ? holdersOf(statement) : holdersIn(register);
  const unitHolder = statement?.restHolderId ?? register.find(({ kind }) => kind === "rest")?.payeeId;
  // A member of the team sees the own line alone: it is no whole to draw a part of.
  if (holders.length === 0 || unitHolder === undefined) return null;
  return <ShareCells {...{ holders, unitHolder, names }} />;
}
