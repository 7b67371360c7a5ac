import { Menu } from "@mantine/core";
import { useRef } from "react";
import { useGo } from "../parts/go.tsx";
import { demoActor } from "../session/actor.ts";
import { DEMO_ROLES } from "../session/demo-roles.ts";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import { Themed } from "../theme/themed.tsx";
import { ActorButton } from "./actor-button.tsx";

/** The roles of the demo to step into, and the way out. Loaded when it is opened for the first time. */
export function ActorChoices() {
  const text = useText();
  const go = useGo();
  const { actor, changeActor } = useNode();
  const button = useRef<HTMLButtonElement>(null);
  const leave = () => {
    changeActor({ kind: "nobody" });
    go("/");
  };
  return (
    <Themed>
      <Menu position="bottom-end" width={240} defaultOpened onClose={() => button.current?.focus()}>
        <Menu.Target>
          <ActorButton ref={button} />
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
    </Themed>
  );
}
