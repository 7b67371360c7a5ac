import { firstText } from "../text/found-text.ts";
import type { Translate } from "../text/texts.ts";
import type { FieldWords } from "./field.ts";

/**
 * Words of a command's groups and choices: the scenario's own under `web.groups`, `web.fields` and `web.choices.<field>`, else its
 * plain lists such as `kinds` for the field `kind`.
 */
export function fieldWordsOf(scenario: string, text: Translate): FieldWords {
  return {
    group: (name) => firstText(text, [`${scenario}:web.groups.${name}`]),
    label: (name) => firstText(text, [`${scenario}:web.fields.${name}`, `form.fields.${name}`]),
    choice: (name, value) =>
      firstText(
        text,
        [`web.choices.${name}`, `${name}s`, name].map((list) => `${scenario}:${list}.${value}`),
      ),
  };
}

/** The word for a role, from whichever scenario has it. */
export function roleWord(text: Translate, scenarios: readonly string[], role: string): string {
  return (
    firstText(
      text,
      scenarios.map((scenario) => `${scenario}:roles.${role}`),
    ) ?? role
  );
}
