import type { Json } from "#kernel/json";
import type { Picker, PickerAsk, PickOption } from "#web/form/picker.ts";

/** Chooses cases and achievements by case number, title or party: the first ones, or what the ledger's search finds. */

const LISTED = 50;
const ID = /^(deal|achievement)_[0-9a-f]{32}$/;

export const dealPicker: Picker = {
  prefix: "deal",
  isSearched: true,
  async find(ask) {
    const ids = await foundIds(ask, "transfer.deal");
    const answer = await ask.client.query("transfer.cases", ids === undefined ? { limit: LISTED } : { foundIds: ids });
    return rowsOf(answer["items"]).map((row) => optionOf(row, row["contractNumber"]));
  },
};

export const achievementPicker: Picker = {
  prefix: "achievement",
  isSearched: true,
  async find(ask) {
    const ids = await foundIds(ask, "transfer.achievement");
    const { units } = await ask.client.query("transfer.units", {});
    const rows: Row[] = [];
    for (const unit of rowsOf(units)) {
      const input = { unitId: String(unit["memberId"]), limit: LISTED };
      rows.push(...rowsOf((await ask.client.query("transfer.achievements", input))["items"]));
    }
    return rows
      .filter(({ id }) => ids === undefined || ids.includes(String(id)))
      .map((row) => optionOf(row, undefined));
  },
};

type Row = Readonly<Record<string, Json>>;

/** What the words find; undefined when there are none. */
async function foundIds({ client, words }: PickerAsk, kind: string): Promise<readonly string[] | undefined> {
  const wanted = words.trim();
  if (wanted === "") return undefined;
  if (ID.test(wanted)) return [wanted];
  const path = await client.link.path(`search?q=${encodeURIComponent(wanted)}&limit=${LISTED}`);
  const { hits } = await client.session.json({ method: "GET", path, isRepeatable: true });
  return rowsOf(hits)
    .filter((hit) => hit["kind"] === kind)
    .map(({ id }) => String(id));
}

function optionOf(row: Row, contract: Json | undefined): PickOption {
  const detail = [row["number"], contract].filter((part) => typeof part === "string").join(" · ");
  return { id: String(row["id"]), label: String(row["title"]), ...(detail === "" ? {} : { detail }) };
}

function rowsOf(items: Json | undefined): readonly Row[] {
  // Rows that the node's own queries return.
  return Array.isArray(items) ? (items as unknown as readonly Row[]) : [];
}
