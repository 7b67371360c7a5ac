import { Drawer } from "@mantine/core";
import type { ScenarioPages } from "../scenario-pages.ts";
import { useText } from "../text/texts.ts";
import { Themed } from "../theme/themed.tsx";
import { ActorMenu } from "./actor-menu.tsx";
import { Clock } from "./clock.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { LedgerSwitch } from "./ledger-switch.tsx";
import { RailSections } from "./rail.tsx";
import { SearchBox } from "./search-box.tsx";

export interface NarrowMenuProps {
  readonly scenarios: readonly ScenarioPages[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** On a phone, everything of the bar and the rail in one drawer. Loaded when it is opened for the first time. */
export function NarrowMenu({ scenarios, isOpen, onClose }: NarrowMenuProps) {
  const text = useText();
  return (
    <Themed>
      <Drawer
        opened={isOpen}
        onClose={onClose}
        size={300}
        title={text("shell.menu")}
        closeButtonProps={{ "aria-label": text("shared.close") }}
      >
        <div className="narrow-tools">
          <LedgerSwitch />
          <SearchBox />
          <Clock />
          <ActorMenu />
          <LanguageSwitch />
        </div>
        <RailSections scenarios={scenarios} onGo={onClose} />
      </Drawer>
    </Themed>
  );
}
