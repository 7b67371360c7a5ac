import { defineCommand, defineQuery, defineTimer } from "#kernel/command";
import { anyTable, defineScenario, type Scenario } from "#kernel/scenario";
import { shape } from "#kernel/shape";
import { defineTable } from "#kernel/table";

/** A small scenario for tests of the runtime: counters that grow, refuse, break, and reset themselves later. */

export const counters = defineTable({
  name: "tally_counters",
  row: shape.object({
    name: shape.text(1, 20),
    group: shape.text(1, 20),
    count: shape.amount(),
    ownerId: shape.text(1, 60),
  }),
  key: (row) => row.name,
  indexes: { byGroup: ["group", "count"] },
  visible: (row, viewer) => row.ownerId === viewer?.personId,
});

export const papers = defineTable({
  name: "tally_papers",
  row: shape.object({
    id: shape.id("paper"),
    title: shape.text(1, 60),
    document: shape.hash(),
    ownerId: shape.text(1, 60),
  }),
  key: (row) => row.id,
  indexes: {},
  visible: (row, viewer) => row.ownerId === viewer?.personId || (viewer?.roles.includes("checker") ?? false),
  documents: ({ document }) => [document],
  search: ({ title, document }) => ({ kind: "tally.paper", title, words: [document] }),
});

const name = shape.text(1, 20);

const add = defineCommand({
  name: "tally.add-to-counter",
  allow: "anyone",
  input: shape.object({ name, group: shape.text(1, 20), amount: shape.amount(1n) }),
  rejections: { counter_of_other_person: 403, counter_full: 409 },
  run(tx, input, ctx, reject) {
    const before = tx.table(counters).get(input.name);
    if (before !== undefined && before.ownerId !== ctx.actor.personId) return reject("counter_of_other_person");
    const count = (before?.count ?? 0n) + input.amount;
    tx.table(counters).put({ name: input.name, group: input.group, count, ownerId: ctx.actor.personId });
    if (count > 1_000n) return reject("counter_full", { most: 1_000 });
    return { count };
  },
});

const filePaper = defineCommand({
  name: "tally.file-paper",
  allow: "anyone",
  input: shape.object({ title: shape.text(1, 60), document: shape.hash() }),
  rejections: {},
  run(tx, input, ctx) {
    const id = tx.newId("paper");
    tx.table(papers).put({ id, ...input, ownerId: ctx.actor.personId });
    return { paperId: id };
  },
});

/** Ways in which contract code can go wrong. */
const MISDEEDS = {
  throw: () => {
    throw new Error("secret text of a bug");
  },
  clock: () => Date.now(),
  chance: () => Math.random(),
  promise: () => Promise.resolve(1).then(() => 2),
  deep: () => {
    const dig = (depth: number): number => 1 + dig(depth + 1);
    return dig(0);
  },
} as const;

const breakRule = defineCommand({
  name: "tally.misbehave",
  allow: "anyone",
  input: shape.object({
    how: shape.choice(["throw", "clock", "chance", "promise", "deep", "negative", "flood"]),
    name,
  }),
  rejections: {},
  run(tx, { how, name: counter }, ctx) {
    const row = { name: counter, group: "bad", count: -1n, ownerId: ctx.actor.personId };
    tx.table(counters).put(row);
    if (how === "flood") for (let i = 0; i < 30_000; i++) tx.table(counters).put({ ...row, name: `flood-${i}` });
    else if (how !== "negative") MISDEEDS[how]();
    return {};
  },
});

const resetLater = defineTimer({
  name: "tally.counter-expires",
  input: shape.object({ name }),
  run(tx, input, ctx) {
    const counter = tx.table(counters).get(input.name);
    if (counter !== undefined) tx.table(counters).put({ ...counter, count: 0n });
    return { at: ctx.time };
  },
});

const expire = defineCommand({
  name: "tally.let-counter-expire",
  allow: "anyone",
  input: shape.object({ name, at: shape.instant() }),
  rejections: {},
  run: (tx, input) => ({ timerId: tx.schedule(resetLater, input.at, { name: input.name }) }),
});

const settle = defineCommand({
  name: "tally.settle-counter",
  allow: ["keeper"],
  cosigners: [["checker"]],
  input: shape.object({ name }),
  rejections: { counter_not_found: 404 },
  run(tx, input, _ctx, reject) {
    if (tx.table(counters).get(input.name) === undefined) return reject("counter_not_found");
    tx.table(counters).delete(input.name);
    return {};
  },
});

const largest = defineQuery({
  name: "tally.counters-by-size",
  allow: "anyone",
  input: shape.object({ group: shape.text(1, 20), limit: shape.int(1, 100), after: shape.optional(name) }),
  run(tx, { group, limit, after }) {
    const items = tx
      .table(counters)
      .find({ index: "byGroup", equals: { group }, limit, reverse: true, ...(after === undefined ? {} : { after }) });
    return { items };
  },
});

/** The scenario; `council` of the same ledger knows the keys. */
export const tally: Scenario = defineScenario({
  name: "tally",
  roles: ["keeper", "checker"],
  tables: [anyTable(counters), anyTable(papers)],
  commands: [add, filePaper, breakRule, expire, settle],
  queries: [largest],
  timers: [resetLater],
  invariants: [
    {
      name: "no counter below zero",
      tables: [counters.name],
      broken: (changes) => changes.find(({ after }) => after !== undefined && (after["count"] as bigint) < 0n)?.key,
    },
  ],
  texts: { zh: {}, en: {} },
});
