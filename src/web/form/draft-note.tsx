import type { DraftKeeper } from "../access/drafts.ts";
import { instantText, timeText } from "../format/date.ts";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";

/** That a draft was found or saved, and how to begin anew. */
export function DraftNote({ draft, onDiscard }: { readonly draft: DraftKeeper; readonly onDiscard: () => void }) {
  const text = useText();
  const { language } = useNode();
  const { found, state, savedAt = 0 } = draft;
  if (state === "discarded" || (state === "quiet" && !found)) return null;
  const words = {
    quiet: () => text("form.draftFound", { time: instantText(found?.updatedAt ?? 0, language) }),
    saving: () => text("form.draft.saving"),
    saved: () => text("form.draftSaved", { time: timeText(savedAt) }),
    lost: () => text("form.draft.lost"),
    conflict: () => text("form.draft.conflict"),
  };
  return (
    <p className={state === "conflict" || state === "lost" ? "draft-note is-wrong" : "draft-note"} role="status">
      {words[state]()}{" "}
      <button type="button" className="link" onClick={onDiscard}>
        {text("form.discard")}
      </button>
    </p>
  );
}
