import type { Locale } from "#kernel/money";
import { definePaper, type LocalText, type PaperRow, type PaperSetting } from "#kernel/paper";
import { paperDay, sameText, wordOf } from "#kit/paper-text";
import { askPeople, type PeopleFound, personText } from "./paper-people.ts";
import { lastAct, PLAN_TAGS, peopleRows, planFields } from "./paper-tags.ts";
import { WORDS } from "./paper-words.ts";
import { askPlan, type PlanFound, type StepAnswer } from "./plan-answer.ts";
import { PEOPLE_BLOCKS } from "./plan-blocks.ts";

const OPINION: LocalText = {
  zh: "\n\n签字（盖章）：　　　　　　　　　　年　　月　　日",
  en: "\n\nSignature (seal):                              Date:",
};

/** 分配方案及现金发放审批表: the plan in boxes, what was signed on the ledger, and room for signatures on paper. */
export const approvalForm = definePaper({
  name: "transfer.approval-form",
  title: { zh: "分配方案及现金发放审批表", en: "Approval form for a plan and its payment" },
  inputs: ["planId"],
  tags: {
    ...PLAN_TAGS,
    signatures: { zh: "账本签署记录（逐行重复）", en: "Signatures on the ledger, one row each" },
    act: { zh: "签署的事项", en: "What was signed" },
    signer: { zh: "签署人", en: "Who signed" },
    signedAt: { zh: "签署日期", en: "Day of the signature" },
  },
  layout: {
    title: { zh: "科技成果转化{approvalOf}审批表", en: "{approvalOf}" },
    number: { zh: "{caseLabel}，第 {planNumber} 次分配", en: "{caseLabel}, distribution {planNumber}" },
    blocks: [
      {
        kind: "form",
        when: "forMoney",
        rows: [
          [{ label: { zh: "成果名称", en: "Achievement" }, text: sameText("{title}") }],
          [
            { label: { zh: "成果类型", en: "Kind" }, text: sameText("{kind}") },
            { label: { zh: "转化方式", en: "Route" }, text: sameText("{route}") },
          ],
          [
            { label: { zh: "对方单位", en: "Other side" }, text: sameText("{counterparty}") },
            { label: { zh: "合同编号", en: "Contract" }, text: sameText("{contractNumber}") },
          ],
          [
            { label: { zh: "累计到账", en: "Received" }, text: sameText("{received}") },
            { label: { zh: "扣除成本", en: "Costs" }, text: sameText("{deducted}") },
          ],
          [
            { label: { zh: "分配基数", en: "Base" }, text: sameText("{base}") },
            { label: { zh: "团队比例", en: "Team's rate" }, text: sameText("{rate}") },
          ],
          [{ label: { zh: "本次分配", en: "Distributed" }, text: sameText("{amount}\n{amountCapitals}") }],
          [{ label: { zh: "团队所得", en: "Team" }, text: sameText("{award}\n{awardCapitals}") }],
          [{ label: { zh: "其余归属", en: "Rest" }, text: sameText("{restHolder}　{rest}") }],
          [{ label: { zh: "依据", en: "Rule" }, text: sameText("{rule}\n{article}") }],
        ],
      },
      {
        kind: "form",
        when: "forShares",
        rows: [
          [{ label: { zh: "成果名称", en: "Achievement" }, text: sameText("{title}") }],
          [
            { label: { zh: "成果类型", en: "Kind" }, text: sameText("{kind}") },
            { label: { zh: "转化方式", en: "Route" }, text: sameText("{route}") },
          ],
          [
            { label: { zh: "被投资单位", en: "Company" }, text: sameText("{counterparty}") },
            { label: { zh: "合同编号", en: "Contract" }, text: sameText("{contractNumber}") },
          ],
          [
            { label: { zh: "所形成股权作价", en: "Value of the stake" }, text: sameText("{received}") },
            { label: { zh: "团队比例", en: "Team's rate" }, text: sameText("{rate}") },
          ],
          [
            {
              label: { zh: "本次分配作价", en: "Distributed, at value" },
              text: sameText("{amount}\n{amountCapitals}"),
            },
          ],
          [{ label: { zh: "团队所得作价", en: "Team, at value" }, text: sameText("{award}\n{awardCapitals}") }],
          [{ label: { zh: "其余持有", en: "Rest held by" }, text: sameText("{restHolder}　{rest}") }],
          [{ label: { zh: "依据", en: "Rule" }, text: sameText("{rule}\n{article}") }],
        ],
      },
      ...PEOPLE_BLOCKS,
      {
        kind: "table",
        list: "signatures",
        columns: [
          { title: { zh: "账本上的签署", en: "Signed on the ledger" }, tag: "act", align: "left", weight: 3 },
          { title: { zh: "签署人", en: "By" }, tag: "signer", align: "left", weight: 4 },
          { title: { zh: "日期", en: "Day" }, tag: "signedAt", align: "left", weight: 2 },
        ],
      },
      {
        kind: "form",
        rows: [
          [{ label: { zh: "团队负责人", en: "Team leader" }, text: OPINION }],
          [{ label: { zh: "转化办意见", en: "Transfer office" }, text: OPINION }],
          [{ label: { zh: "财务意见", en: "Finance" }, text: OPINION }],
          [{ label: { zh: "单位领导意见", en: "Leadership" }, text: OPINION }],
        ],
      },
    ],
    signature: [sameText("{unit}"), sameText("{today}")],
    footer: sameText("{caseLabel}"),
  },
  gather: (ask, { planId = "" }) => {
    const found = askPlan(ask, planId);
    return found === undefined ? undefined : { ...found, people: askPeople(ask, signersOf(found)) };
  },
  compose: (found, setting) => ({
    fields: planFields(found, setting),
    lists: { people: peopleRows(found, setting), signatures: signatureRows(found, setting) },
    transactionId: lastAct(found),
  }),
});

/** What was signed on the ledger: the acts on the plan, then the steps of its approval. */
function signatureRows(found: PlanWithPeople, setting: PaperSetting): readonly PaperRow[] {
  const { lang, dayOf } = setting;
  const names = new Map(found.found.contributors.map(({ personId, name }) => [personId, name]));
  const signer = (id: string): string => personText(id, { known: names.get(id), people: found.people }, setting);
  const commands: Readonly<Record<string, unknown>> = WORDS[lang].commands;
  const steps = signedSteps(found);
  const shown = new Set(steps.map(({ transactionId }) => transactionId));
  const acts = found.plan.plan.signed.filter(({ transactionId }) => !shown.has(transactionId));
  return [
    ...acts.map(({ command, personIds, at }) => ({
      act: wordOf(commands[command.replace("transfer.", "")], "title"),
      signer: personIds.map(signer).join(lang === "zh" ? "、" : ", "),
      signedAt: paperDay(dayOf(at), lang),
    })),
    ...steps.map(({ title, resolution, signedBy, onBehalfOf, signedAt }) => ({
      act: title[lang] + (resolution === null ? "" : minutesText(resolution.minutesNumber, lang)),
      signer: signer(signedBy) + (onBehalfOf === null ? "" : deputyText(signer(onBehalfOf), lang)),
      signedAt: paperDay(dayOf(signedAt), lang),
    })),
  ];
}

interface PlanWithPeople extends PlanFound {
  readonly people: PeopleFound;
}

function signersOf(found: PlanFound): readonly string[] {
  const ofSteps = signedSteps(found).flatMap(({ signedBy, onBehalfOf }) => [signedBy, onBehalfOf ?? signedBy]);
  return [...found.plan.plan.signed.flatMap(({ personIds }) => personIds), ...ofSteps];
}

function signedSteps({ plan }: PlanFound): readonly SignedStep[] {
  return (plan.approvals ?? []).flatMap(({ steps }) => steps).filter(isSigned);
}

type SignedStep = StepAnswer & { readonly signedBy: string; readonly signedAt: number };

function isSigned(step: StepAnswer): step is SignedStep {
  return step.signedBy !== null && step.signedAt !== null;
}

function minutesText(number: string, lang: Locale): string {
  return lang === "zh" ? `（会议纪要 ${number}）` : ` (minutes ${number})`;
}

function deputyText(name: string, lang: Locale): string {
  return lang === "zh" ? `（代 ${name}）` : ` (for ${name})`;
}
