import type { ComponentProps } from "react";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";

/** For whom one acts, as a button that opens what else one may be. */
export function ActorButton(props: ComponentProps<"button">) {
  const text = useText();
  const { actor } = useNode();
  const name = useActorName();
  const isDevice = actor.kind === "device";
  return (
    <button
      {...props}
      type="button"
      className="actor"
      aria-haspopup="menu"
      aria-label={text("bar.actor", { name: isDevice ? name : `${text("demo.mark")} ${name}` })}
    >
      {!isDevice && <span className="chip">{text("demo.mark")}</span>} {name}
    </button>
  );
}

/** How the actor is called. */
export function useActorName(): string {
  const text = useText();
  const { actor } = useNode();
  if (actor.kind === "demo") return text(`demo.roles.${actor.role.text}.name`);
  return text(actor.kind === "device" ? "bar.device" : "bar.nobody");
}
