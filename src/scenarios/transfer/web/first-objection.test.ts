import assert from "node:assert/strict";
import { test } from "node:test";
import { firstObjectionTo } from "./first-objection.ts";
import type { ShownObjection } from "./notice-answers.ts";

type Told = Pick<ShownObjection, "state" | "lineId" | "madeAt" | "answerBy">;

function objection(name: string, more: Partial<Told> = {}): Told & { readonly name: string } {
  return { name, lineId: "jia", state: "open", madeAt: 1, answerBy: "2026-03-20", ...more };
}

test("of the open objections to a line the one counts that is to be answered first", () => {
  const all = [
    objection("later"),
    objection("answered", { state: "dismissed", answerBy: "2026-03-01" }),
    objection("to another line", { lineId: "yi", answerBy: "2026-03-01" }),
    objection("first", { answerBy: "2026-03-10", madeAt: 5 }),
    objection("made before on the same day", { answerBy: "2026-03-10", madeAt: 4 }),
  ];
  assert.equal(firstObjectionTo(all, "jia")?.name, "made before on the same day");
  assert.equal(firstObjectionTo(all, "bing"), undefined);
});
