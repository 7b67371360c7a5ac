import type { ShownObjection } from "./notice-answers.ts";

/** The open objection to a line that is to be answered first; undefined where there is none or the viewer may read none. */
export function firstObjectionTo<Told extends Pick<ShownObjection, "state" | "lineId" | "madeAt" | "answerBy">>(
  objections: readonly Told[],
  lineId: string,
): Told | undefined {
  const open = objections.filter((each) => each.state === "open" && each.lineId === lineId);
  return open.sort((a, b) => (a.answerBy < b.answerBy ? -1 : a.answerBy > b.answerBy ? 1 : a.madeAt - b.madeAt))[0];
}
