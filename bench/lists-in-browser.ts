import { rmSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { ProgressBar } from "#cli/progress-bar";
import { buildWeb } from "../scripts/build-web.ts";
import { testKeyPair } from "../test/support/test-genesis.ts";
import { CASES } from "./lists-ledger.ts";
import { LISTS_LEDGER, type ListsNode, openListsNode } from "./lists-node.ts";

/**
 * `npm run bench:browser`: how lists feel in Chromium on a ledger with 10,000 cases, for those who see most. Each page is
 * opened, scrolled to its end and turned; printed are the time until its rows are there, the longest time in which the page
 * could not answer, and the longest time between two frames while it was scrolled. Fails where somebody would feel it.
 */

const VIEWERS = ["school everything", "school auditor"] as const;
/** Stands in many titles. */
const WORD = "制动";
const PAGES = [
  "work",
  "cases",
  "cases?order=oldest",
  "cases?state=signed",
  `cases?q=${encodeURIComponent(WORD)}`,
  "notices",
  `notices?q=${encodeURIComponent(WORD)}`,
  "approvals",
  "payments",
  `payments?q=${encodeURIComponent(WORD)}`,
  "owed",
  "slips",
  "members",
  "ledger",
  `search?q=${encodeURIComponent(WORD)}`,
];
const FOLDER = "dist/bench-browser";
/** Up to here people call an answer to their click prompt ("Interaction to Next Paint": good up to 200 ms). */
const BLOCKED_LIMIT_MS = 200;
/** Half a dozen frames: a scroll that stops for longer is seen to stop. */
const FRAME_LIMIT_MS = 100;

interface Feel {
  readonly viewer: string;
  readonly what: string;
  readonly rows: number;
  readonly shownMs: number;
  readonly blockedMs: number;
  readonly frameMs: number;
}

/** Keeps the longest task and, between `start` and `end`, the longest frame; for the page that it is put into. */
const WATCH = `
  globalThis.feel = { blocked: 0, frame: 0 };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) feel.blocked = Math.max(feel.blocked, duration);
  }).observe({ type: "longtask", buffered: true });
`;
const SCROLL = `new Promise((resolve) => {
  const end = () => document.documentElement.scrollHeight - innerHeight;
  let last = performance.now();
  const step = (now) => {
    feel.frame = Math.max(feel.frame, now - last);
    last = now;
    if (scrollY >= end() - 1) resolve();
    else { scrollBy(0, 60); requestAnimationFrame(step); }
  };
  requestAnimationFrame((now) => { last = now; requestAnimationFrame(step); });
})`;

const bar = new ProgressBar(process.stderr, "", process.stderr.isTTY === true);
await buildWeb(FOLDER);
const node = await openListsNode(bar, join(process.cwd(), FOLDER));
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  const feels: Feel[] = [];
  for (const viewer of VIEWERS) feels.push(...(await feelsOf(viewer, node, browser)));
  report(feels);
} finally {
  await browser.close();
  await node.close();
  rmSync(FOLDER, { recursive: true, force: true });
}

async function feelsOf(viewer: string, { url }: ListsNode, chrome: Browser): Promise<readonly Feel[]> {
  const context = await chrome.newContext({ viewport: { width: 1280, height: 900 }, locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto(url);
  await becomes(page, viewer);
  await page.addInitScript(WATCH);
  const feels: Feel[] = [];
  for (const [i, path] of PAGES.entries()) {
    bar.update(i, PAGES.length, `${viewer}: ${path}`);
    feels.push(await feelOf(page, viewer, path, () => page.goto(`${url}/at/${LISTS_LEDGER}/${path}`)));
    const next = page.locator("main nav button:enabled").last();
    if ((await next.count()) > 0) feels.push(await feelOf(page, viewer, `${path}, next page`, () => next.click()));
  }
  bar.clear();
  await context.close();
  return feels;
}

/** What one act feels like, and scrolling through what it shows. */
async function feelOf(page: Page, viewer: string, what: string, act: () => Promise<unknown>): Promise<Feel> {
  const from = performance.now();
  await page.evaluate("globalThis.feel === undefined || Object.assign(feel, { blocked: 0, frame: 0 })");
  await act();
  await page.waitForSelector("h1");
  await page.waitForSelector("[aria-busy=true]", { state: "detached" });
  const shownMs = performance.now() - from;
  const rows = await page.locator("main tbody tr, main li").count();
  await page.evaluate(SCROLL);
  const { blocked, frame } = (await page.evaluate("feel")) as { blocked: number; frame: number };
  await page.evaluate("scrollTo(0, 0)");
  return { viewer, what: decodeURIComponent(what), rows, shownMs, blockedMs: blocked, frameMs: frame };
}

/** Gives the browser the key of a person of the ledger, as an enrolled device keeps it. */
async function becomes(page: Page, viewer: string): Promise<void> {
  const { publicKey, secretKey } = testKeyPair(viewer);
  const kept = { publicKey: [...publicKey], seed: [...secretKey.subarray(0, 32)] };
  await page.evaluate(`new Promise((resolve, reject) => {
    const request = indexedDB.open("sanlian", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("keys");
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const { publicKey, seed } = ${JSON.stringify(kept)};
      const store = request.result.transaction("keys", "readwrite").objectStore("keys");
      const put = store.put({ kind: "seed", publicKey: Uint8Array.from(publicKey), seed: Uint8Array.from(seed) }, "device");
      put.onsuccess = () => resolve();
    };
  })`);
  await page.evaluate(`localStorage.setItem("sanlian.actor", "device")`);
}

function report(feels: readonly Feel[]): void {
  const cores = cpus().length;
  console.log(`${CASES} cases, Chromium and node on ${cores} cores, load ${loadavg()[0]?.toFixed(1)}; ms`);
  console.log("   shown  blocked    frame     rows  viewer             page");
  for (const { viewer, what, rows, shownMs, blockedMs, frameMs } of feels) {
    const isFelt = blockedMs > BLOCKED_LIMIT_MS || frameMs > FRAME_LIMIT_MS;
    const figures = [shownMs, blockedMs, frameMs, rows].map((figure) => figure.toFixed(0).padStart(8)).join(" ");
    console.log(`${figures}  ${viewer.padEnd(18)} ${what}${isFelt ? "  (felt)" : ""}`);
    if (isFelt) process.exitCode = 1;
  }
}
