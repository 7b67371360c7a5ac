import assert from "node:assert/strict";
import { test } from "node:test";
import { jsonSchema, shape } from "#kernel/shape";
import { describeFields } from "./describe-fields.ts";
import { textsOf } from "./texts.ts";

const schema = jsonSchema(
  shape.object({
    memberId: shape.id("member"),
    amount: shape.amount(),
    note: shape.optional(shape.personal(20)),
    roles: shape.array(shape.text(1, 9), 0, 9),
    hash: shape.hash(),
    kind: shape.choice(["cash", "stake"]),
    name: shape.object({ zh: shape.text(1, 9), en: shape.optional(shape.text(1, 9)) }),
    way: shape.oneOf("type", [
      shape.object({ type: shape.choice(["now"]), days: shape.int(1, 9) }),
      shape.object({ type: shape.choice(["later"]) }),
    ]),
    isOpen: shape.bool(),
  }),
);

test("describes every field by its path and kind", () => {
  const { fieldKinds: kinds } = textsOf("en");
  const optional = (kind: string) => kinds.optional.replace("{kind}", kind);
  assert.deepEqual(
    describeFields(schema, textsOf("en")).map(({ path, kind }) => [path, kind]),
    [
      ["memberId", "id member_…"],
      ["amount", kinds.amount],
      ["note", optional(kinds.personal)],
      ["roles", kinds.list.replace("{kind}", "text")],
      ["hash", kinds.hash],
      ["kind", "cash | stake"],
      ["name.zh", "text"],
      ["name.en", optional("text")],
      ["way.type", "now | later"],
      ["way.days", optional("whole number")],
      ["isOpen", kinds.boolean],
    ],
  );
});

test("shows the labels that a node gives", () => {
  const labelled = { properties: { memberId: { type: "string", description: "成员编号" } }, required: ["memberId"] };
  assert.deepEqual(describeFields(labelled, textsOf("zh")), [{ path: "memberId", kind: "文本", label: "成员编号" }]);
});
