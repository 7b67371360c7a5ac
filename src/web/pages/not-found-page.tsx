import { Go } from "../parts/go.tsx";
import { Empty } from "../parts/states.tsx";
import { useText } from "../text/texts.ts";

/** An address without a page. */
export function NotFoundPage() {
  const text = useText();
  return (
    <main className="main">
      <Empty title={text("states.notFound")}>
        <p>{text("states.notFoundDetail")}</p>
        <Go to="/" className="button">
          {text("shell.home")}
        </Go>
      </Empty>
    </main>
  );
}
