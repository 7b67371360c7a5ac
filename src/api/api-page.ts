import type { Scenario } from "#kernel/scenario";
import type { LedgerService } from "#ledger/service";
import type { Language } from "./language.ts";
import { definitionSummary, definitionTitle, mountedScenarios } from "./openapi.ts";

/** A page for people: which commands and queries the ledgers of this node have. One file, without scripts or images. */
export function apiPage(nodeName: string, services: Iterable<LedgerService>, language: Language): string {
  const text = TEXTS[language];
  const sections = mountedScenarios(services).map(({ scenario, ledgers }) => section(scenario, ledgers, language));
  return `<!doctype html>
<html lang="${language === "zh" ? "zh-CN" : "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(`${text.title}: ${nodeName}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p><a href="?lang=${text.otherLanguage}" lang="${text.otherLanguage}">${text.otherName}</a></p>
<h1>${escapeHtml(`${text.title}: ${nodeName}`)}</h1>
<p>${escapeHtml(text.intro)} <a href="/api/openapi.json?lang=${language}">OpenAPI 3.1</a></p>
${sections.join("\n")}
</main>
</body>
</html>
`;
}

function section(scenario: Scenario, ledgers: readonly string[], language: Language): string {
  const text = TEXTS[language];
  const [ledger = ""] = ledgers;
  const commands = scenario.commands.map(({ name }) => entry(scenario, "commands", name, "", language));
  const queries = scenario.queries.map(({ name }) =>
    entry(scenario, "queries", name, `/api/v1/ledgers/${ledger}/${name.replace(".", "/")}`, language),
  );
  return `<h2>${escapeHtml(scenario.name)}</h2>
<p>${escapeHtml(`${text.ledgers}: ${ledgers.join(", ")}`)}</p>
${list(text.commands, commands)}${list(text.queries, queries)}`;
}

function list(title: string, entries: readonly string[]): string {
  return entries.length === 0 ? "" : `<h3>${escapeHtml(title)}</h3>\n<dl>\n${entries.join("\n")}\n</dl>\n`;
}

function entry(
  scenario: Scenario,
  kind: "commands" | "queries",
  name: string,
  path: string,
  language: Language,
): string {
  const title = definitionTitle(scenario, kind, name, language);
  const summary = definitionSummary(scenario, kind, name, language) ?? "";
  const code = `<code>${escapeHtml(name)}</code>`;
  const address = path === "" ? "" : `<br><code>GET ${escapeHtml(path)}</code>`;
  return `<dt id="${escapeHtml(name)}">${escapeHtml(title)} ${code}</dt><dd>${escapeHtml(summary)}${address}</dd>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

const STYLE =
  "body{font:16px/1.6 system-ui,sans-serif;margin:0;color:#1d2129;background:#fff}main{max-width:52rem;margin:0 auto;padding:1.5rem}code{font-size:.875em;color:#5a4a1f}dt{font-weight:600;margin-top:.8rem}dd{margin:0 0 0 1rem}a{color:#0b57a4}@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#16181c}code{color:#d8c48a}a{color:#8ab8ec}}";

const TEXTS = {
  en: {
    title: "API",
    intro: "Commands are signed transactions; queries read what the signed-in key may see. The complete description:",
    ledgers: "Ledgers",
    commands: "Commands",
    queries: "Queries",
    otherLanguage: "zh",
    otherName: "中文",
  },
  zh: {
    title: "接口",
    intro: "命令是签名交易；查询只返回登录密钥可见的内容。完整说明见",
    ledgers: "账本",
    commands: "命令",
    queries: "查询",
    otherLanguage: "en",
    otherName: "English",
  },
} as const;
