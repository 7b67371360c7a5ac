import assert from "node:assert/strict";
import type { DemoLabel } from "#kernel/demo-keys";
import { type PageLanguage, PageWords } from "./page-words.ts";
import { soon } from "./soon.ts";
import { WalkPage } from "./walk-page.ts";
import { type Visit, WebHarness } from "./web-harness.ts";

const MOVES_MAX = 12;

type Fill = (page: WalkPage) => Promise<void>;

/**
 * People who go through the pages one after the other, in one window that steps from role to role as the demo lets one do. What
 * stands on a page is named in Chinese, whatever the language of the walk.
 */
export class WebWalk {
  readonly words: PageWords;
  readonly #web: WebHarness;
  #window: Visit | undefined;

  private constructor(web: WebHarness, words: PageWords) {
    this.#web = web;
    this.words = words;
  }

  /** The demo from its first day, and a window on it. */
  static async start(language: PageLanguage): Promise<WebWalk> {
    return new WebWalk(await WebHarness.start(), new PageWords(language));
  }

  /** @throws AssertionError when a page complained */
  async close(): Promise<void> {
    try {
      await this.#window?.close();
    } finally {
      await this.#web.close();
    }
  }

  /** Opens a page below the unit's ledger as a role, and does something there. */
  async as<T>(role: DemoLabel, path: string, run: (page: WalkPage) => Promise<T>): Promise<T> {
    const { page, complaints } = await this.#open(role, `/at/bjtu/${path}`);
    const found = await run(new WalkPage(page, this.words));
    assert.deepEqual(complaints, []);
    return found;
  }

  /** What a page shows to a role. */
  async shown(role: DemoLabel, path: string): Promise<string> {
    return this.as(role, path, (page) => page.read());
  }

  /** Opens the first work of a kind that a role has about a title, does it and signs it. Returns the address of the act. */
  async work(role: DemoLabel, kind: string, about: string, fill: Fill = nothing): Promise<URL> {
    return this.as(role, "work", async (page) => {
      const item = page.page.locator("main .first-item, main tr").filter({ hasText: this.words.within(kind) });
      await item
        .filter({ hasText: about })
        .getByRole("link", { name: this.words.exactly("去办") })
        .last()
        .click();
      await fillAndSign(page, fill);
      return new URL(page.page.url());
    });
  }

  /** Does an act on its own page and signs it. Returns where it shows afterwards. */
  async act(role: DemoLabel, path: string, fill: Fill = nothing): Promise<string> {
    return this.as(role, `acts/${path}`, async (page) => {
      await fillAndSign(page, fill);
      return page.result();
    });
  }

  /** Follows a link on a page to an act and signs it. Returns where it shows afterwards. */
  async follow(role: DemoLabel, path: string, link: string, fill: Fill = nothing): Promise<string> {
    return this.as(role, path, async (page) => {
      await page.link(link).first().click();
      await fillAndSign(page, fill);
      return page.result();
    });
  }

  /** Puts right the latest act of a kind from its line in a case's history, however early that is. */
  async correct(role: DemoLabel, path: string, act: string, link: string, fill: Fill): Promise<void> {
    await this.as(role, path, async (page) => {
      const line = page.page.locator(".acts tbody tr").filter({ hasText: this.words.within(act) });
      const correction = line.getByRole("link", { name: this.words.exactly(link) }).first();
      if (!(await correction.isVisible())) await page.button("看更早的").click();
      await soon(correction);
      await correction.click();
      await fillAndSign(page, fill);
    });
  }

  /** Gives the signature that the oldest open round of a kind waits for. */
  async cosign(role: DemoLabel, kind: string): Promise<void> {
    await this.as(role, "rounds", async (page) => {
      await page.page
        .getByRole("link", { name: this.words.within(kind) })
        .first()
        .click();
      await soon(page.button("阅读并签名"));
      await page.button("阅读并签名").click();
      await page.signSheet();
    });
  }

  /** Moves the demo's clock from deadline to deadline until the page of an act says that something is so. */
  async clockUntil(act: string, check: string): Promise<void> {
    for (let moves = 0; moves < MOVES_MAX; moves++) {
      const isSo = await this.as("bjtu/transfer-officer", `acts/${act}`, async ({ page }) => {
        await soon(page.locator(".act-checks"));
        return page
          .locator(".act-checks .is-met")
          .filter({ hasText: this.words.within(check) })
          .isVisible();
      });
      if (isSo) return;
      await this.#moveClock();
    }
    assert.fail(`the clock was moved ${MOVES_MAX} times and ${act} still does not show it`);
  }

  /** Moves the clock on the page that is open; what is opened next shows the later time. */
  async #moveClock(): Promise<void> {
    const page = new WalkPage((this.#window as Visit).page, this.words);
    await page.page.locator(".clock").getByRole("button").click();
    await page.signSheet();
  }

  /** Steps into a role and opens a page as that person. */
  async #open(role: DemoLabel, path: string): Promise<Visit> {
    const visit = this.#window;
    if (visit === undefined) {
      this.#window = await this.#web.visit(path, { role, language: this.words.language });
      await this.#window.settle();
      return this.#window;
    }
    await visit.page.evaluate(`localStorage.setItem("sanlian.actor", ${JSON.stringify(role)})`);
    await visit.page.goto(this.#web.demo.url + path);
    await visit.settle();
    return visit;
  }
}

async function nothing(): Promise<void> {}

async function fillAndSign(page: WalkPage, fill: Fill): Promise<void> {
  await soon(page.button("去签名"));
  await fill(page);
  await page.sign();
}
