import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildFixture } from "../test/golden/build-fixture.ts";

/**
 * Writes `test/golden/fixture` anew. Only for a deliberate change of bytes, which needs a new protocol version once a
 * release has frozen them.
 */
const folder = fileURLToPath(new URL("../test/golden/fixture", import.meta.url));
rmSync(folder, { recursive: true, force: true });
for (const { path, bytes } of buildFixture()) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), bytes);
}
