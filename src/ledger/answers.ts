import { canonicalize, type JsonObject } from "#kernel/json";
import type { Leaf } from "#kernel/leaf";
import type { NotRecorded, Recorded } from "./service.ts";
import type { StoredLeaf } from "./state.ts";

/** Answers as canonical JSON text: written once where they arise, passed on as they are. */

/** Answer of an entry with a leaf; `resultText` is canonical JSON. */
export function answerRecorded(leaf: Omit<Recorded, "status" | "result" | "duplicate">, resultText: string): string {
  const { id, position, height, time, outcome } = leaf;
  const result = outcome === "fault" ? "" : `"result":${resultText},`;
  return `{"height":${height},"id":"${id}","outcome":"${outcome}","position":${position},${result}"status":"recorded","time":${time}}`;
}

/** Answer of an id whose leaf and effects are stored. */
export function recordedFrom(stored: StoredLeaf, isDuplicate: boolean): string {
  const leaf = JSON.parse(stored.leaf) as Leaf & { id: string; outcome: Recorded["outcome"] };
  const { result } = JSON.parse(stored.effects) as JsonObject;
  const text = answerRecorded(leaf, canonicalize(result));
  return isDuplicate ? `{"duplicate":true,${text.slice(1)}` : text;
}

/** Answer of a submission without a leaf. */
export function answerNotRecorded(
  status: NotRecorded["status"],
  code: string,
  id?: string,
  issues?: NotRecorded["issues"],
): string {
  return canonicalize({ status, code, id, issues });
}
