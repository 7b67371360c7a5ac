import { type FormEvent, useRef } from "react";
import { useAddressState } from "../parts/go.tsx";
import { Icon } from "../parts/icon.tsx";
import { useText } from "../text/texts.ts";
import { firstPages, type ListSpec } from "./list-spec.ts";

export interface ListFilterProps {
  readonly spec: Pick<ListSpec, "states" | "orders">;
  /** What the words may be. */
  readonly search: string;
  readonly stateText?: (state: string) => string;
}

/** What is looked for in a list, in which state and order. The address holds all of it. */
export function ListFilter({ spec: { states, orders }, search, stateText }: ListFilterProps) {
  const text = useText();
  const [address, change] = useAddressState();
  const { q = "", state = "", order = orders[0] } = address;
  const input = useRef<HTMLInputElement>(null);
  const find = (event: FormEvent) => {
    event.preventDefault();
    change({ ...firstPages(address), q: input.current?.value.trim() });
  };
  return (
    <form className="list-filter" onSubmit={find}>
      <label className="list-search">
        <span className="for-readers">{search}</span>
        <Icon name="find" />
        <input key={q} ref={input} type="search" defaultValue={q} placeholder={search} />
        <button type="submit" className="button small">
          {text("list.find")}
        </button>
      </label>
      {stateText !== undefined && (
        <label>
          <span className="meta">{text("list.state")}</span>
          <select value={state} onChange={({ target }) => change({ ...firstPages(address), state: target.value })}>
            <option value="">{text("list.all")}</option>
            {states.map((each) => (
              <option key={each} value={each}>
                {stateText(each)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        <span className="meta">{text("list.order")}</span>
        <select value={order} onChange={({ target }) => change({ ...firstPages(address), order: target.value })}>
          {orders.map((each) => (
            <option key={each} value={each}>
              {text(`list.${each}`)}
            </option>
          ))}
        </select>
      </label>
    </form>
  );
}

/** The head of the column by which a list is ordered; it turns the list round. */
export function OrderHead({
  spec: { orders },
  title,
}: {
  readonly spec: Pick<ListSpec, "orders">;
  readonly title: string;
}) {
  const text = useText();
  const [address, change] = useAddressState();
  const other = address["order"] === orders[1] ? orders[0] : orders[1];
  const isDescending = other === "oldest";
  return (
    <th scope="col" aria-sort={isDescending ? "descending" : "ascending"}>
      <button
        type="button"
        className={isDescending ? "order-head is-descending" : "order-head"}
        title={text(`list.${other}`)}
        onClick={() => change({ ...firstPages(address), order: other })}
      >
        {title}
      </button>
    </th>
  );
}
