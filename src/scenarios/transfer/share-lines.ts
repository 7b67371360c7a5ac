import { shape } from "#kernel/shape";
import type { Tx } from "#kernel/table";
import { lineOf } from "./case-access.ts";
import type { Line } from "./plan-tables.ts";

/** Payees whose shares a command is about: people, or the member that holds the rest. */
export const payeeIdsShape = shape.array(shape.text(1, 60), 1, 201);

/** Rejections of a list of payees. */
export const SHARE_LINE_REJECTIONS = { line_not_found: 404, payee_repeated: 422, line_of_money: 409 } as const;

/** The lines of shares of these payees, or why there are none. */
export function shareLines(
  tx: Tx,
  planId: string,
  payeeIds: readonly string[],
): readonly Line[] | keyof typeof SHARE_LINE_REJECTIONS {
  const lines = payeeIds.map((payeeId) => lineOf(tx, planId, payeeId));
  const found = lines.filter((line) => line !== undefined);
  if (found.length < lines.length) return "line_not_found";
  if (new Set(payeeIds).size < payeeIds.length) return "payee_repeated";
  return found.some(({ asset }) => asset === "money") ? "line_of_money" : found;
}
