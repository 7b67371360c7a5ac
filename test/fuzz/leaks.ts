import { strict as assert } from "node:assert";
import { isProblemCode, PROBLEMS } from "#api/problem-catalogue";
import { isHex } from "#kernel/bytes";
import type { JsonObject } from "#kernel/json";

/** What no answer holds: stacks, paths, names of modules, words of the database, and what code prints by accident. */
const INTERNAL =
  /\n\s+at |node:internal|node_modules|\.(ts|mjs|js):\d|[\\/](src|dist|tmp|home|usr)[\\/]|sqlite|better-sqlite|\b\w*Error:|\bundefined\b|\[object |\bFST_ERR|\bENOENT\b|Unexpected token|JSON at position/i;

/** Fails when a text holds what is meant for the operator alone. `own` is what the client sent and may hear again. */
export function checkNoInternals(text: string, own = ""): void {
  const [found] = INTERNAL.exec(text) ?? [];
  assert.ok(found === undefined || own.includes(found), `${JSON.stringify(found)} in ${text.slice(0, 2_000)}`);
}

/** Checks the answer to a line that must not be recorded: a code of the catalogue and nothing but what belongs to it. */
export function checkRefusal(line: string, own: string): string {
  const { status, code, id, issues, ...rest } = JSON.parse(line) as JsonObject;
  assert.ok(status === "refused" || status === "skipped", `what nobody may record was answered with ${line}`);
  assert.ok(typeof code === "string" && isProblemCode(code), `unknown code in ${line}`);
  assert.deepEqual(rest, {}, `further members in ${line}`);
  assert.ok(id === undefined || (typeof id === "string" && isHex(id, 40)), line);
  assert.equal(issues !== undefined, code === "arguments_unfit", line);
  checkNoInternals(line, own);
  return code;
}

export interface Answered {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const MEMBERS = ["type", "title", "status", "detail", "code", "instance", "issues", "outcome", "id", "roles"];

/** Checks any answer of a node: problems are those of the catalogue, nothing is an internal error, nothing leaks. */
export function checkAnswer({ status, type, body }: Answered, own: string): void {
  checkNoInternals(body, own);
  assert.notEqual(status, 500, body);
  if (status < 400) {
    assert.ok([200, 201, 204, 304].includes(status), `status ${status}`);
    return;
  }
  assert.equal(type.split(";")[0], "application/problem+json", `${status} ${type}`);
  if (body === "") return;
  const problem = JSON.parse(body) as JsonObject;
  const { code } = problem;
  assert.ok(typeof code === "string" && isProblemCode(code), body);
  assert.deepEqual(
    Object.keys(problem).filter((name) => !MEMBERS.includes(name)),
    [],
    body,
  );
  assert.equal(problem["status"], status);
  // What the door foresees of arguments is a bad request; the time for a request has run out where one is broken.
  const allowed: readonly number[] = { arguments_unfit: [400], request_malformed: [400, 408] }[code as string] ?? [
    PROBLEMS[code],
  ];
  assert.ok(allowed.includes(status), body);
}
