import "@mantine/core/styles/baseline.css";
import "@mantine/core/styles/default-css-variables.css";
import "@mantine/core/styles/global.css";
import "@mantine/core/styles/ScrollArea.css";
import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/VisuallyHidden.css";
import "@mantine/core/styles/Paper.css";
import "@mantine/core/styles/Popover.css";
import "@mantine/core/styles/CloseButton.css";
import "@mantine/core/styles/Group.css";
import "@mantine/core/styles/Loader.css";
import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import "@mantine/core/styles/Drawer.css";
import "@mantine/core/styles/Menu.css";
import "@mantine/core/styles/Input.css";
import "@mantine/core/styles/InlineInput.css";
import "@mantine/core/styles/Combobox.css";
import "@mantine/core/styles/Switch.css";
import "sanlian-fonts.css";
import "./theme/tokens.css";
import "./theme/mantine.css";
import "./theme/ground.css";
import "./theme/shell.css";
import "./theme/narrow.css";
import "./theme/parts.css";
import "./theme/pages.css";
import "./theme/work.css";
import "./theme/proof.css";
import "./theme/verify.css";
import "./theme/roots.css";
import "./theme/explorer.css";
import "./theme/leaves.css";
import "./theme/form.css";
import "./theme/commands.css";
import "./theme/lists.css";
import "./theme/members.css";
import "./theme/node.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { scenarioPages } from "#scenarios/pages";
import { App, textsOf } from "./app.tsx";
import { keptActor } from "./session/actor.ts";
import { firstLanguage } from "./text/language.ts";
import { loadTexts } from "./text/load-texts.ts";

/** Starts the application in the browser. */
async function start(): Promise<void> {
  const root = document.getElementById("root");
  if (root === null) throw new Error("the page has no place for the application");
  const { localStorage, navigator } = globalThis;
  const language = firstLanguage(localStorage, navigator.languages);
  const [actor, texts] = await Promise.all([keptActor(localStorage), loadTexts(language, textsOf(scenarioPages))]);
  createRoot(root).render(
    <StrictMode>
      <App scenarios={scenarioPages} first={{ actor, language, texts }} />
    </StrictMode>,
  );
}

void start();
