import { defineQuery } from "#kernel/command";
import { foldedText } from "#kernel/folded-text";
import { shape } from "#kernel/shape";
import { mayReadName } from "../rules.ts";
import { people } from "../tables.ts";

const PAGE_ROWS = 1_000;

/** People by name. Names stand in no index: they are read from the vault for those who may read them, and found no more once erased. */
export const findPeopleQuery = defineQuery({
  name: "council.find-people",
  allow: "anyone",
  input: shape.object({ text: shape.text(1, 200), limit: shape.int(1, 100) }),

  run(tx, { text, limit }, { viewer, reveal }) {
    const wanted = foldedText(text);
    const items: { kind: string; id: string; title: string; words: string[] }[] = [];
    for (let after: string | undefined; ; ) {
      const page = tx.table(people).list(after, PAGE_ROWS);
      for (const { id, memberId, name } of page) {
        const title = name !== undefined && mayReadName(viewer, { id, memberId }) ? reveal(name) : undefined;
        if (title !== undefined && foldedText(title).includes(wanted))
          items.push({ kind: "council.person", id, title, words: [] });
        if (items.length === limit) return { items };
      }
      after = page.at(-1)?.id;
      if (page.length < PAGE_ROWS) return { items };
    }
  },
});
