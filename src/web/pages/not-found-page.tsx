import { Go } from "../parts/go.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { useText } from "../text/texts.ts";

/** An address without a page. */
export function NotFoundPage() {
  const text = useText();
  usePageTitle(text("states.notFound"));
  return (
    <main className="main not-found">
      <h1 className="title">{text("states.notFound")}</h1>
      <p>{text("states.notFoundDetail")}</p>
      <Go to="/" className="button">
        {text("shell.home")}
      </Go>
    </main>
  );
}
