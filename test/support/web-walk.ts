import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import type { DemoLabel } from "#kernel/demo-keys";
import type { Visit, WebHarness } from "./web-harness.ts";

const MOVES_MAX = 12;
/** So long a page may take to show what a deadline has done. */
const GLANCE_MS = 1_500;

/** People who go through the pages one after the other, each by what stands on the page in Chinese. */
export class WebWalk {
  readonly #web: WebHarness;

  constructor(web: WebHarness) {
    this.#web = web;
  }

  /** Opens a page below the unit's ledger as a role, does something there, and closes it again. */
  async as<T>(role: DemoLabel, path: string, run: (page: Page) => Promise<T>): Promise<T> {
    const visit: Visit = await this.#web.visit(`/at/bjtu/${path}`, { role });
    await visit.settle();
    const found = await run(visit.page);
    await visit.close();
    return found;
  }

  /** Opens the first work of a kind that a role has about a title, does it and signs it. Returns the address of the act. */
  async work(
    role: DemoLabel,
    kind: string,
    about: string,
    fill: (page: Page) => Promise<void> = nothing,
  ): Promise<URL> {
    return this.as(role, "work", async (page) => {
      const item = page.locator("main li, main section, main tr").filter({ hasText: kind }).filter({ hasText: about });
      await item
        .getByRole("link", { name: /去办|办理|匹配|确认|登记|公示|签署|审批|录入|编制|放行|提出|决定/ })
        .last()
        .click();
      await page.getByRole("button", { name: "去签名" }).waitFor();
      await fill(page);
      await sign(page);
      return new URL(page.url());
    });
  }

  /** Does an act on its own page and signs it. Returns where it shows afterwards. */
  async act(role: DemoLabel, path: string, fill: (page: Page) => Promise<void> = nothing): Promise<string> {
    return this.as(role, `acts/${path}`, async (page) => {
      await page.getByRole("button", { name: "去签名" }).waitFor();
      await fill(page);
      await sign(page);
      return shownAt(page);
    });
  }

  /** Gives the signature that the oldest open round of a kind waits for. */
  async cosign(role: DemoLabel, kind: RegExp): Promise<void> {
    await this.as(role, "rounds", async (page) => {
      await page.getByRole("link", { name: kind }).first().click();
      await page.getByRole("button", { name: "阅读并签名" }).click();
      await signSheet(page);
    });
  }

  /** Follows a link on a page to an act and signs it. Returns where it shows afterwards. */
  async follow(
    role: DemoLabel,
    path: string,
    link: string | RegExp,
    fill: (page: Page) => Promise<void> = nothing,
  ): Promise<string> {
    return this.as(role, path, async (page) => {
      await page.getByRole("link", { name: link }).first().click();
      await page.getByRole("button", { name: "去签名" }).waitFor();
      await fill(page);
      await sign(page);
      return shownAt(page);
    });
  }

  /** Moves the demo's clock from deadline to deadline until a page shows something. */
  async clockUntil(path: string, wanted: (page: Page) => Locator): Promise<void> {
    await this.as("bjtu/transfer-officer", path, async (page) => {
      for (let moves = 0; moves < MOVES_MAX; moves++) {
        const isThere = await wanted(page)
          .waitFor({ timeout: GLANCE_MS })
          .then(
            () => true,
            () => false,
          );
        if (isThere) return;
        const last = await page.locator(".clock time").getAttribute("datetime");
        await page.locator(".clock button").click();
        await page.getByRole("dialog").getByRole("button", { name: "签名", exact: true }).click();
        await page.getByRole("dialog").getByRole("button", { name: "完成" }).click();
        await page.locator(`.clock time:not([datetime="${last}"])`).waitFor();
      }
      assert.fail(`the clock was moved ${MOVES_MAX} times and ${path} still does not show it`);
    });
  }
}

async function nothing(): Promise<void> {}

/** Address below the ledger to which the page of an act leads once it is signed; empty while others have to sign. */
async function shownAt(page: Page): Promise<string> {
  const shown = page.getByRole("link", { name: "去看结果" });
  return (await shown.count()) === 0 ? "" : ((await shown.getAttribute("href")) ?? "").replace("/at/bjtu/", "");
}

/** Goes to the sheet, signs, and waits until it is final. */
export async function sign(page: Page): Promise<void> {
  await page.getByRole("button", { name: "去签名" }).click();
  await signSheet(page);
}

/** Signs on the sheet that is open, and closes it once the entry is final. */
export async function signSheet(page: Page): Promise<void> {
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: "签名", exact: true }).click();
  const finish = sheet.getByRole("button", { name: "完成" });
  const refused = sheet.getByRole("button", { name: "回去修改" });
  await finish.or(refused).waitFor();
  if (await refused.isVisible()) assert.fail(`refused: ${await sheet.textContent()}`);
  await finish.click();
  await sheet.waitFor({ state: "hidden" });
}

/** Says who signs on the same envelope: the first one whose line in the list has some words. */
export async function chooseCosigner(page: Page, words: RegExp): Promise<void> {
  const select = page.getByLabel(/会签人/);
  const option = select.locator("option").filter({ hasText: words }).first();
  await option.waitFor({ state: "attached" });
  await select.selectOption(await option.getAttribute("value"));
}

/** Chooses from a field with a list. */
export async function choose(page: Page, label: string, option: string | RegExp, nth = 0): Promise<void> {
  await page.getByRole("combobox", { name: label }).nth(nth).click();
  await page.getByRole("option", { name: option }).first().click();
}

/** Gives a made-up file to the field of a form that wants one, and waits until the node keeps it. */
export async function attach(page: Page, name: string): Promise<void> {
  const buffer = Buffer.from(`${name} ${page.url()}`);
  await page.locator("form input[type=file]").setInputFiles({ name, mimeType: "application/pdf", buffer });
  await page.getByText(`${name}，哈希已在本机算出`).waitFor();
}
