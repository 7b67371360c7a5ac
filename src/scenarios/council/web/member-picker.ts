import type { Picker } from "#web/form/picker.ts";
import type { Member } from "../tables.ts";

/** Chooses an organisation by its name. */
export const memberPicker: Picker = {
  prefix: "member",
  async find({ client, language, text }) {
    const options = [];
    for await (const item of client.queryItems("council.members", { limit: 200 })) {
      const { id, name, isVacant } = item as unknown as Member;
      options.push({ id, label: name[language], ...(isVacant ? { detail: text("members.vacant") } : {}) });
    }
    return options;
  },
};
