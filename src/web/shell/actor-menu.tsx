import { Menu } from "@mantine/core";
import { useGo } from "../parts/go.tsx";
import { demoActor } from "../session/actor.ts";
import { DEMO_ROLES } from "../session/demo-roles.ts";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";

/** For whom one acts, and how to change that: another role of the demo, or leaving. */
export function ActorMenu() {
  const text = useText();
  const go = useGo();
  const { actor, changeActor } = useNode();
  const name = useActorName();
  const leave = () => {
    changeActor({ kind: "nobody" });
    go("/");
  };
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <button
          type="button"
          className="actor"
          aria-label={text("bar.actor", { name: actor.kind === "device" ? name : `${text("demo.mark")} ${name}` })}
        >
          {actor.kind !== "device" && <span className="chip">{text("demo.mark")}</span>} {name}
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: "auto" }}>
        {actor.kind !== "device" && (
          <>
            <Menu.Label>{text("demo.change")}</Menu.Label>
            {DEMO_ROLES.map((role) => (
              <Menu.Item
                key={role.label}
                aria-current={actor.kind === "demo" && actor.role.label === role.label ? "true" : undefined}
                onClick={() => {
                  changeActor(demoActor(role));
                  go(`/at/${role.ledger}/${role.home}`);
                }}
              >
                {text(`demo.roles.${role.text}.name`)}
              </Menu.Item>
            ))}
            <Menu.Divider />
          </>
        )}
        <Menu.Item onClick={leave}>{text("bar.leave")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** How the actor is called. */
export function useActorName(): string {
  const text = useText();
  const { actor } = useNode();
  if (actor.kind === "demo") return text(`demo.roles.${actor.role.text}.name`);
  return text(actor.kind === "device" ? "bar.device" : "bar.nobody");
}
