import { type Ask, definePaper } from "#kernel/paper";
import { askEvery } from "#kit/ask-every";
import { paperDay, sameText, wordOf } from "#kit/paper-text";
import {
  askCase,
  type CaseWithId,
  CERTIFICATE_TAGS,
  certificateFields,
  GENESES_BLOCKS,
  genesisRows,
} from "./certificate-parts.ts";
import { askPeople, personText } from "./paper-people.ts";
import { WORDS } from "./paper-words.ts";

/** 办理凭证: that something was decided, for those who must show it elsewhere. */

interface ActAnswer {
  readonly transactionId: string;
  readonly command: string;
  readonly signerIds: readonly string[];
  readonly at: number;
  readonly occurredOn: string | null;
  readonly isLate: boolean;
  readonly reason: string | null;
}

/** That an act of a case was signed and recorded: a decision, an approval, a correction. */
export const certificate = definePaper({
  name: "transfer.certificate",
  title: { zh: "办理凭证", en: "Certificate of an act" },
  inputs: ["dealId", "transactionId"],
  tags: {
    ...CERTIFICATE_TAGS,
    act: { zh: "办理事项", en: "What was done" },
    recordedOn: { zh: "记账日期", en: "Day on which it was recorded" },
    occurredOn: { zh: "发生日期", en: "Day on which it happened" },
    late: { zh: "补录说明，按时录入的为空", en: "That it was entered late; empty otherwise" },
    signers: { zh: "签署人", en: "Who signed" },
    reason: { zh: "理由", en: "Reason" },
  },
  layout: {
    title: { zh: "科技成果转化办理凭证", en: "Certificate of an act" },
    number: sameText("{caseLabel}"),
    blocks: [
      {
        kind: "paragraph",
        text: {
          zh: "兹证明下列事项已经签署并记入账本，可凭下方二维码核验。",
          en: "The following act was signed and recorded on the ledger. The code below lets anyone check it.",
        },
      },
      {
        kind: "form",
        rows: [
          [{ label: { zh: "成果名称", en: "Achievement" }, text: sameText("{title}") }],
          [{ label: { zh: "合同编号", en: "Contract" }, text: sameText("{contractNumber}") }],
          [{ label: { zh: "办理事项", en: "Act" }, text: sameText("{act}") }],
          [
            { label: { zh: "发生日期", en: "Happened on" }, text: sameText("{occurredOn}{late}") },
            { label: { zh: "记账日期", en: "Recorded on" }, text: sameText("{recordedOn}") },
          ],
          [{ label: { zh: "签署人", en: "Signed by" }, text: sameText("{signers}") }],
          [{ label: { zh: "理由", en: "Reason" }, text: sameText("{reason}") }],
        ],
      },
      ...GENESES_BLOCKS,
    ],
    signature: [sameText("{unit}"), sameText("{today}")],
    footer: sameText("{caseLabel}"),
  },
  gather: (ask, { dealId = "", transactionId = "" }) => {
    const found = askCase(ask, dealId);
    const act = found === undefined ? undefined : askAct(ask, found, dealId, transactionId);
    if (found === undefined || act === undefined) return undefined;
    return { found, act, people: askPeople(ask, act.signerIds) };
  },
  compose: ({ found, act, people }, setting) => {
    const { lang } = setting;
    const { commands } = WORDS[lang];
    const names = new Map(found.contributors.map(({ personId, name }) => [personId, name]));
    const recordedOn = paperDay(setting.dayOf(act.at), lang);
    return {
      fields: {
        ...certificateFields(found, setting),
        act: wordOf((commands as Readonly<Record<string, unknown>>)[act.command.replace("transfer.", "")], "title"),
        recordedOn,
        occurredOn: act.occurredOn === null ? recordedOn : paperDay(act.occurredOn, lang),
        late: act.isLate ? LATE[lang] : "",
        signers: act.signerIds.map((id) => personText(id, { known: names.get(id), people }, setting)).join("\n"),
        reason: act.reason ?? "",
      },
      lists: { geneses: genesisRows(setting) },
      transactionId: act.transactionId,
    };
  },
});

const LATE = { zh: "（补录，不证明当时已告知）", en: " (entered late: proves no notice given in time)" } as const;

function askAct(ask: Ask, { deal }: CaseWithId, dealId: string, transactionId: string): ActAnswer | undefined {
  for (const item of askEvery(ask, "transfer.acts", { achievementId: deal.achievementId, dealId })) {
    const act = item as unknown as ActAnswer;
    if (act.transactionId === transactionId) return act;
  }
  return undefined;
}
