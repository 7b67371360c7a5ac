import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { CliRunner } from "../../../test/support/cli-runner.ts";

describe("sanlian bench", () => {
  let cli: CliRunner;

  before(async () => {
    cli = await CliRunner.create();
  });

  after(() => cli.close());

  test("says where the benchmark is", async () => {
    assert.match((await cli.run(["bench"])).stdout, /npm run bench/);
    assert.deepEqual(await cli.json(["bench"]), {
      run: ["npm run bench", "npm run bench -- --json", "npm run bench:long"],
    });
  });
});
