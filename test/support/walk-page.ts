import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import type { PageWords } from "./page-words.ts";
import { soon } from "./soon.ts";

const WAN = 10_000;

/** A page as somebody reads it: everything on it is named by its words in Chinese, whatever language it is in; data stands as it is. */
export class WalkPage {
  readonly page: Page;
  readonly words: PageWords;

  constructor(page: Page, words: PageWords) {
    this.page = page;
    this.words = words;
  }

  button(words: string): Locator {
    return this.page.getByRole("button", { name: this.words.exactly(words) });
  }

  link(words: string): Locator {
    return this.page.getByRole("link", { name: this.words.exactly(words) });
  }

  /** The control of a field, or one of a few choices. */
  field(label: string): Locator {
    return this.page.getByLabel(this.words.label(label));
  }

  text(words: string): Locator {
    return this.page.getByText(this.words.exactly(words));
  }

  /** Rows of a table in which something stands. */
  row(words: string): Locator {
    return this.page.getByRole("row").filter({ hasText: this.words.within(words) });
  }

  /** What stands on the page below its bars. */
  async read(): Promise<string> {
    return (await this.page.locator("main").textContent()) ?? "";
  }

  /** Types an amount as people write it: 100 万 in Chinese, 1,000,000 in English. */
  async fillYuan(field: Locator, yuan: number): Promise<void> {
    const inChinese = yuan % WAN === 0 ? `${yuan / WAN} 万` : `${yuan}`;
    await field.fill(this.words.language === "zh" ? inChinese : yuan.toLocaleString("en"));
  }

  /** Chooses some data from a field with a list that can be searched. */
  async choose(label: string, option: string, nth = 0): Promise<void> {
    const box = this.page.getByRole("combobox", { name: this.words.label(label) }).nth(nth);
    await box.click();
    // Of its own list: that of another field may be closing still.
    const list = this.page.locator(`[id="${await box.getAttribute("aria-controls")}"]`);
    const chosen = list.getByRole("option", { name: option }).first();
    await soon(chosen);
    await chosen.click();
  }

  /** Chooses an option of a plain list by its words. */
  async pick(label: string, words: string): Promise<void> {
    await this.#select(this.field(label), this.words.exactly(words));
  }

  /** Says who signs on the same envelope: the first one whose line in the list names some party. */
  async chooseCosigner(party: string): Promise<void> {
    await this.#select(this.field("会签人（{roles}）"), party);
  }

  async #select(select: Locator, line: string | RegExp): Promise<void> {
    const option = select.locator("option").filter({ hasText: line }).first();
    await soon(option, "attached");
    await select.selectOption(await option.getAttribute("value"));
  }

  /** Gives a made-up file to the field of a form that wants one, and waits until the node keeps it. */
  async attach(name: string): Promise<void> {
    const buffer = Buffer.from(`${name} ${this.page.url()}`);
    await this.page.locator("form input[type=file]").setInputFiles({ name, mimeType: "application/pdf", buffer });
    await soon(this.text(`${name}，哈希已在本机算出，文件存入本节点保险库`));
  }

  /** Goes to the sheet, signs, and waits until it is final. */
  async sign(): Promise<void> {
    await this.button("去签名").click();
    await this.signSheet();
  }

  /** Signs on the sheet that is open, and closes it once the entry is final. */
  async signSheet(): Promise<void> {
    const sheet = this.page.getByRole("dialog");
    const inSheet = (words: string) => sheet.getByRole("button", { name: this.words.exactly(words) });
    await soon(inSheet("签名"));
    await inSheet("签名").click();
    const refused = inSheet("回去修改");
    await soon(inSheet("完成").or(refused));
    if (await refused.isVisible()) assert.fail(`refused: ${await sheet.textContent()}`);
    await inSheet("完成").click();
    await soon(sheet, "hidden");
  }

  /** Address below the ledger to which an act leads once it is signed; empty while others have to sign. */
  async result(): Promise<string> {
    const link = this.link("去看结果");
    return (await link.count()) === 0 ? "" : ((await link.getAttribute("href")) ?? "").replace("/at/bjtu/", "");
  }
}
