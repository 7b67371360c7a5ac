import { fillText } from "#kernel/fill-text";
import type { Json, JsonObject } from "#kernel/json";
import type { Issue, IssueCode } from "#kernel/shape";
import type { Language } from "./language.ts";

/** What is wrong with one field of an input, in words. `{name}` stands for what the rule wants. */
export const issueTexts: Readonly<Record<Language, Readonly<Record<IssueCode, string>>>> = {
  en: {
    required: "This field is needed.",
    unknown_field: "There is no such field. Leave it out or correct its name.",
    wrong_type: "This must be of type {type}.",
    not_one_of: "This must be one of the allowed values: {values}.",
    not_integer: "This must be a whole number.",
    too_small: "This must be at least {min}.",
    too_large: "This must be at most {max}.",
    too_short: "This needs at least {min} characters or entries.",
    too_long: "This may have at most {max} characters or entries.",
    bad_text: "Control characters, blanks at the ends and text that is not in Unicode form NFC are not allowed.",
    bad_amount: "An amount is a whole decimal number in the smallest unit, written as text, without leading zeros.",
    bad_id: "An id looks like {prefix}_ and 32 hexadecimal digits.",
    bad_day: "A day looks like 2026-03-06 and exists in the calendar.",
    bad_hash: "A hash is 64 lowercase hexadecimal digits.",
    bad_base64: "This must be padded base64 of the right length.",
  },
  zh: {
    required: "此字段必填。",
    unknown_field: "没有此字段。请删去或更正其名称。",
    wrong_type: "类型须为 {type}。",
    not_one_of: "须为允许的值之一：{values}。",
    not_integer: "须为整数。",
    too_small: "不得小于 {min}。",
    too_large: "不得大于 {max}。",
    too_short: "至少需要 {min} 个字符或条目。",
    too_long: "最多允许 {max} 个字符或条目。",
    bad_text: "不得含控制字符、首尾空白，文本须为 Unicode NFC 形式。",
    bad_amount: "金额须为以最小单位表示的十进制整数文本，不含前导零。",
    bad_id: "编号的形式为 {prefix}_ 加 32 位十六进制数字。",
    bad_day: "日期的形式为 2026-03-06，且须真实存在。",
    bad_hash: "哈希为 64 位小写十六进制数字。",
    bad_base64: "须为长度正确、带填充的 base64。",
  },
};

/** Issues with their texts, as problems carry them. Entries that are not issues are passed on as they are. */
export function describeIssues(issues: Json, language: Language): Json {
  if (!Array.isArray(issues)) return issues;
  return (issues as readonly (JsonObject & Partial<Issue>)[]).map((issue): JsonObject => {
    const text = issueTexts[language][issue.code as IssueCode];
    return text === undefined ? issue : { ...issue, text: fillText(text, issue.wants ?? {}) };
  });
}
