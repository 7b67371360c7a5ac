import { noCycles, oneWayImports, zodInShapeOnly } from "./ring-rules.ts";
import { planted, testRule } from "./rule-suite.ts";

testRule({
  name: "one-way imports",
  rule: oneWayImports,
  bites: [
    planted("src/kernel/a.ts", `import { x } from "#ledger/x";`),
    planted("src/kernel/a.ts", `import type { X } from "#ledger/x";`),
    planted("src/kernel/a.ts", `import { type X } from "../ledger/x.ts";`),
    planted("src/kernel/a.ts", `export { x } from "#kit/x";`),
    planted("src/kernel/a.ts", `export * from "#kit/x";`),
    planted("src/kernel/a.ts", `const x = await import("#kit/x");`),
    planted("src/kernel/a.ts", `type X = import("#kit/x").X;`),
    planted("src/kernel/a.ts", `import "#kit/x";`),
    planted("src/kernel/a.ts", `import {`, `  x,`, `} from "#kit/x";`),
    planted("src/kernel/a.ts", `import { x } from "../../test/support/x.ts";`),
    planted("src/ledger/a.ts", `import { x } from "#sqlite/x";`),
    planted("src/ledger/a.ts", `import { x } from "../kernel/x.ts";`),
    planted("src/kit/a.ts", `import { x } from "#ledger/x";`),
    planted("src/scenarios/transfer/a.ts", `import { x } from "#ledger/x";`),
    planted("src/scenarios/transfer/a.ts", `import { x } from "../council/x.ts";`),
    planted("src/scenarios/transfer/commands/a.ts", `import { x } from "#scenarios/council/x";`),
    planted("src/scenarios/transfer/a.ts", `import { scenarios } from "../index.ts";`),
    planted("src/client/a.ts", `import { x } from "#api/x";`),
    planted("src/api/a.ts", `import { x } from "#scenarios/transfer/x";`),
    planted("src/api/a.ts", `import { x } from "#kit/x";`),
    planted("src/api/a.ts", `import { x } from "../node.ts";`),
    planted("src/papers/a.ts", `import { x } from "#scenarios/papers";`),
    planted("src/scenarios/transfer/papers/a.ts", `import { x } from "#papers/x";`),
    planted("src/api/a.ts", `import { papers } from "#scenarios/papers";`),
    planted("src/cli/a.ts", `import { x } from "#sqlite/x";`),
    planted("src/unheard-of/a.ts", `import { x } from "#kernel/x";`),
  ],
  spares: [
    planted("src/kernel/a.ts", `import { x } from "#kernel/x";`, `import y from "node:crypto";`, `// from "#ledger/x"`),
    planted("src/kernel/a.ts", `const text = 'import { x } from "#ledger/x"';`),
    planted("src/kernel/a.test.ts", `import { x } from "#ledger/x";`),
    planted("src/ledger/a.ts", `import { x } from "#kernel/x";`, `import { y } from "./y.ts";`),
    planted("src/sqlite/a.ts", `import { x } from "#ledger/x";`),
    planted("src/scenarios/transfer/commands/a.ts", `import { x } from "#kit/x";`, `import { y } from "../tables.ts";`),
    planted("src/scenarios/index.ts", `import { transfer } from "./transfer/scenario.ts";`),
    planted("src/scenarios/papers.ts", `import { papers } from "./transfer/papers/papers.ts";`),
    planted("src/node.ts", `import { papers } from "#scenarios/papers";`),
    planted("src/api/a.ts", `import { scenarios } from "#scenarios/index";`),
    planted("src/cli/a.ts", `import { x } from "#client/x";`, `import { startNode } from "../node.ts";`),
    planted("src/node.ts", `import { x } from "#api/x";`, `import { y } from "#sqlite/y";`),
    planted("bench/a.ts", `import { x } from "#ledger/x";`),
  ],
});

testRule({
  name: "no import cycles",
  rule: noCycles,
  bites: [
    planted("src/kernel/a.ts", `import { a } from "./a.ts";`),
    [
      planted("src/kernel/a.ts", `import { b } from "./b.ts";`),
      planted("src/kernel/b.ts", `import { a } from "#kernel/a";`),
    ],
    [
      planted("src/kernel/a.ts", `import type { B } from "#kernel/b";`),
      planted("src/kernel/b.ts", `import { c } from "./c.ts";`),
      planted("src/kernel/c.ts", `import type { A } from "./a.ts";`),
    ],
  ],
  spares: [
    [
      planted("src/kernel/a.ts", `import { b } from "./b.ts";`, `import { c } from "./c.ts";`),
      planted("src/kernel/b.ts", `import { c } from "./c.ts";`),
      planted("src/kernel/c.ts", `export const c = 1;`),
    ],
  ],
});

testRule({
  name: "zod in the shape file only",
  rule: zodInShapeOnly,
  bites: [
    planted("src/kernel/a.ts", `import { z } from "zod";`),
    planted("src/kit/a.test.ts", `import * as z from "zod/v4";`),
    planted("scripts/a.ts", `const { z } = await import("zod");`),
  ],
  spares: [
    planted("src/kernel/shape.ts", `import { z } from "zod";`),
    planted("src/kit/a.ts", `import { shape } from "#kernel/shape";`),
  ],
});
