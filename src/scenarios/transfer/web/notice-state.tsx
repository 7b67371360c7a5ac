import type { NoticeState, ObjectionState } from "#kit/notices-tables";
import { Status, type Tone } from "#web/parts/status.tsx";
import { useText } from "#web/text/texts.ts";

const NOTICE_TONES: Readonly<Record<NoticeState, Tone>> = {
  open: "now",
  suspended: "wait",
  closed: "done",
  withdrawn: "idle",
  superseded: "idle",
  void: "refuse",
};

const OBJECTION_TONES: Readonly<Record<ObjectionState, Tone>> = {
  open: "wait",
  upheld: "refuse",
  dismissed: "done",
  withdrawn: "idle",
};

/** The state of a notice in a word. */
export function NoticeStatus({ state }: { readonly state: NoticeState }) {
  const text = useText();
  return <Status tone={NOTICE_TONES[state]}>{text(`transfer:states.notice.${state}`)}</Status>;
}

/** The state of an objection in a word. */
export function ObjectionStatus({ state }: { readonly state: ObjectionState }) {
  const text = useText();
  return <Status tone={OBJECTION_TONES[state]}>{text(`transfer:states.objection.${state}`)}</Status>;
}
