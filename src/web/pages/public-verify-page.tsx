import { useLocation } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { readVerifyFragment } from "#kernel/verify-link";
import { Emblem } from "../parts/emblem.tsx";
import { Go, useGo } from "../parts/go.tsx";
import { Loading } from "../parts/states.tsx";
import { VerifyDesk } from "../proof/verify-desk.tsx";
import { LanguageSwitch } from "../shell/language-switch.tsx";
import { SimulatedEdge } from "../shell/simulated-edge.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { useText } from "../text/texts.ts";

const PublicEntry = lazy(() =>
  import("../proof/public-entry.tsx").then(({ PublicEntry }) => ({ default: PublicEntry })),
);

/** What the code on a paper opens: no session is needed, and nothing beyond the paper is disclosed. */
export function PublicVerifyPage() {
  const text = useText();
  const go = useGo();
  const { hash } = useLocation();
  const target = readVerifyFragment(hash);
  usePageTitle(text("verify.title"));
  return (
    <div className="public-page">
      {target !== undefined && <SimulatedEdge ledger={target.ledger} />}
      <header className="landing-top">
        <Go to="/" className="brand" label={text("shell.home")}>
          <Emblem />
          <b>{text("brand.name")}</b>
        </Go>
        <span className="bar-space" />
        <LanguageSwitch />
      </header>
      <main id="main">
        <VerifyDesk
          key={hash}
          ledger={target?.ledger ?? ""}
          id={target?.id}
          {...(target === undefined ? {} : { onId: (id: string) => go(`/verify#${target.ledger}/${id}`) })}
          instead={
            target === undefined ? undefined : (
              <Suspense fallback={<Loading lines={4} />}>
                <PublicEntry target={target} />
              </Suspense>
            )
          }
        >
          <p className="meta">{text("verify.local")}</p>
          <h1 className="title">{text("verify.publicTitle")}</h1>
          {target === undefined && hash !== "" && <p className="input-problem">{text("verify.badLink")}</p>}
        </VerifyDesk>
      </main>
    </div>
  );
}
