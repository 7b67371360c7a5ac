import assert from "node:assert/strict";
import { readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from "playwright-core";
import type { DemoLabel } from "#kernel/demo-keys";
import { buildWeb } from "../../scripts/build-web.ts";
import { DemoHarness } from "./demo-harness.ts";
import { once } from "./once.ts";
import { soon } from "./soon.ts";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
/** Of this process alone, which builds once for all its files: two runs at once would empty each other's folder. */
const WEB_FOLDER = `dist/test-web/${process.pid}`;
const CHROMIUM = "/usr/bin/chromium";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PATIENCE_MS = 15_000;

/** The application, built once in a process. */
const builtWeb = once(async () => {
  process.once("exit", () => rmSync(join(PROJECT, WEB_FOLDER), { recursive: true, force: true }));
  await buildWeb(WEB_FOLDER);
});

interface AxeReport {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

export interface VisitOptions {
  /** Role of the demo that the browser acts for; nobody when left out. */
  readonly role?: DemoLabel;
  readonly language?: "zh" | "en";
  readonly width?: number;
  /** Takes WebCrypto away, as plain http or an old browser does. */
  readonly isWithoutWebCrypto?: boolean;
  /** Lets the application come, and no answer of the node: as where it is only kept for reading. */
  readonly isWithoutApi?: boolean;
}

const SIGN = /^(签名|Sign)$/;
const FINISH = /^(完成|Done)$/;

/** The demo in a real node, and Debian's Chromium in front of it. */
export class WebHarness {
  readonly demo: DemoHarness;
  readonly browser: Browser;

  private constructor(demo: DemoHarness, browser: Browser) {
    this.demo = demo;
    this.browser = browser;
  }

  static async start(): Promise<WebHarness> {
    await builtWeb();
    const [demo, browser] = await Promise.all([
      DemoHarness.start({ webFolder: join(PROJECT, WEB_FOLDER) }),
      chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] }),
    ]);
    return new WebHarness(demo, browser);
  }

  /** Opens an address as somebody. The visit ends with the test; every error of the page fails it. */
  async visit(path: string, options: VisitOptions = {}): Promise<Visit> {
    const { role, language = "zh", width = 1280, isWithoutWebCrypto = false, isWithoutApi = false } = options;
    const context = await this.browser.newContext({
      viewport: { width, height: 900 },
      locale: language === "zh" ? "zh-CN" : "en-GB",
      reducedMotion: "reduce",
    });
    context.setDefaultTimeout(PATIENCE_MS);
    // Only where nothing is kept yet: what the visit changes itself must stay.
    await context.addInitScript(`
      ${isWithoutWebCrypto ? 'Object.defineProperty(globalThis.crypto, "subtle", { value: undefined });' : ""}
      if (location.protocol !== "about:" && localStorage.getItem("sanlian.language") === null) {
        localStorage.setItem("sanlian.language", ${JSON.stringify(language)});
        ${role === undefined ? "" : `localStorage.setItem("sanlian.actor", ${JSON.stringify(role)});`}
      }
    `);
    if (isWithoutApi) await context.route("**/api/**", (route) => route.abort());
    const page = await context.newPage();
    const visit = new Visit(context, page);
    await page.goto(this.demo.url + path);
    return visit;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.demo.close();
  }
}

/** One browser window on the application, and everything it complained about. */
export class Visit {
  readonly page: Page;
  readonly complaints: string[] = [];
  /** Paths of the scripts that the page needed before it had its content. */
  scripts: readonly string[] = [];
  readonly #loaded = new Set<string>();
  readonly #context: BrowserContext;

  constructor(context: BrowserContext, page: Page) {
    this.page = page;
    this.#context = context;
    page.on("pageerror", (error) => this.complaints.push(error.message));
    page.on("console", (message) => {
      // What the server refuses shows as a failed load too; pages answer for that themselves.
      const isRefusal = message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !isRefusal) this.complaints.push(message.text());
    });
    page.on("request", (request) => {
      if (request.resourceType() === "script") this.#loaded.add(new URL(request.url()).pathname);
      const { origin } = new URL(request.url());
      const isOwn = origin === new URL(page.url()).origin || /^(data|blob|about):/.test(request.url());
      if (!isOwn && page.url() !== "about:blank") this.complaints.push(`a request left the node: ${request.url()}`);
    });
  }

  /** Waits until the page has its content: nothing is loading any more. */
  async settle(): Promise<void> {
    await soon(this.page.locator("h1").first());
    this.scripts = [...this.#loaded];
    await soon(this.page.locator("[aria-busy=true]").first(), "detached");
    await this.page.evaluate("document.fonts.ready.then(() => undefined)");
  }

  /** Switches to the other language and waits until the page speaks it. */
  async switchTo(language: "zh" | "en"): Promise<void> {
    await this.page.getByRole("button", { name: language === "zh" ? "中文" : "EN, English" }).click();
    await this.page.locator(`html[lang=${language === "zh" ? "zh-CN" : "en"}]`).waitFor();
    await this.settle();
  }

  /** The sheet, drawer or dialog that is open. */
  get dialog(): Locator {
    return this.page.getByRole("dialog");
  }

  /** Signs what the open sheet says, and closes the sheet once it is final. @returns what the signature said */
  async sign(): Promise<string> {
    const sheet = this.dialog.filter({ has: this.page.getByRole("button", { name: SIGN }) });
    const said = (await sheet.textContent()) ?? "";
    await sheet.getByRole("button", { name: SIGN }).click();
    await this.dialog.getByRole("button", { name: FINISH }).click();
    await this.dialog.waitFor({ state: "detached" });
    return said;
  }

  /** Clicks what saves a file. @returns its bytes */
  async download(button: Locator): Promise<Buffer> {
    const [file] = await Promise.all([this.page.waitForEvent("download"), button.click()]);
    return readFileSync(await file.path());
  }

  /** Takes the connection away or gives it back. */
  async setOffline(isOffline: boolean): Promise<void> {
    await this.#context.setOffline(isOffline);
  }

  /** What axe finds with its default rules: one line each. */
  async axe(): Promise<readonly string[]> {
    await this.page.evaluate(AXE);
    const found = (await this.page.evaluate("axe.run()")) as AxeReport;
    return found.violations.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
    );
  }

  /** What the scripts of the page weigh over the line, in Brotli. */
  scriptBytes(): number {
    return this.scripts.reduce((sum, path) => sum + statSync(join(PROJECT, WEB_FOLDER, `${path}.br`)).size, 0);
  }

  /** How far the page is wider than its window, in pixels. */
  overflow(): Promise<number> {
    return this.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
  }

  /** Closes the window. @throws AssertionError when the page complained */
  async close(): Promise<void> {
    await this.#context.close();
    assert.deepEqual(this.complaints, []);
  }
}
