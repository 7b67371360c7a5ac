import { changeNotes, docLinks } from "./doc-rules.ts";
import { planted, testRule } from "./rule-suite.ts";

testRule({
  name: "links in documents",
  rule: docLinks,
  bites: [
    planted("docs/a.md", "[b](b.md)"),
    planted("docs/a.md", "[readme](README.md)"),
    [planted("docs/a.md", "[b](b.md#second)"), planted("docs/b.md", "# First")],
    planted("docs/a.md", "[here](#nowhere)"),
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
