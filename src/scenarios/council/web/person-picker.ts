import { roleWord } from "#web/form/field-words.ts";
import { personWord } from "#web/form/person-word.ts";
import type { Picker } from "#web/form/picker.ts";
import type { Member, Person } from "../tables.ts";

/** So many people are looked through in the browser; a larger ledger asks for more of the name. */
const PEOPLE_MAX = 2_000;

/** Chooses a person by name where one may read it, else by roles and organisation. */
export const personPicker: Picker = {
  prefix: "person",
  async find({ client, language, text }) {
    const { scenarios } = await client.ledger();
    const members = new Map<string, string>();
    for await (const item of client.queryItems("council.members", { limit: 200 })) {
      const { id, name } = item as unknown as Member;
      members.set(id, name[language]);
    }
    const options = [];
    for await (const item of client.queryItems("council.people", { limit: 200 })) {
      const { id, name, roles, memberId, isActive } = item as unknown as Person;
      if (!isActive) continue;
      const words = roles.map((role) => roleWord(text, scenarios, role)).join(" ");
      const detail = [words, members.get(memberId)].filter((part) => part !== undefined && part !== "").join(" · ");
      options.push({ id, label: personWord(id, name), detail });
      if (options.length === PEOPLE_MAX) break;
    }
    return options;
  },
};
