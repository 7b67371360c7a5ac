import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { JsonObject } from "#kernel/json";
import { type Visit, WebHarness } from "../support/web-harness.ts";

/** What the new device objects to, each time to something else of the one open notice. */
const TARGETS = { zh: "whole", en: "ownership" } as const;

const LEADER = { zh: "团队负责人", en: "团队负责人" } as const;
const WORDS = {
  zh: {
    invite: "邀请登记设备",
    weak: "较弱",
    notEnrolled: "未登记",
    revoke: "注销",
    used: "另一台设备",
    reason: /理由/,
    toSign: "去签名",
    written: "已写入账本",
  },
  en: {
    invite: "Invite a device",
    weak: "weaker",
    notEnrolled: "not enrolled",
    revoke: "Revoke",
    used: "another device",
    reason: /Reason/,
    toSign: "Go on to sign",
    written: "Written on the ledger",
  },
} as const;

/** Opens the one person that the search finds. */
async function openPerson({ page }: Visit, origin: string, name: string): Promise<void> {
  await page.goto(`${origin}/at/bjtu/members?q=${encodeURIComponent(name)}`);
  await page.click("table.people tbody button.link");
  await page.waitForSelector(".person-panel");
}

/** Signs what the open sheet says and closes it. */
async function signSheet({ page }: Visit): Promise<void> {
  await page.click(".mantine-Modal-content .button.primary[data-autofocus]");
  await page.waitForSelector(".mantine-Modal-content .followed .is-done >> nth=2");
  await page.click(".mantine-Modal-content .button.primary");
}

/** Objects to a notice as far as the sheet that is to be signed. */
async function objectUpToSheet({ page }: Visit, language: "zh" | "en"): Promise<void> {
  await page.getByRole("textbox", { name: WORDS[language].reason }).fill("设备登记之后提出（测试）");
  await page.getByRole("button", { name: WORDS[language].toSign }).click();
}

describe("devices and signing together", () => {
  let web: WebHarness;
  let noticeId = "";
  before(async () => {
    web = await WebHarness.start();
    const member = web.demo.client("bjtu", "bjtu/team-member-1");
    const { items } = (await member.query("transfer.notices", { state: "open" })) as {
      readonly items: readonly JsonObject[];
    };
    noticeId = String(items.find(({ kind }) => kind === "award")?.["id"]);
  });
  after(() => web.close());

  for (const [language, isWithoutWebCrypto] of [
    ["zh", false],
    ["en", true],
  ] as const) {
    test(`a device is enrolled by invitation, comes in, and is out once it is revoked, in ${language}`, async () => {
      const words = WORDS[language];
      const { url } = web.demo;
      const admin = await web.visit("/at/bjtu/members", { language, role: "bjtu/administrator" });
      await openPerson(admin, url, LEADER[language]);
      await admin.page.click(`text=${words.invite}`);
      const link = (await admin.page.textContent(".invitation-link")) ?? "";
      const path = link.slice(new URL(link).origin.length);

      const device = await web.visit(path, { language, isWithoutWebCrypto });
      await device.page.click("form button[type=submit]");
      const shown = await device.page.textContent(".fingerprint");
      assert.equal((await device.page.textContent("main"))?.includes(words.weak), isWithoutWebCrypto);
      assert.deepEqual(await device.axe(), []);
      const thief = await web.visit(path, { language });
      await thief.page.waitForSelector(".enrol-section");
      assert.ok((await thief.page.textContent("main"))?.includes(words.used));
      await thief.close();

      await admin.page.goto(`${url}/at/bjtu/members?view=invitations`);
      assert.equal(await admin.page.textContent(".claim .fingerprint"), shown);
      assert.deepEqual(await admin.axe(), []);
      await admin.page.click(".claim .button.primary");
      await signSheet(admin);
      await device.page.waitForURL(`${url}/at/bjtu/work`);
      await device.page.goto(`${url}/enrol`);
      await device.page.waitForSelector(".enrol-section .status.done");

      // The key is still there after the page was loaded anew, and what it signs is that person's.
      const form = `${url}/at/bjtu/commands/transfer.object?noticeId=${noticeId}&target=`;
      await device.page.goto(form + TARGETS[language]);
      await objectUpToSheet(device, language);
      await device.sign();
      await device.page.getByText(words.written).waitFor();
      await device.page.goto(form + TARGETS[language]);
      await objectUpToSheet(device, language);
      await device.dialog.waitFor();

      await openPerson(admin, url, LEADER[language]);
      await admin.page
        .locator(".device-list li", { hasText: shown ?? "" })
        .locator("button.link")
        .click();
      await signSheet(admin);
      await device.dialog.getByRole("button", { name: /^(签名|Sign)$/ }).click();
      const refusal = device.dialog.getByRole("alert");
      await refusal.waitFor();
      assert.match((await refusal.textContent()) ?? "", /注销|revoked/);
      await device.page.goto(`${url}/enrol`);
      await device.page.waitForSelector(".enrol-section .status.wait");
      assert.ok((await device.page.textContent("main"))?.includes(words.notEnrolled));
      await admin.close();
      await device.close();
    });
  }

  test("two sign on one envelope, and both see what became of it", async () => {
    const { url } = web.demo;
    const first = await web.visit(`/at/bjtu/commands/transfer.void-deal?dealId=deal_${"a".repeat(32)}`, {
      role: "bjtu/transfer-officer",
    });
    await first.page.fill("form textarea", "双方协商解除");
    await first.page.selectOption("form select", { index: 1 });
    await first.page.click("form button[type=submit]");
    await first.page.click(".mantine-Modal-content .button.primary[data-autofocus]");
    await first.page.waitForSelector(".mantine-Modal-content .followed .is-now");

    const people = ["bjtu/company-manager", "bjtu/licensee-manager"] as const;
    const visits = await Promise.all(people.map((role) => web.visit("/at/bjtu/rounds", { role })));
    await Promise.all(visits.map((visit) => visit.settle()));
    const counts = await Promise.all(visits.map(({ page }) => page.locator(".act-list a").count()));
    assert.deepEqual([...counts].sort(), [0, 1], "only who was chosen sees it");
    const second = visits[counts.indexOf(1)];
    assert.ok(second !== undefined);
    await second.page.click(".act-list a");
    await second.page.click(".round .button.primary");
    assert.ok((await second.page.textContent(".signed-words"))?.includes("双方协商解除"));
    assert.deepEqual(await second.axe(), []);
    await second.page.click(".mantine-Modal-content .button.primary[data-autofocus]");
    // There is no such deal: both have signed, and the contract says no.
    await second.page.waitForSelector(".mantine-Modal-content .problem .proof");
    await first.page.goto(`${url}/at/bjtu/rounds`);
    await first.page.click(".act-list a");
    await first.page.waitForSelector(".round .followed .proof");
    for (const visit of [first, ...visits]) await visit.close();
  });
});
