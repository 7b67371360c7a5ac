import { useNode } from "../session/node-context.tsx";
import { LANGUAGES } from "../text/language.ts";
import { useText } from "../text/texts.ts";

/** 中 / EN. */
export function LanguageSwitch() {
  const text = useText();
  const { language, changeLanguage } = useNode();
  return (
    <fieldset className="language-switch">
      <legend className="for-readers">{text("bar.language")}</legend>
      {LANGUAGES.map((each) => (
        <button
          key={each}
          type="button"
          lang={each === "zh" ? "zh-CN" : "en"}
          aria-label={each === "zh" ? "中文" : "EN, English"}
          aria-pressed={each === language}
          onClick={() => changeLanguage(each)}
        >
          {each === "zh" ? "中" : "EN"}
        </button>
      ))}
    </fieldset>
  );
}
