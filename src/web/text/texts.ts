import i18next, { type i18n } from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import { fillText } from "#kernel/fill-text";
import type { Texts } from "#kernel/scenario";
import type { Language } from "./language.ts";

/** Texts of the interface (`web`) and of the scenarios, each under the scenario's name. */
export type Namespaces = Readonly<Record<string, Texts>>;

/** Makes the texts of a language ready. Facts are filled in as everywhere else, by `fillText`. */
export function startTexts(language: Language, namespaces: Namespaces): i18n {
  const texts = i18next.createInstance();
  // Resources are at hand, so nothing is waited for.
  void texts.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    ns: Object.keys(namespaces),
    defaultNS: "web",
    resources: { [language]: namespaces },
    initAsync: false,
  });
  return texts;
}

/** Facts that a text is completed with. */
export type TextFacts = Readonly<Record<string, string | number>>;

/** Gives the text of a key: `bar.search`, or `transfer:states.deal.signed` from a scenario. */
export type Translate = (key: string, facts?: TextFacts) => string;

/** Texts in the language of the page. */
export function useText(): Translate {
  const { t } = useTranslation();
  return (key, facts) => fillText(t(key, { skipInterpolation: true }), facts ?? {});
}
