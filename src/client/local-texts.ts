import { fillText } from "#kernel/fill-text";

/** What the client itself finds wrong, in words. `{name}` stands for a fact of the problem. */

export type ClientLanguage = "zh" | "en";

/**
 * What a problem means for whoever called. `input`: correct it and try again. `not_allowed`: another key or role is needed.
 * `rejection`: the contract refused, and that is recorded. `unavailable`: try again later. `bug`: tell the operator.
 */
export type ProblemKind = "input" | "not_allowed" | "rejection" | "unavailable" | "bug";

interface LocalText {
  readonly kind: ProblemKind;
  readonly zh: readonly [title: string, detail: string];
  readonly en: readonly [title: string, detail: string];
}

const LOCAL_TEXTS = {
  connection_failed: {
    kind: "unavailable",
    zh: ["无法连接节点", "{url} 没有应答。请确认节点正在运行且地址无误，然后重试。"],
    en: [
      "The node cannot be reached",
      "{url} does not answer. Check that the node runs and that the address is right.",
    ],
  },
  outcome_unknown: {
    kind: "unavailable",
    zh: ["结果未知", "提交 {id} 后连接中断，交易可能已被记录。请重新发送同一提交：编号相同，不会重复执行。"],
    en: [
      "The outcome is not known",
      "The connection was lost after {id} was sent; it may be recorded. Send the same submission again: its id lets it happen once only.",
    ],
  },
  answer_unreadable: {
    kind: "unavailable",
    zh: ["应答无法识别", "{url} 的应答不是三链节点的应答（HTTP {status}）。请检查地址，或其前面的代理。"],
    en: [
      "The answer cannot be read",
      "What answers at {url} is not a Sanlian node (HTTP {status}). Check the address, or the proxy in front of it.",
    ],
  },
  ledger_not_named: {
    kind: "input",
    zh: ["未指定账本", "该节点有多个账本：{ledgers}。请指明其中之一。"],
    en: ["No ledger is named", "This node has several ledgers: {ledgers}. Say which one is meant."],
  },
  other_ledger_served: {
    kind: "input",
    zh: ["节点提供的是另一个账本", "期望 {wanted}，节点提供 {served}。请勿签名：创世哈希不同，就是不同的账本。"],
    en: [
      "The node serves another ledger",
      "Expected {wanted}, the node serves {served}. Do not sign: another genesis hash is another ledger.",
    ],
  },
  other_node_challenge: {
    kind: "not_allowed",
    zh: [
      "质询来自另一个节点",
      "正在连接的是 {wanted}，质询却写着 {node}，未予签名。若该节点确实使用此名称，请将其设为预期的节点名称。",
    ],
    en: [
      "The challenge is another node's",
      "You are talking to {wanted}, but the challenge names {node}; it was not signed. If that is the name of this node, expect it by that name.",
    ],
  },
  key_missing: {
    kind: "not_allowed",
    zh: ["没有可用于签名的密钥", "请提供已在账本 {ledger} 登记的密钥。"],
    en: ["There is no key to sign with", "Give a key that is enrolled on the ledger {ledger}."],
  },
  command_not_offered: {
    kind: "input",
    zh: ["没有此命令", "账本 {ledger} 没有命令“{name}”。"],
    en: ["There is no such command", 'The ledger {ledger} has no command "{name}".'],
  },
  not_data: {
    kind: "input",
    zh: ["参数不是数据", "参数只能包含文本、整数、布尔值、列表与对象：{reason}。"],
    en: [
      "The arguments are not data",
      "Arguments hold texts, whole numbers, booleans, lists and objects only: {reason}.",
    ],
  },
  draft_damaged: {
    kind: "input",
    zh: ["待签文件无效", "该文件不是有效的三链待签文件：{part} 与其余内容不符或无法读取。请向发件人索取新的文件。"],
    en: [
      "The draft is not valid",
      "This is no valid draft of Sanlian: {part} does not fit the rest or cannot be read. Ask its sender for a new one.",
    ],
  },
  draft_of_other_key: {
    kind: "not_allowed",
    zh: ["此密钥不在签署人之列", "密钥 {keyId} 不是此待签文件的签署人。签署人：{signers}。"],
    en: ["This key is not one of the signers", "The key {keyId} does not sign this draft. Its signers are {signers}."],
  },
  drafts_differ: {
    kind: "input",
    zh: ["待签文件并非同一笔", "这些文件签署的内容不同，签名不能合并。"],
    en: [
      "The drafts are not the same",
      "These files sign different contents; their signatures cannot be put together.",
    ],
  },
  signatures_missing: {
    kind: "input",
    zh: ["签名尚不齐全", "还缺少以下密钥的签名：{signers}。"],
    en: ["Signatures are missing", "These keys have yet to sign: {signers}."],
  },
} as const satisfies Record<string, LocalText>;

export type LocalCode = keyof typeof LOCAL_TEXTS;
export const LOCAL_CODES = Object.keys(LOCAL_TEXTS) as readonly LocalCode[];

/** Kind and texts of a local problem, completed by its facts. */
export function localText(
  code: LocalCode,
  language: ClientLanguage,
  facts: Readonly<Record<string, string | number>>,
): { readonly kind: ProblemKind; readonly title: string; readonly detail: string } {
  const text: LocalText = LOCAL_TEXTS[code];
  const [title, detail] = text[language];
  return { kind: text.kind, title: fillText(title, facts), detail: fillText(detail, facts) };
}
