import { type FormEvent, useEffect, useRef } from "react";
import { useGo, useLedger } from "../parts/go.tsx";
import { Icon } from "../parts/icon.tsx";
import { useText } from "../text/texts.ts";

/** Finds a number, person, organisation or case; `/` goes to it from anywhere. */
export function SearchBox() {
  const text = useText();
  const ledger = useLedger();
  const go = useGo();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
      if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener("keydown", focus);
    return () => document.removeEventListener("keydown", focus);
  }, []);
  const search = (event: FormEvent) => {
    event.preventDefault();
    const wanted = input.current?.value.trim() ?? "";
    if (wanted !== "") go(`/at/${ledger}/search?q=${encodeURIComponent(wanted)}`);
  };
  return (
    <search className="search-box">
      <form onSubmit={search}>
        <Icon name="find" />
        <input ref={input} type="search" aria-label={text("bar.search")} placeholder={text("bar.searchHint")} />
        <kbd title={text("bar.searchKey")}>/</kbd>
      </form>
    </search>
  );
}
