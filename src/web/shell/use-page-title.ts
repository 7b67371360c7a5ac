import { useEffect } from "react";
import { useText } from "../text/texts.ts";

/** Names the window and its place in the browser's history after the page; before its data is there, after the product. */
export function usePageTitle(title: string | undefined): void {
  const text = useText();
  const brand = text("brand.name");
  useEffect(() => {
    document.title = title === undefined ? brand : `${title} · ${brand}`;
  }, [title, brand]);
}
