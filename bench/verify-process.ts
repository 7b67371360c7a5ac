import { readFileSync } from "node:fs";
import type { ReplayStart } from "../src/replay-blocks.ts";
import { verifyFiles } from "../src/verify-files.ts";

/** Verifies a ledger in a process of its own and says how long it took. Its argument names a file with a `ReplayStart`. */
const start = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as ReplayStart;
const startedAt = performance.now();
const verdict = await verifyFiles({ ...start, others: [], onProgress: () => {} });
process.stdout.write(JSON.stringify({ seconds: (performance.now() - startedAt) / 1000, verdict }));
