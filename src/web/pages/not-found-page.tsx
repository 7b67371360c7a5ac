import { Go } from "../parts/go.tsx";
import { LanguageSwitch } from "../shell/language-switch.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { useText } from "../text/texts.ts";

/** An address without a page. */
export function NotFoundPage() {
  return (
    <main className="main not-found">
      <NothingHere />
      <LanguageSwitch />
    </main>
  );
}

/** The same below a ledger, in its frame: whoever mistyped an address keeps the way to everything else. */
export function NothingHere() {
  const text = useText();
  usePageTitle(text("states.notFound"));
  return (
    <>
      <h1 className="title">{text("states.notFound")}</h1>
      <p>{text("states.notFoundDetail")}</p>
      <Go to="/" className="button">
        {text("shell.home")}
      </Go>
    </>
  );
}
