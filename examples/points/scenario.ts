import { anyTable, defineScenario } from "#kernel/scenario";
import { book, ISSUE_ACCOUNT } from "./accounts.ts";
import { issuePoints } from "./commands/issue-points.ts";
import { returnPoints } from "./commands/return-points.ts";
import { transferPoints } from "./commands/transfer-points.ts";
import { balances } from "./queries/balances.ts";
import { statement } from "./queries/statement.ts";
import { returns } from "./tables.ts";
import en from "./text/en.json" with { type: "json" };
import zh from "./text/zh.json" with { type: "json" };

/** Points: an issuer gives them out, people pass them on. The smallest scenario that has everything. */
export const points = defineScenario({
  name: "points",
  roles: ["points-issuer"],
  tables: [...book.tables, anyTable(returns)],
  commands: [issuePoints, transferPoints, returnPoints],
  queries: [balances, statement],
  timers: [],
  invariants: [book.invariant],
  texts: { zh, en },
  genesis(tx) {
    book.ensureAccount(tx, ISSUE_ACCOUNT);
  },
});
