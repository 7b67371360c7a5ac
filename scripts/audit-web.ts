import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import lighthouse, { desktopConfig, type Flags, type Result } from "lighthouse";
import { chromium } from "playwright-core";
import { DemoHarness } from "../test/support/demo-harness.ts";
import { buildWeb } from "./build-web.ts";

/**
 * `npm run audit:web [-- part of a page's name]`: Lighthouse on the production build, for the pages that people meet most, on a desktop and on a phone.
 * Prints one line a page and fails when a figure is below what we promise.
 */

const PAGES = [
  ["first page", "/", ""],
  ["my work", "/at/bjtu/work", "bjtu/transfer-officer"],
  ["a case", "/at/bjtu/cases", "bjtu/transfer-officer"],
  ["explorer", "/at/bjtu/ledger", "bjtu/auditor"],
] as const;

const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;
const WANTED = {
  desktop: { performance: 90, accessibility: 100, "best-practices": 95 },
  mobile: { performance: 70, accessibility: 100, "best-practices": 95 },
} as const;
const PORT = 9_339;

type Device = keyof typeof WANTED;

const folder = "dist/audit-web";
await buildWeb(folder);
const demo = await DemoHarness.start({ webFolder: join(process.cwd(), folder) });
const profile = mkdtempSync(join(tmpdir(), "sanlian-audit-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", `--remote-debugging-port=${PORT}`],
});
let missed = 0;
try {
  const page = await browser.newPage();
  const [wanted = ""] = process.argv.slice(2);
  for (const [name, path, role] of PAGES.filter(([name]) => name.includes(wanted))) {
    await page.goto(demo.url);
    await page.evaluate(`localStorage.setItem("sanlian.actor", ${JSON.stringify(role)})`);
    const address = name === "a case" ? await firstCase() : path;
    for (const device of ["desktop", "mobile"] as const) missed += await audit(name, address, device);
  }
} finally {
  await browser.close();
  await demo.close();
  rmSync(profile, { recursive: true, force: true });
}
process.exitCode = missed === 0 ? 0 : 1;

/** Address of the case that stands open in the demo. */
async function firstCase(): Promise<string> {
  const { items } = await demo.client("bjtu", "bjtu/transfer-officer").query("transfer.cases", {});
  const [first] = (Array.isArray(items) ? items : []) as readonly { readonly dealId?: string; readonly id?: string }[];
  return `/at/bjtu/cases/${first?.dealId ?? first?.id ?? ""}`;
}

async function audit(name: string, path: string, device: Device): Promise<number> {
  const result = (await measured(path, device)) ?? (await measured(path, device));
  // A page that could not be measured twice has not shown what is promised.
  const scores = CATEGORIES.map((category) => {
    const score = Math.round((result?.categories[category]?.score ?? 0) * 100);
    return { category, score, isMissed: score < WANTED[device][category] };
  });
  const figures = scores.map(({ category, score, isMissed }) => `${category} ${score}${isMissed ? " (too low)" : ""}`);
  console.log(`${name.padEnd(12)} ${device.padEnd(8)} ${figures.join("  ")}`);
  if (scores.some(({ isMissed }) => isMissed)) for (const line of reasons(result?.audits ?? {})) console.log(line);
  return scores.filter(({ isMissed }) => isMissed).length;
}

/** What Lighthouse says of a page; undefined where the browser painted nothing in time and there is nothing to score. */
async function measured(path: string, device: Device): Promise<Result | undefined> {
  const options: Flags = {
    port: PORT,
    onlyCategories: [...CATEGORIES],
    disableStorageReset: true,
    logLevel: "error",
    // A live page never falls silent: its stream of blocks stays open.
    maxWaitForLoad: 15_000,
  };
  const { lhr } = (await lighthouse(demo.url + path, options, device === "desktop" ? desktopConfig : undefined)) ?? {};
  return CATEGORIES.some((category) => typeof lhr?.categories[category]?.score !== "number") ? undefined : lhr;
}

/** Audits below what is promised, with the elements that they name. */
function reasons(audits: Result["audits"]): string[] {
  return Object.values(audits)
    .filter(({ score }) => score !== null && score < 0.9)
    .flatMap(({ title, score, details }) => [
      `    ${Math.round((score ?? 0) * 100)} ${title}`,
      ...(JSON.stringify(details ?? {}).match(/"snippet":"(?:[^"\\]|\\.)*"/g) ?? [])
        .slice(0, 3)
        .map((snippet) => `        ${snippet.slice(11, 140)}`),
    ]);
}
