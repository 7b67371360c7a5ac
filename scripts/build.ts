import { existsSync } from "node:fs";
import { buildPrograms, ENTRIES } from "./build-programs.ts";
import { buildWeb } from "./build-web.ts";

/** Builds `dist/`: the host programs, the web application, and the contracts bundle under its own hash. Run in the project folder. */

const missing = ENTRIES.filter((entry) => !existsSync(entry));
if (missing.length > 0) {
  console.error(`Cannot build: ${missing.join(", ")} ${missing.length === 1 ? "does" : "do"} not exist.`);
  process.exitCode = 1;
} else {
  const startedAt = Date.now();
  const [hash] = await Promise.all([buildPrograms("dist"), buildWeb("dist/web")]);
  console.log(`Built dist/ in ${Date.now() - startedAt} ms; contracts ${hash}`);
}
