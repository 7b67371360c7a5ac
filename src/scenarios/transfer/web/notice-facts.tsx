import { rmbCapitals } from "#kernel/rmb-capitals";
import type { NoticeFact } from "#kit/notices-tables";
import { useMemberNames } from "#web/access/use-member-names.ts";
import { Amount } from "#web/parts/amount.tsx";
import { useLedger } from "#web/parts/go.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useText } from "#web/text/texts.ts";
import type { Asset } from "./answers.ts";
import { assetText } from "./asset-text.ts";

/** Facts whose values are codes, with the place of their words. */
const CODES: Readonly<Record<string, string>> = { kind: "kinds", route: "routes", pricing: "pricing", part: "parts" };
const AMOUNTS = ["price", "value", "amount", "pool", "received", "base", "withholding", "award", "rest"];
const RATES = ["share", "rate"];

/** The value of a fact in words: amounts with 大写, codes as what they mean, members by name. */
export function FactValue({ fact: { name, value } }: { readonly fact: NoticeFact }) {
  const text = useText();
  const { language } = useNode();
  const memberName = useMemberNames(useLedger());
  if (AMOUNTS.includes(name) && /^-?\d+$/.test(value)) {
    return (
      <>
        <Amount fen={value} /> <span className="unit">{text("shared.unit")}</span>
        {language === "zh" && <span className="meta capitals">{rmbCapitals(BigInt(value))}</span>}
      </>
    );
  }
  if (RATES.includes(name) && /^\d+$/.test(value)) return <>{Number(value) / 100} %</>;
  if (value === "yes" || value === "no") return <>{text(`shared.${value}`)}</>;
  const code = CODES[name];
  if (code !== undefined) return <>{text(`transfer:${code}.${value}`)}</>;
  return <>{value.startsWith("member_") ? memberName(value) : value}</>;
}

/** Whether a notice is about money or about shares. */
export function assetOfFacts(facts: readonly NoticeFact[]): Asset {
  return facts.some(({ name, value }) => name === "route" && value === "equity") ? "shares" : "money";
}

/** What a notice shows, as a list of facts. */
export function NoticeFacts({ facts }: { readonly facts: readonly NoticeFact[] }) {
  const text = useText();
  const asset = assetOfFacts(facts);
  return (
    <dl className="facts">
      {facts.map((fact) => (
        <div key={fact.name}>
          <dt>{assetText(text, asset, `facts.${fact.name}`)}</dt>
          <dd>
            <FactValue fact={fact} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
