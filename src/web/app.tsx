import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useState } from "react";
import { I18nextProvider } from "react-i18next";
import { ClientProblem } from "#client/client-problem";
import { WorkSourcesProvider } from "./access/work-sources.tsx";
import { createAppRouter } from "./router.tsx";
import type { ScenarioPages } from "./scenario-pages.ts";
import { type Actor, keepActor } from "./session/actor.ts";
import { NodeProvider } from "./session/node-context.tsx";
import { keepLanguage, type Language } from "./text/language.ts";
import { loadTexts } from "./text/load-texts.ts";
import { type Namespaces, startTexts } from "./text/texts.ts";

export interface AppProps {
  readonly scenarios: readonly ScenarioPages[];
  readonly first: { readonly actor: Actor; readonly language: Language; readonly texts: Namespaces };
}

/** The application: texts, node and router around the pages. */
export function App({ scenarios, first }: AppProps) {
  const [actor, setActor] = useState(first.actor);
  const [speech, setSpeech] = useState({ language: first.language, texts: first.texts });
  const router = useMemo(() => createAppRouter(scenarios), [scenarios]);
  const queries = useMemo(createQueries, []);
  const texts = useMemo(() => startTexts(speech.language, speech.texts), [speech]);
  const changeActor = useCallback(
    (next: Actor) => {
      keepActor(globalThis.localStorage, next);
      // What another person saw must not show for a moment.
      queries.clear();
      setActor(next);
    },
    [queries],
  );
  const changeLanguage = useCallback(
    async (language: Language) => {
      keepLanguage(globalThis.localStorage, language);
      setSpeech({ language, texts: await loadTexts(language, textsOf(scenarios)) });
    },
    [scenarios],
  );
  useEffect(() => {
    document.documentElement.lang = speech.language === "zh" ? "zh-CN" : "en";
  }, [speech]);
  return (
    <I18nextProvider i18n={texts}>
      <QueryClientProvider client={queries}>
        <NodeProvider
          actor={actor}
          language={speech.language}
          onActor={changeActor}
          onLanguage={(language) => void changeLanguage(language)}
        >
          <WorkSourcesProvider scenarios={scenarios}>
            <RouterProvider router={router} />
          </WorkSourcesProvider>
        </NodeProvider>
      </QueryClientProvider>
    </I18nextProvider>
  );
}

/** How the texts of the scenarios are loaded, by their names. */
export function textsOf(scenarios: readonly ScenarioPages[]) {
  return Object.fromEntries(scenarios.map(({ scenario, texts }) => [scenario, texts]));
}

function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // The client waits and tries again by itself where that can help.
        retry: (count, error) => !(error instanceof ClientProblem) && count < 1,
        refetchOnWindowFocus: false,
      },
    },
  });
}
