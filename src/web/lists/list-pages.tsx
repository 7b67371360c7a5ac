import { useLocation } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useAddressState, useGo } from "../parts/go.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import { searchText } from "../router-search.ts";
import { useText } from "../text/texts.ts";
import { firstPages } from "./list-spec.ts";
import type { List } from "./use-list.ts";

export interface ListPagesProps<Item> {
  readonly list: List<Item>;
  /** What stands there while there is nothing at all to list. */
  readonly empty: ReactNode;
  /** Tells it from other lists on the page. */
  readonly label?: string;
  readonly children: (items: readonly Item[]) => ReactNode;
}

/** A page of a list with the way to the next one, or why there is none. */
export function ListPages<Item>({ list, empty, label, children }: ListPagesProps<Item>) {
  const text = useText();
  const [address] = useAddressState();
  const { items, next, error, retry, afterKey, cutAt } = list;
  const after = address[afterKey];
  if (error !== null) return <Failed error={error} onRetry={retry} />;
  if (items === undefined) return <Loading lines={8} />;
  if (items.length > 0) {
    return (
      <>
        {children(items)}
        {cutAt !== undefined && <p className="meta list-cut">{text("list.cut", { count: cutAt })}</p>}
        <Turn label={label} afterKey={afterKey} after={after} next={next} count={items.length} />
      </>
    );
  }
  if (address["q"] === undefined && address["state"] === undefined && after === undefined) return empty;
  return <NothingFound cutAt={cutAt} />;
}

/** Nothing fits what the address asks for, of all or of the `cutAt` latest matches, and the way back to everything. */
export function NothingFound({ cutAt }: { readonly cutAt?: number | undefined }) {
  const text = useText();
  const [address, change] = useAddressState();
  return (
    <Empty title={text("list.none")}>
      <p>{cutAt === undefined ? text("list.noneLine") : text("list.cut", { count: cutAt })}</p>
      <button
        type="button"
        className="button small"
        onClick={() => change({ ...firstPages(address), q: undefined, state: undefined })}
      >
        {text("list.clear")}
      </button>
    </Empty>
  );
}

interface TurnProps {
  readonly label: string | undefined;
  readonly afterKey: string;
  readonly after: string | undefined;
  readonly next: string | undefined;
  readonly count: number;
}

/** On to the next page and back to the first: lists are read forwards, so that no page is ever counted. */
function Turn({ label, afterKey, after, next, count }: TurnProps) {
  const text = useText();
  const go = useGo();
  const { pathname } = useLocation();
  const [address] = useAddressState();
  const to = (key: string | undefined) => {
    const { [afterKey]: _, ...rest } = address;
    go(`${pathname}${searchText(key === undefined ? rest : { ...rest, [afterKey]: key })}`);
  };
  return (
    <nav className="spread list-paging" aria-label={label ?? text("list.pages")}>
      <span className="meta">{text("list.loaded", { count })}</span>
      <span className="row">
        {after !== undefined && (
          <button type="button" className="button small" onClick={() => to(undefined)}>
            {text("list.first")}
          </button>
        )}
        {next !== undefined && (
          <button type="button" className="button small" onClick={() => to(next)}>
            {text("list.next")}
          </button>
        )}
      </span>
    </nav>
  );
}
