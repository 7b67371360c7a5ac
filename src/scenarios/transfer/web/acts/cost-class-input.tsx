import { useAnswer } from "#web/access/use-answer.ts";
import { FieldFrame } from "#web/form/field-frame.tsx";
import { type EditorProps, useForm } from "#web/form/form-context.ts";
import { useNode } from "#web/session/node-context.tsx";
import { useText } from "#web/text/texts.ts";
import type { Bilingual } from "../answers.ts";

interface PacksAnswer {
  readonly packs: readonly {
    readonly id: string;
    readonly netIncome?: {
      readonly costClasses: readonly {
        readonly id: string;
        readonly title: Bilingual;
        readonly isDeductible: boolean;
      }[];
    };
  }[];
}

/** The class of a cost, chosen from those that the rule packs list. */
export function CostClassInput({ field, path, entry, ledger }: EditorProps & { readonly ledger: string }) {
  const text = useText();
  const { language } = useNode();
  const { change } = useForm();
  const { data } = useAnswer<PacksAnswer>(ledger, "transfer.rule-packs");
  const classes = new Map(
    (data?.packs ?? []).flatMap(({ netIncome }) => netIncome?.costClasses ?? []).map((each) => [each.id, each]),
  );
  return (
    <FieldFrame field={field} path={path} hint={text("transfer:web.act.costHint")}>
      {(control) => (
        <select
          {...control}
          className="input"
          value={typeof entry === "string" ? entry : ""}
          onChange={(event) => change(path, event.currentTarget.value)}
        >
          <option value="">{text("form.choose")}</option>
          {[...classes.values()].map(({ id, title }) => (
            <option key={id} value={id}>
              {title[language]}
            </option>
          ))}
          <option value="other">{text("transfer:web.act.otherCost")}</option>
        </select>
      )}
    </FieldFrame>
  );
}
