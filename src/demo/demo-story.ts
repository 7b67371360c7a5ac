import type { JsonObject } from "#kernel/json";
import { shanghaiDay } from "#kit/calendar-day";
import { brakeDisc, openAchievement } from "./achievement-steps.ts";
import type { DemoFacts, DemoHead, DemoNode, DemoStep } from "./demo-step.ts";
import { equityCase } from "./equity-case.ts";
import { licenceCase } from "./licence-case.ts";
import { openCases } from "./open-cases.ts";
import { advance, postAnchor, settingUp } from "./setting-up.ts";

const DAY_MS = 86_400_000;
const NO_HEAD: DemoHead = { size: 0, checkpoint: "", proof: [] };
const ANCHOR = "council.post-anchor";

/** The acts of the demo in their order. At the end the article's case is closed and a licence stands open. */
export const demoSteps: readonly DemoStep[] = [
  ...settingUp,
  postAnchor(),
  ...brakeDisc,
  ...advance(1),
  ...equityCase,
  postAnchor(),
  ...advance(3),
  ...licenceCase,
  ...openAchievement,
  ...openCases,
  postAnchor(),
];

/**
 * Submits every act of the demo, one after the other, and tells after each how many are done.
 * @throws Error naming the act that ended otherwise than it is meant to
 */
export async function tellDemo(node: DemoNode, onProgress: (done: number, total: number) => void): Promise<void> {
  const results = new Map<string, JsonObject>();
  const refs = { alliance: await node.ref("alliance"), bjtu: await node.ref("bjtu") };
  let anchored = 0;
  for (const [i, step] of demoSteps.entries()) {
    const head = step.command === ANCHOR ? await node.head("bjtu", anchored) : NO_HEAD;
    const now = await node.now(step.ledger);
    const known: DemoFacts = {
      refs,
      now,
      head,
      day: (distance) => shanghaiDay(now + distance * DAY_MS),
      of: (name, field) => remembered(results, name, field),
    };
    const answer = await node.submit(step.ledger, step.signers, step.command, step.args(known));
    const outcome = "rejected" in answer ? answer.rejected : undefined;
    if (outcome !== step.refusal) {
      throw new Error(`demo act ${i + 1} (${step.title.en}) ended in ${outcome ?? "its result"}`);
    }
    if ("result" in answer && step.result !== undefined) results.set(step.result, answer.result);
    if (step.command === ANCHOR) anchored = head.size;
    onProgress(i + 1, demoSteps.length);
  }
}

function remembered(results: ReadonlyMap<string, JsonObject>, name: string, field: string): string {
  const value = results.get(name)?.[field];
  if (typeof value !== "string") throw new Error(`no earlier act of the demo gave ${name}.${field}`);
  return value;
}
