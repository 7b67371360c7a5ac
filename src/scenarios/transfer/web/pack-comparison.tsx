import { type FormEvent, useId, useState } from "react";
import { parseYuan } from "#kernel/money";
import { useAnswer } from "#web/access/use-answer.ts";
import { amountParts } from "#web/format/amount.ts";
import { Amount } from "#web/parts/amount.tsx";
import { Go, useAddressState, useLedger } from "#web/parts/go.tsx";
import { Icon } from "#web/parts/icon.tsx";
import { Empty, Failed, Loading } from "#web/parts/states.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useText } from "#web/text/texts.ts";
import type { CaseItem, Page } from "./answers.ts";
import { floorsOf } from "./compared-floors.ts";
import type { ComparedRule } from "./pack-answers.ts";

const ROUTES = ["licence", "transfer", "equity"] as const;
/** Net income of the demo's round sum; anybody may type another. */
const FIRST_BASE = "100000000";
/** The unit whose own rule is compared where no case says so. */
const UNIT_CODE = "bjtu";

/** What each pack would give the team and the unit, side by side. Nothing is written. */
export function PackComparison() {
  const text = useText();
  const ledger = useLedger();
  const [{ case: dealId, base = FIRST_BASE, route = "licence", day }] = useAddressState();
  // A contract is signed on a day of the ledger, whose clock may be simulated.
  const { data: calendar } = useAnswer<{ today: string }>(ledger, "council.calendar", { count: 1 });
  const signedOn = day ?? calendar?.today ?? "";
  const isCase = dealId !== undefined;
  const made = useAnswer<{ packs: readonly ComparedRule[] }>(
    ledger,
    "transfer.pack-comparison",
    { route, base, signedOn, unitCode: UNIT_CODE, isStateFounded: true },
    { isOff: isCase || signedOn === "" },
  );
  const ofCase = useAnswer<{ packs: readonly ComparedRule[] }>(
    ledger,
    "transfer.case-comparison",
    { dealId: dealId ?? "" },
    { isOff: !isCase },
  );
  const { data, error } = isCase ? ofCase : made;
  return (
    <section className="comparison" aria-labelledby="comparison">
      <h2 className="heading" id="comparison">
        {text("transfer:web.rules.compare")}
        <span className="chip">{text("transfer:web.rules.notWritten")}</span>
        <span className="meta">{text("transfer:web.rules.compareLine")}</span>
      </h2>
      {/* The day of the ledger may come when somebody types already: it takes nothing away. */}
      <Choice key={`${base} ${route} ${day}`} {...{ base, route, signedOn, dealId }} />
      {error !== null && <Failed error={error} />}
      {data === undefined && error === null && <Loading lines={6} />}
      {data?.packs.length === 0 && <Empty title={text("transfer:web.rules.nothing")} />}
      {data !== undefined && data.packs.length > 0 && <Columns rules={data.packs} />}
    </section>
  );
}

interface ChoiceProps {
  readonly base: string;
  readonly route: string;
  readonly signedOn: string;
  readonly dealId: string | undefined;
}

function Choice({ base, route, signedOn, dealId }: ChoiceProps) {
  const text = useText();
  const ledger = useLedger();
  const { actor } = useNode();
  const [, change] = useAddressState();
  const { yuan, fen } = amountParts(base);
  const [entry, setEntry] = useState(`${yuan}${fen}`);
  const [isWrong, setWrong] = useState(false);
  const [chosenDay, setDay] = useState<string>();
  const day = chosenDay ?? signedOn;
  const note = useId();
  const compute = (event: FormEvent) => {
    event.preventDefault();
    const parsed = parseYuan(entry.replaceAll(",", "").trim());
    setWrong(!parsed.ok);
    if (parsed.ok) change({ base: String(parsed.fen), day, case: undefined });
  };
  return (
    <form className="comparison-choice" onSubmit={compute}>
      {actor.kind !== "nobody" && <CaseChoice ledger={ledger} dealId={dealId} />}
      <label>
        <span className="meta">{text("transfer:web.rules.base")}</span>
        <input
          value={entry}
          inputMode="decimal"
          aria-invalid={isWrong}
          aria-describedby={isWrong ? note : undefined}
          disabled={dealId !== undefined}
          onChange={(event) => setEntry(event.target.value)}
        />
      </label>
      <label>
        <span className="meta">{text("transfer:web.rules.route")}</span>
        <select
          value={route}
          disabled={dealId !== undefined}
          onChange={(event) => change({ route: event.target.value })}
        >
          {ROUTES.map((each) => (
            <option key={each} value={each}>
              {text(`transfer:routes.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="meta">{text("transfer:web.rules.signedOn")}</span>
        <input
          type="date"
          value={day}
          disabled={dealId !== undefined}
          onChange={(event) => setDay(event.target.value)}
        />
      </label>
      <button type="submit" className="button" disabled={dealId !== undefined}>
        {text("transfer:web.rules.compute")}
      </button>
      {isWrong && (
        <p id={note} role="alert" className="comparison-wrong">
          {text("transfer:web.rules.wrongAmount")}
        </p>
      )}
    </form>
  );
}

function CaseChoice({ ledger, dealId }: { readonly ledger: string; readonly dealId: string | undefined }) {
  const text = useText();
  const [, change] = useAddressState();
  const { data } = useAnswer<Page<CaseItem>>(ledger, "transfer.cases", { limit: 50 });
  const known = data?.items.filter(({ received }) => received !== undefined) ?? [];
  if (known.length === 0 && dealId === undefined) return null;
  return (
    <label>
      <span className="meta">{text("transfer:web.rules.case")}</span>
      <select value={dealId ?? ""} onChange={(event) => change({ case: event.target.value })}>
        <option value="">{text("transfer:web.rules.noCase")}</option>
        {dealId !== undefined && !known.some(({ id }) => id === dealId) && (
          <option value={dealId}>{text("transfer:web.rules.thisCase")}</option>
        )}
        {known.map(({ id, title, route, contractNumber }) => (
          <option key={id} value={id}>
            {text(`transfer:routes.${route}`)} {contractNumber} {title}
          </option>
        ))}
      </select>
    </label>
  );
}

function Columns({ rules }: { readonly rules: readonly ComparedRule[] }) {
  return (
    <ul className="comparison-columns">
      {rules.map((rule) => (
        <Column key={`${rule.packId} ${rule.ruleId}`} rule={rule} all={rules} />
      ))}
    </ul>
  );
}

function Column({ rule, all }: { readonly rule: ComparedRule; readonly all: readonly ComparedRule[] }) {
  const text = useText();
  const { language } = useNode();
  const ledger = useLedger();
  const whole = BigInt(rule.base);
  const share = whole === 0n ? 0 : Number((BigInt(rule.award) * 1_000n) / whole) / 10;
  return (
    <li className={rule.decides ? "is-deciding" : rule.isInForce ? "" : "is-past"}>
      <p className="comparison-rate">
        {rule.rates.map((rate) => rate.replace("%", " %")).join(" / ")}
        {rule.decides && <span className="chip">{text("transfer:web.rules.decides")}</span>}
      </p>
      <h3>{rule.packTitle[language]}</h3>
      <p className="meta">
        {rule.article[language]} · {text(`transfer:forces.${rule.force}`)}
        {!rule.isInForce && ` · ${text("transfer:verdicts.not-in-force")}`}
      </p>
      <dl>
        <div>
          <dt>{text("transfer:web.rules.base")}</dt>
          <dd>
            <Amount fen={rule.base} />
          </dd>
        </div>
        <div className="is-team">
          <dt>{text("transfer:web.rules.team")}</dt>
          <dd>
            <Amount fen={rule.award} />
          </dd>
        </div>
        <div>
          <dt>{text("transfer:web.rules.unit")}</dt>
          <dd>
            <Amount fen={rule.rest} />
          </dd>
        </div>
      </dl>
      <span className="comparison-bar" aria-hidden="true">
        <i style={{ width: `${share}%` }} />
      </span>
      <ul className="comparison-floors">
        {floorsOf(rule, all).map(({ packId, ruleId, isMet }) => {
          const floor = all.find((each) => each.packId === packId && each.ruleId === ruleId);
          return (
            <li key={`${packId} ${ruleId}`} className={isMet ? "status done" : "status idle"}>
              <Icon name={isMet ? "tick" : "ring"} size={13} />
              {text(isMet ? "transfer:web.rules.reaches" : "transfer:web.rules.below", {
                article: floor?.article[language] ?? "",
                rate: floor?.rates.join(" / ").replace("%", " %") ?? "",
                force: text(`transfer:forces.${floor?.force ?? "mandatory"}`),
              })}
            </li>
          );
        })}
      </ul>
      <Go to={`/at/${ledger}/rules?pack=${rule.packId}`} className="comparison-more">
        {text("transfer:web.rules.read")}
      </Go>
    </li>
  );
}
