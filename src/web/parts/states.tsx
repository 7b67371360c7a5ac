import { type ReactNode, useEffect, useState } from "react";
import { ClientProblem } from "#client/client-problem";
import { useText } from "../text/texts.ts";
import { Icon } from "./icon.tsx";

/** What stands on a page before, without and instead of its content. */

const PATIENCE_MS = 400;

/** Ruled lines of the final height; only after a while, so that quick answers do not flicker. */
export function Loading({ lines = 5 }: { readonly lines?: number }) {
  const text = useText();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={isLate ? "loading is-late" : "loading"} aria-busy="true">
      <span className="for-readers" role="status">
        {text("states.loading")}
      </span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move.
        <i key={line} />
      ))}
    </div>
  );
}

/** Nothing to show, and what comes next. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <svg viewBox="0 0 120 44" width="120" height="44" aria-hidden="true">
        <path d="M0 1.5h120M0 4.500h120" stroke="var(--ink)" />
        <path d="M0 18.500h120M0 31.500h120M0 43.500h120" stroke="var(--rule-2)" />
      </svg>
      <b>{title}</b>
      {children}
    </div>
  );
}

/** Why a page cannot be shown: forbidden, not found, or the node does not answer. */
export function Failed({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const text = useText();
  const problem = error instanceof ClientProblem ? error : undefined;
  const isForbidden = problem?.kind === "not_allowed";
  return (
    <div className="failed" role="alert">
      <Icon name={isForbidden ? "lock" : "warn"} size={22} />
      <b>{problem?.parts.title ?? text("states.broken")}</b>
      <p>{isForbidden ? text("states.forbidden") : (problem?.parts.detail ?? text("states.brokenDetail"))}</p>
      {onRetry !== undefined && !isForbidden && (
        <button type="button" className="button small" onClick={onRetry}>
          {text("states.retry")}
        </button>
      )}
    </div>
  );
}
