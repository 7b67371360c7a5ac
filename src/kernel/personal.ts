import { toHex } from "#kernel/bytes";
import { randomBytes, sha256Hex } from "#kernel/crypto";
import type { PersonalValue, Randomness } from "#kernel/envelope";
import { canonicalize, type Json, type JsonObject } from "#kernel/json";

/** Personal fields: only a commitment enters a transaction; value and salt stay beside it in a vault and can be erased. */

/** SHA-256 of ["sanlian/personal/1", ledger, field, salt, value]; the field is `command/path`. */
export function commitment(ledger: string, field: string, salt: string, value: string): string {
  return sha256Hex(canonicalize(["sanlian/personal/1", ledger, field, salt, value]));
}

/** Replaces the value at each path of the arguments by a fresh commitment and gives the values that go to the vault. */
export function commitPersonal(
  ledger: string,
  command: string,
  args: JsonObject,
  paths: readonly string[],
  random: Randomness = randomBytes,
): { readonly args: JsonObject; readonly personal: readonly PersonalValue[] } {
  const copy = JSON.parse(canonicalize(args)) as JsonObject;
  const personal: PersonalValue[] = [];
  for (const path of paths.flatMap((pattern) => expand(copy, pattern.split("."), ""))) {
    const value = valueAt(copy, path);
    if (typeof value !== "string") continue;
    const salt = toHex(random(32));
    replaceAt(copy, path, commitment(ledger, `${command}/${path}`, salt, value));
    personal.push({ path, salt, value });
  }
  return { args: copy, personal };
}

/** Whether a personal value fits the commitment that stands at its path in the arguments. */
export function fitsCommitment(ledger: string, command: string, args: JsonObject, personal: PersonalValue): boolean {
  const wanted = valueAt(args, personal.path);
  return wanted === commitment(ledger, `${command}/${personal.path}`, personal.salt, personal.value);
}

/** Whether a dotted path is one that a pattern with `*` for list indexes describes. */
export function matchesPath(pattern: string, path: string): boolean {
  const wanted = pattern.split(".");
  const steps = path.split(".");
  return (
    wanted.length === steps.length &&
    wanted.every((step, i) => (step === "*" ? /^[0-9]+$/.test(steps[i] ?? "") : step === steps[i]))
  );
}

function expand(node: Json | undefined, steps: readonly string[], path: string): string[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [path];
  const under = (name: string): string => (path === "" ? name : `${path}.${name}`);
  if (step !== "*") return expand(member(node, step), rest, under(step));
  return Array.isArray(node) ? node.flatMap((item: Json, i) => expand(item, rest, under(String(i)))) : [];
}

function member(node: Json | undefined, name: string): Json | undefined {
  if (typeof node !== "object" || node === null || !Object.hasOwn(node, name)) return undefined;
  return (node as JsonObject)[name];
}

function valueAt(node: Json, path: string): Json | undefined {
  return path.split(".").reduce<Json | undefined>((at, step) => member(at, step), node);
}

function replaceAt(node: JsonObject, path: string, value: string): void {
  const steps = path.split(".");
  const last = steps.pop() as string;
  const parent = steps.reduce<Json | undefined>((at, step) => member(at, step), node);
  (parent as Record<string, Json>)[last] = value;
}
