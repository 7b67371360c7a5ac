import assert from "node:assert/strict";
import { test } from "node:test";
import { samplePaper } from "../../test/support/sample-paper.ts";
import { startThread } from "../start-thread.ts";
import { PressBusy, type PressJob } from "./press-jobs.ts";
import { threadPress } from "./thread-press.ts";

const PDF: PressJob = { kind: "pdf", paper: samplePaper(), printedAt: 0 };

test("a press in a thread prints, says what is wrong with a template, and takes no more than it can", async () => {
  const press = threadPress(() => startThread("press-thread", {}));
  try {
    const printed = await press.run(PDF);
    assert.ok(printed.kind === "file" && Buffer.from(printed.bytes).toString("latin1", 0, 5) === "%PDF-");
    const template = new Uint8Array([1, 2, 3]);
    const refused = await press.run({ kind: "docx", paper: samplePaper(), tags: [], template });
    assert.ok(refused.kind === "template_problem" && refused.code === "template_unreadable");
    const jobs = Array.from({ length: 33 }, () => press.run(PDF));
    await assert.rejects(jobs[32] ?? Promise.resolve(), PressBusy);
    const answers = await Promise.all(jobs.slice(0, 32));
    assert.ok(answers.every(({ kind }) => kind === "file"));
  } finally {
    await press.close();
  }
});

test("who waits for a press that closes hears of it, and the next job gets a new thread", async () => {
  const press = threadPress(() => startThread("press-thread", {}));
  const waiting = press.run(PDF).then(
    () => "printed",
    (error: Error) => error.message,
  );
  await press.close();
  assert.match(await waiting, /closes/);
  assert.equal((await press.run({ kind: "template", layout: samplePaper().layout, lang: "zh" })).kind, "file");
  await press.close();
});
