import assert from "node:assert/strict";
import { test } from "node:test";
import { codeTextOf } from "./code-text.ts";
import { isCode, readRepository } from "./source-file.ts";

const CASES: readonly (readonly [text: string, code: string])[] = [
  [`a(); // let b`, `a();         `],
  [`a(/* let */ b)`, `a(          b)`],
  [`a = "let \\" b" + 'c';`, `a = "        " + ' ';`],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is the text of a template.
  ["a = `let ${b + `x ${c({ d: 1 })} y`} z`;", "a = `    ${b + `  ${c({ d: 1 })}  `}  `;"],
  [`a = /let "[/"] \\/ '/g; b("c")`, `a = /              /g; b(" ")`],
  [`a = b / c; d = "/";`, `a = b / c; d = " ";`],
  [`return /"/.test(a)`, `return / /.test(a)`],
  [`<p>a</p>; <br />; "b"`, `<p>a</p>; <br />; " "`],
  [`"// no comment"; b`, `"             "; b`],
  [`/** doc\n * "x" */\nexport`, `       \n         \nexport`],
];

test("leaves code and blanks comments, strings and regular expressions", () => {
  for (const [text, code] of CASES) assert.equal(codeTextOf(text).code, code);
});

test("keeps the comments apart", () => {
  assert.equal(codeTextOf(`a("// b"); // c`).comments, `           // c`);
});

test("keeps every offset and every line of the repository's own code", () => {
  for (const { path, text } of readRepository().filter((file) => isCode(file.path))) {
    const { code, comments } = codeTextOf(text);
    assert.equal(code.length, text.length, path);
    assert.equal(comments.length, text.length, path);
    assert.equal(code.split("\n").length, text.split("\n").length, path);
    // A scanner that loses its way in a string or template ends with brackets that do not match.
    for (const [open = "", close = ""] of ["()", "{}", "[]"].map((pair) => pair.split(""))) {
      assert.equal(code.split(open).length, code.split(close).length, `${path} has as many ${open} as ${close}`);
    }
  }
});
