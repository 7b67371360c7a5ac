import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";

/** What a status means to the eye; the word beside it says it to everybody. */
export type Tone = "done" | "wait" | "refuse" | "now" | "idle";

const ICONS: Readonly<Record<Tone, IconName>> = {
  done: "tick",
  wait: "clock",
  refuse: "refuse",
  now: "dot",
  idle: "ring",
};

/** A status as icon and word. */
export function Status({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className={`status ${tone}`}>
      <Icon name={ICONS[tone]} size={14} />
      {children}
    </span>
  );
}
