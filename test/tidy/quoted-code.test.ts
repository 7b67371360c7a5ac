import { quotedCode } from "./quoted-code.ts";
import { planted, testRule } from "./rule-suite.ts";

const file = planted("examples/a/x.ts", "const x = 1;", "const y = 2;");
const doc = (...lines: readonly string[]) => [file, planted("docs/scenario-authors/guide.md", ...lines)];
const link = "[`x.ts`](../../examples/a/x.ts):";

testRule({
  name: "quoted code",
  rule: quotedCode,
  bites: [
    doc("Some code:", "", "```ts", "const x = 1;", "```"),
    doc("```ts", "const x = 1;", "const y = 2;", "```"),
    doc(link, "", "```ts", "const x = 1;", "```"),
    doc(link, "", "```ts", "const x = 1;", "const y = 3;", "```"),
    doc(`From ${link}`, "", "```ts", "const y = 3;", "```"),
    doc(`From ${link}`, "", "```ts", "```"),
    doc("[`z.ts`](../../examples/a/z.ts):", "", "```ts", "const x = 1;", "```"),
    doc(link, "", "```ts", "const x = 1;", "const y = 2;", "```", "", "More.", "", "```json", "{}", "```"),
    [file, planted("examples/a/README.md", "[`x.ts`](x.ts):", "", "```ts", "const z = 1;", "```")],
  ],
  spares: [
    doc(link, "", "```ts", "const x = 1;", "const y = 2;", "```"),
    doc(
      "# Title",
      "",
      link,
      "```ts",
      "const x = 1;",
      "const y = 2;",
      "```",
      "",
      "More.",
      "",
      "```sh",
      "npm test",
      "```",
    ),
    doc(`From ${link}`, "", "```ts", "const y = 2;", "```"),
    [planted("docs/ledger.md", "```ts", "const z = 1;", "```")],
  ],
});
