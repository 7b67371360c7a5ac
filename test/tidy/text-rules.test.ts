import { planted, testRule } from "./rule-suite.ts";
import { testedRejections, textsInBothLanguages } from "./text-rules.ts";

const FOLDER = "src/scenarios/transfer/text";

function texts(chinese: object, english: object) {
  return [planted(`${FOLDER}/zh.json`, JSON.stringify(chinese)), planted(`${FOLDER}/en.json`, JSON.stringify(english))];
}

testRule({
  name: "texts in both languages",
  rule: textsInBothLanguages,
  bites: [
    texts({ a: "甲" }, { a: "A", b: "B" }),
    texts({ a: "甲", b: "乙" }, { a: "A" }),
    texts({ a: { b: "乙" } }, { a: { c: "C" } }),
    texts({ a: " " }, { a: "A" }),
    texts({ a: "甲" }, { a: "" }),
    texts({ a: null }, { a: "A" }),
    texts({ a: "{count} 项" }, { a: "{number} items" }),
    [planted(`${FOLDER}/zh.json`, `{"a":"甲"}`)],
    [planted("src/api/text/en.json", `{"a":"A"}`)],
  ],
  spares: [
    texts({ a: { b: "{count} 项" } }, { a: { b: "{count} items" } }),
    [planted("src/kit/rule-pack.json", `{"a":""}`)],
  ],
});

const COMMAND = "src/scenarios/transfer/commands/sign-contract.ts";
const DECLARES = `  rejections: { case_not_found: 404, case_closed: 409 },`;
const RETURNS = `return a ? reject("case_not_found") : reject("case_closed");`;
const TEST = `expectRejected(answer, "case_not_found"); expectRejected(answer, "case_closed");`;

testRule({
  name: "tested rejections",
  rule: testedRejections,
  bites: [
    planted(COMMAND, DECLARES, RETURNS),
    [planted(COMMAND, DECLARES, RETURNS), planted("src/scenarios/transfer/a.test.ts", `"case_closed"`)],
    [planted(COMMAND, DECLARES, `return reject("case_closed");`), planted("src/scenarios/transfer/a.test.ts", TEST)],
    [
      planted(COMMAND, `rejections: { invalid_case: 422 },`, `"invalid_case"`),
      planted("src/kit/a.test.ts", `"invalid_case"`),
    ],
    [
      planted(COMMAND, `rejections: { caseClosed: 409 },`, `"caseClosed"`),
      planted("src/kit/a.test.ts", `"caseClosed"`),
    ],
    planted("src/kit/notices.ts", "rejections: {", "  // Why.", "  notice_over: 409,", "},", `"notice_over"`),
  ],
  spares: [
    [planted(COMMAND, DECLARES, RETURNS), planted("src/scenarios/transfer/story.test.ts", TEST)],
    planted(COMMAND, "rejections: {},"),
    planted("src/ledger/a.ts", DECLARES),
  ],
});
