import { changeNotes, docLinks, languageTwins } from "./doc-rules.ts";
import { planted, testRule } from "./rule-suite.ts";

testRule({
  name: "links in documents",
  rule: docLinks,
  bites: [
    planted("docs/a.md", "[b](b.md)"),
    planted("docs/a.md", "[readme](README.md)"),
    [planted("docs/a.md", "[b](b.md#second)"), planted("docs/b.md", "# First")],
    planted("docs/a.md", "[here](#nowhere)"),
    planted("docs/a.md", "![a page](pictures/en/work.webp)"),
    [planted("docs/a.md", "[b](b.md#not-a-heading)"), planted("docs/b.md", "```", "# Not a heading", "```")],
  ],
  spares: [
    [
      planted("docs/a.md", "[b](b.md#second-part-of-3), [up](../README.md)"),
      planted("docs/b.md", "## Second part (of 3)"),
      planted("README.md"),
    ],
    [planted("docs/a.md", "[code](../src/kernel/json.ts), [folder](../src/kernel/)"), planted("src/kernel/json.ts")],
    planted("docs/a.md", "[site](https://example.org/x.md), [mail](mailto:a@example.org)", "```", "[x](y.md)", "```"),
    planted("docs/a.md", "# 三链 ledger", "[here](#三链-ledger)"),
    planted("README.md", "[licence](LICENSE)"),
    [planted("docs/a.md", "![a page](pictures/en/work.webp)"), planted("docs/pictures/en/work.webp")],
  ],
});

testRule({
  name: "change notes",
  rule: changeNotes,
  bites: [
    planted("changes/a.md", "New things."),
    planted("changes/a.md", "Added:"),
    planted("changes/a.txt", "Added: x"),
  ],
  spares: [planted("changes/a.md", "Added: new things."), planted("changes/README.md", "# Notes")],
});

const ENGLISH = planted(
  "a.md",
  "[中文](a.zh.md)",
  "# A",
  "## B",
  "![x](pictures/en/x.webp)",
  "```sh",
  "npm start  # go",
  "```",
);

testRule({
  name: "twins in Chinese",
  rule: languageTwins,
  bites: [
    planted("a.zh.md", "[English](a.md)", "# 甲"),
    [planted("a.zh.md", "# 甲"), planted("a.md", "[中文](a.zh.md)", "# A")],
    [planted("a.zh.md", "[English](a.md)", "# 甲"), planted("a.md", "# A")],
    [planted("a.zh.md", "[English](a.md)", "# 甲"), planted("a.md", "[中文](a.zh.md)", "# A", "## B")],
    [planted("a.zh.md", "[English](a.md)", "# 甲", "### 乙"), planted("a.md", "[中文](a.zh.md)", "# A", "## B")],
    [
      ENGLISH,
      planted("a.zh.md", "[English](a.md)", "# 甲", "## 乙", "![x](pictures/zh/x.webp)", "```sh", "npm test", "```"),
    ],
    [
      ENGLISH,
      planted("a.zh.md", "[English](a.md)", "# 甲", "## 乙", "![y](pictures/zh/y.webp)", "```sh", "npm start", "```"),
    ],
    [
      ENGLISH,
      planted("a.zh.md", "[English](a.md)", "# 甲", "## 乙", "![x](pictures/en/x.webp)", "```sh", "npm start", "```"),
    ],
  ],
  spares: [
    [
      ENGLISH,
      planted(
        "a.zh.md",
        "[English](a.md)",
        "# 甲",
        "## 乙",
        "![叉](pictures/zh/x.webp)",
        "```sh",
        "npm start   # 开始",
        "```",
      ),
    ],
    planted("docs/a.md", "# Without a twin"),
  ],
});
