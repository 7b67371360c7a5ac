import { percentText } from "#web/format/amount.ts";
import { useNode } from "#web/session/node-context.tsx";
import { useText } from "#web/text/texts.ts";
import type { RuleOfPack, RulePack } from "./pack-answers.ts";

/** The rules of a pack and its notices as a table: article, force, base, rate, and where each figure was read. */
export function PackRules({ pack }: { readonly pack: RulePack }) {
  const text = useText();
  const { language } = useNode();
  const heads = ["article", "ways", "rate", "force", "evidence"] as const;
  return (
    <table className="records pack-rules">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {text(`transfer:web.rules.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {pack.rules.map((rule) => (
          <tr key={rule.id}>
            <td className="pack-article">
              {rule.article[language]}
              <small className="meta">{rule.note[language]}</small>
              {rule.assumption !== undefined && <small className="meta">{rule.assumption[language]}</small>}
            </td>
            <td>
              {rule.routes
                .map((route) => text(`transfer:web.rules.routes.${route}`))
                .join(text("transfer:web.case.and"))}
            </td>
            <td>
              <RateOf rule={rule} />
              <small className="meta">
                {rule.recipient === "main-contributors"
                  ? text("transfer:web.rules.ofAward")
                  : text("transfer:web.rules.of", { base: text(`transfer:web.why.bases.${rule.base}`) })}
              </small>
            </td>
            <td>
              {text(`transfer:forces.${rule.force}`)}
              <small className="meta">{text(`transfer:web.rules.bindingOn.${rule.bindingOn}`)}</small>
            </td>
            <td>{text(`transfer:web.rules.evidences.${rule.evidence}`)}</td>
          </tr>
        ))}
        {pack.notices.map((notice) => (
          <tr key={notice.id}>
            <td className="pack-article">
              {notice.article[language]}
              <small className="meta">{notice.note[language]}</small>
            </td>
            <td>{text(`transfer:web.rules.about.${notice.about}`)}</td>
            <td>
              {notice.days === undefined
                ? "—"
                : text("transfer:web.rules.days", {
                    count: notice.days,
                    kind: text(`transfer:dayKinds.${notice.dayKind ?? "calendar"}`, { count: notice.days }),
                  })}
            </td>
            <td>
              {text(notice.force === "customary" ? "transfer:web.rules.customary" : `transfer:forces.${notice.force}`)}
              <small className="meta">{text(`transfer:web.rules.bindingOn.${notice.bindingOn}`)}</small>
            </td>
            <td>{text(`transfer:web.rules.evidences.${notice.evidence}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RateOf({ rule }: { readonly rule: RuleOfPack }) {
  const text = useText();
  const { rateBp, rateExact, tiers } = rule;
  const atLeast = rule.force === "unit-rule" ? "" : "≥ ";
  if (rateBp !== undefined) return <b>{`${atLeast}${percentText(rateBp)}`}</b>;
  if (rateExact !== undefined) return <b>{`${atLeast}${rateExact.num} / ${rateExact.den}`}</b>;
  return <b>{text("transfer:web.rules.tiers", { count: tiers?.length ?? 0 })}</b>;
}
