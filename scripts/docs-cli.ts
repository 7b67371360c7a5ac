import { mkdirSync, writeFileSync } from "node:fs";
import { cliReference } from "../src/cli/reference.ts";

/** Writes the reference page of the command line. Run in the project folder. */

mkdirSync("docs/reference", { recursive: true });
writeFileSync("docs/reference/cli.md", cliReference());
