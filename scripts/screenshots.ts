import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import type { DemoLabel } from "#kernel/demo-keys";
import type { JsonObject, ValueObject } from "#kernel/json";
import { workSource } from "#scenarios/transfer/web/work-source";
import type { DemoNode } from "../src/demo/demo-step.ts";
import { DemoHarness } from "../test/support/demo-harness.ts";
import { Visit } from "../test/support/web-harness.ts";
import { buildWeb } from "./build-web.ts";
import { type EndPicture, type Moment, PAGES, STEPS } from "./picture-path.ts";

/**
 * `npm run screenshots`: takes the pictures of the documents anew, in both languages; `-- why verify` only those. The demo is told act by act to a real
 * node; before an act of the path its page is photographed as its signer sees it. The demo starts on the day it is
 * told, so days and ids differ between runs, and nothing else does.
 */

const FOLDER = "docs/pictures";
const WEB = "dist/screenshots-web";
const LANGUAGES = ["zh", "en"] as const;
const SIZES = {
  page: { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 },
  step: { viewport: { width: 1280, height: 860 }, deviceScaleFactor: 1 },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1.5 },
};
const QUALITY = 72;
const PATIENCE_MS = 15_000;
const SETTLING_MS = 400;

/** A picture of a step leaves the frame out, so that its form can be read. */
type Shot = Omit<EndPicture, "path" | "isPhone"> & { readonly url: string; readonly size: keyof typeof SIZES };

await buildWeb(WEB);
const wanted = process.argv.slice(2);
if (wanted.length === 0) rmSync(FOLDER, { recursive: true, force: true });
for (const language of LANGUAGES) mkdirSync(join(FOLDER, language), { recursive: true });
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const results = new Map<string, JsonObject>();
const failed: string[] = [];
let bytes = 0;
try {
  const demo = await DemoHarness.start({ webFolder: join(process.cwd(), WEB), watch: withPictures });
  try {
    await takePages(demo);
  } finally {
    await demo.close();
  }
} finally {
  await browser.close();
}
console.log(`${(bytes / 1_000_000).toFixed(2)} MB under ${FOLDER}`);
for (const line of failed) console.log(line);
process.exitCode = failed.length === 0 ? 0 : 1;

/** A node that is photographed before the acts of the path. */
function withPictures(node: DemoNode, demo: DemoHarness): DemoNode {
  const ahead = [...STEPS];
  return {
    ...node,
    async submit(ledger, signers, command, args) {
      const [next] = ahead;
      const [signer] = signers;
      if (next !== undefined && signer !== undefined && command === `transfer.${next.command}`) {
        ahead.shift();
        const moment = { signer, command, args, results };
        const address = next.address?.(moment) ?? (await addressOf(demo, moment));
        const { name, role = signer, from } = next;
        const rest = from === undefined ? {} : { from };
        await take({ name, role, url: `${demo.url}/at/bjtu/${address}`, size: "step", ...rest });
      }
      const answer = await node.submit(ledger, signers, command, args);
      if ("result" in answer) results.set(command, answer.result);
      return answer;
    },
  };
}

/** Where the signer's list of work leads for an act; its page with the ids of the act where the list has none. */
async function addressOf(demo: DemoHarness, { signer, command, args }: Moment): Promise<string> {
  const { mine } = await demo.client("bjtu", signer).query("transfer.my-work", {});
  // Rows of the scenario's own query.
  const items = mine as unknown as readonly Parameters<typeof workSource.address>[0][];
  const item = items.find((each) => each.command === command);
  if (item !== undefined) return workSource.address(item);
  const ids = Object.entries(args).filter(([name, value]) => name.endsWith("Id") && typeof value === "string");
  return `acts/${command.replace("transfer.", "")}?${ids.map(([name, id]) => `${name}=${String(id)}`).join("&")}`;
}

async function takePages(demo: DemoHarness): Promise<void> {
  const officer = demo.client("bjtu", "bjtu/transfer-officer");
  const of = async (query: string, input: ValueObject, fits: (row: JsonObject) => boolean) => {
    const { items } = await officer.query(query, input);
    // Rows of the scenario's own queries.
    return (items as unknown as readonly JsonObject[]).find(fits) ?? {};
  };
  const licence = await of(
    "transfer.cases",
    { order: "oldest" },
    ({ route, received }) => route === "licence" && received !== undefined,
  );
  const notice = await of("transfer.notices", {}, ({ state }) => state === "open");
  const act = await of(
    "transfer.acts",
    { achievementId: String(licence["achievementId"]), dealId: String(licence["id"]), limit: 200 },
    ({ command }) => command === "transfer.record-receipt",
  );
  const known = { licence: licence["id"], notice: notice["id"], receipt: act["transactionId"] };
  for (const { path, isPhone = false, ...picture } of PAGES) {
    const filled = Object.entries(known).reduce((text, [name, id]) => text.replace(`$${name}`, String(id)), path);
    await take({ ...picture, url: demo.url + filled, size: isPhone ? "phone" : "page" });
  }
}

/** One picture in both languages. A page that complains or does not settle is told at the end and fails the run. */
async function take(shot: Shot): Promise<void> {
  if (wanted.length > 0 && !wanted.includes(shot.name)) return;
  for (const language of LANGUAGES) {
    try {
      const picture = await photograph(browser, shot, language);
      bytes += picture.length;
      writeFileSync(join(FOLDER, language, `${shot.name}.webp`), picture);
      console.log(`${language}/${shot.name}.webp ${Math.round(picture.length / 1000)} kB`);
    } catch (error) {
      const line = `${language}/${shot.name}: ${String(error).slice(0, 600)}`;
      console.log(line);
      failed.push(line);
    }
  }
}

async function photograph(from: Browser, shot: Shot, language: (typeof LANGUAGES)[number]): Promise<Buffer> {
  const context = await from.newContext({
    ...SIZES[shot.size],
    locale: language === "zh" ? "zh-CN" : "en-GB",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(PATIENCE_MS);
  await context.addInitScript(keep(language, shot.role));
  const page = await context.newPage();
  const visit = new Visit(context, page);
  try {
    await page.goto(shot.url);
    await visit.settle();
    // What the page found out leads to further questions.
    await page.waitForTimeout(SETTLING_MS);
    await visit.settle();
    for (const selector of shot.press ?? []) await page.locator(selector).first().click();
    // Through a text: the types of a page's document are not those of this program.
    if (shot.from !== undefined) await page.evaluate(`document.querySelector('${shot.from}').scrollIntoView()`);
    await visit.settle();
    return await pictureOf(page, shot.size);
  } finally {
    await visit.close();
  }
}

/** What the window shows; of a step, the part below the frame. */
async function pictureOf(page: Page, size: keyof typeof SIZES): Promise<Buffer> {
  const main = size === "step" ? await page.locator("main").first().boundingBox() : null;
  const devtools = await page.context().newCDPSession(page);
  const options = { format: "webp", quality: QUALITY } as const;
  if (main === null) return Buffer.from((await devtools.send("Page.captureScreenshot", options)).data, "base64");
  const { width, height } = SIZES[size].viewport;
  const scrolled: number = await page.evaluate("scrollY");
  const top = Math.max(main.y, 0);
  const clip = {
    x: main.x,
    y: top + scrolled,
    width: width - main.x,
    height: Math.min(main.y + main.height, height) - top,
    scale: 1,
  };
  const { data } = await devtools.send("Page.captureScreenshot", { ...options, clip });
  return Buffer.from(data, "base64");
}

function keep(language: string, role: DemoLabel | undefined): string {
  return `if (location.protocol !== "about:") {
    localStorage.setItem("sanlian.language", ${JSON.stringify(language)});
    ${role === undefined ? "" : `localStorage.setItem("sanlian.actor", ${JSON.stringify(role)});`}
  }`;
}
