#!/usr/bin/env node
/** Starts the built command line. Plain JavaScript: it must speak plainly when nothing has been built yet. */
import { existsSync } from "node:fs";

const cli = new URL("../dist/cli.mjs", import.meta.url);

if (existsSync(cli)) {
  await import(cli.href);
} else {
  console.error(
    "三链尚未构建：请先在项目文件夹中运行 npm start。\nSanlian is not built yet: run npm start in the project folder first.",
  );
  process.exitCode = 1;
}
