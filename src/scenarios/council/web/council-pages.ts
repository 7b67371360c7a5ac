import type { ScenarioPages } from "#web/scenario-pages.ts";
import { memberPicker } from "./member-picker.ts";
import { personPicker } from "./person-picker.ts";

/** Members, people and devices have pages of the shell; this brings their words and what one chooses them by. */
export const councilPages: ScenarioPages = {
  scenario: "council",
  pages: [],
  pickers: [memberPicker, personPicker],
  finds: { "council.member": "members", "council.person": "members" },
  texts: async (language) =>
    language === "zh"
      ? (await import("../text/zh.json", { with: { type: "json" } })).default
      : (await import("../text/en.json", { with: { type: "json" } })).default,
};
