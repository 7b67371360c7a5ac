import assert from "node:assert/strict";
import { test } from "node:test";
import { readVerifyFragment, verifyLink } from "./verify-link.ts";

const TARGET = { ledger: "bjtu", id: `0000019b${"a3".repeat(36)}` };

test("a link leads back to the ledger and the transaction that it was made for", () => {
  const link = verifyLink("https://node.example.cn", TARGET);
  assert.equal(link, `https://node.example.cn/verify#bjtu/${TARGET.id}`);
  assert.deepEqual(readVerifyFragment(new URL(link).hash), TARGET);
  assert.deepEqual(readVerifyFragment(`bjtu/${TARGET.id}`), TARGET);
});

test("a fragment that is no such link is none", () => {
  for (const fragment of [
    "",
    "#",
    "#bjtu",
    "#bjtu/",
    "#BJTU/00",
    `#bjtu/${TARGET.id}/x`,
    "#../etc/passwd",
    "#bjtu/<script>",
  ])
    assert.equal(readVerifyFragment(fragment), undefined, fragment);
});
