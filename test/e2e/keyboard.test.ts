import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Visit, WebHarness } from "../support/web-harness.ts";

const STOPS_MAX = 120;

interface Stop {
  /** Text or label of what has the focus. */
  readonly name: string;
  readonly tag: string;
  readonly isVisible: boolean;
}

/** Where the focus is, and whether one sees it. */
const STOP = `(() => {
  const focused = document.activeElement;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused);
  const name = focused.getAttribute("aria-label") ?? focused.textContent ?? "";
  return {
    name: name.trim(),
    tag: focused.tagName,
    isVisible: (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none",
  };
})()`;

/** Presses Tab until something of this name has the focus; everything on the way must show that it has it. */
async function tabTo({ page }: Visit, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let stops = 0; stops < STOPS_MAX; stops++) {
    await page.keyboard.press("Tab");
    const stop: Stop = await page.evaluate(STOP);
    if (stop.tag === "BODY") continue;
    assert.ok(stop.isVisible, `one sees that the focus is on ${stop.tag} “${stop.name}”`);
    if (typeof name === "string" ? stop.name === name : name.test(stop.name)) return;
    passed.push(stop.name);
  }
  assert.fail(`no stop called ${name} among ${passed.join(" · ")}`);
}

const WORDS = {
  zh: {
    role: /^财务处/,
    todo: "待办",
    do: "去办",
    toSign: "去签名",
    finish: "完成",
    sign: "签名",
    done: "已写入账本",
    receipt: "打开回执",
    seal: "核验相符",
    menu: "菜单",
    actor: /^当前身份/,
    close: "关闭",
  },
  en: {
    role: /^Finance/,
    todo: "To do",
    do: "Do it",
    toSign: "Go on to sign",
    finish: "Done",
    sign: "Sign",
    done: "Written on the ledger",
    receipt: "Open the receipt",
    seal: "Verified: it holds",
    menu: "Menu",
    actor: /^Acting as/,
    close: "Close",
  },
} as const;

describe("the keyboard alone", () => {
  let web: WebHarness;
  before(async () => {
    web = await WebHarness.start();
  });
  after(() => web.close());

  test("somebody steps into a role, finds the first thing to do, signs it, and looks at the receipt", async () => {
    const words = WORDS.zh;
    const visit = await web.visit("/");
    const { page } = visit;
    await page.getByRole("button", { name: words.role }).first().waitFor();
    await tabTo(visit, words.role);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: words.todo }).waitFor();
    await visit.settle();
    await tabTo(visit, words.do);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: words.toSign }).waitFor();
    await tabTo(visit, words.toSign);
    await page.keyboard.press("Enter");

    // The sheet takes the focus and keeps it.
    await visit.dialog.getByRole("button", { name: words.sign, exact: true }).waitFor();
    await page.locator(":focus", { hasText: /^签名$/ }).waitFor();
    await page.keyboard.press("Escape");
    await visit.dialog.waitFor({ state: "detached" });
    await page.locator(":focus", { hasText: words.toSign }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator(":focus", { hasText: /^签名$/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator(":focus", { hasText: words.finish }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText(words.done).waitFor();

    await tabTo(visit, words.receipt);
    await page.keyboard.press("Enter");
    await visit.dialog.getByRole("img", { name: words.seal }).waitFor();
    await page.keyboard.press("Escape");
    await visit.dialog.waitFor({ state: "detached" });
    await page.locator(":focus.proof").waitFor();
    await visit.close();
  });

  for (const language of ["zh", "en"] as const) {
    test(`menus, drawers, notes and sheets pass axe when they are open, in ${language}`, async () => {
      const words = WORDS[language];
      const visit = await web.visit("/at/bjtu/cases", { role: "bjtu/finance-officer", language });
      const { page } = visit;
      const actor = page.getByRole("button", { name: words.actor });
      await actor.focus();
      await page.keyboard.press("Enter");
      await page.getByRole("menuitem").first().waitFor();
      assert.deepEqual(await visit.axe(), [], "the menu of roles");
      await page.keyboard.press("Escape");
      await page.getByRole("menu").waitFor({ state: "detached" });
      await page.locator(":focus.actor").waitFor();

      await page.getByRole("row", { name: "3,000,000.00" }).getByRole("link").first().click();
      await page.locator(".ask").first().focus();
      await page.keyboard.press("Enter");
      await visit.dialog.waitFor();
      assert.deepEqual(await visit.axe(), [], "why an amount is what it is");
      await page.keyboard.press("Escape");
      await visit.dialog.waitFor({ state: "detached" });
      await page.locator(":focus.ask").waitFor();

      await page.getByRole("button", { name: words.receipt }).first().focus();
      await page.keyboard.press("Enter");
      await visit.dialog.getByRole("img", { name: words.seal }).waitFor();
      assert.deepEqual(await visit.axe(), [], "a receipt");
      await page.keyboard.press("Escape");
      await visit.dialog.waitFor({ state: "detached" });
      await page.locator(":focus.proof").waitFor();

      await page.goto(`${web.demo.url}/at/bjtu/commands/transfer.revoke-deputy?deputyshipId=deputy_${"0".repeat(32)}`);
      await page.getByRole("button", { name: words.toSign }).click();
      await visit.dialog.getByRole("button", { name: words.sign, exact: true }).waitFor();
      assert.deepEqual(await visit.axe(), [], "what is to be signed");
      await page.keyboard.press("Escape");
      await visit.dialog.waitFor({ state: "detached" });

      await page.setViewportSize({ width: 360, height: 800 });
      await page.getByRole("button", { name: words.menu }).focus();
      await page.keyboard.press("Enter");
      await visit.dialog.getByRole("navigation").first().waitFor();
      assert.deepEqual(await visit.axe(), [], "the drawer of a phone");
      await page.keyboard.press("Escape");
      await visit.dialog.waitFor({ state: "detached" });
      await page.locator(":focus", { has: page.locator("svg") }).waitFor();
      await visit.close();
    });
  }
});
