import type { LocalText, PaperLayout } from "#kernel/paper";
import type { PaperJob } from "#papers/resolve-paper";

const same = (text: string): LocalText => ({ zh: text, en: text });

/** A notice with every kind of block. */
export const SAMPLE_LAYOUT: PaperLayout = {
  title: { zh: "关于“{title}”股权奖励的公示", en: "Notice of shares awarded for “{title}”" },
  number: same("{number}"),
  blocks: [
    {
      kind: "paragraph",
      text: {
        zh: "依据本单位办法，现将下列事项予以公示。",
        en: "Under the unit's own rules the following is published.",
      },
    },
    {
      kind: "paragraph",
      isNumbered: true,
      lead: { zh: "成果与转化方式。", en: "Achievement and route. " },
      text: {
        zh: "“{title}”以作价投资方式入股，协议定价 {price}（大写：{priceCapitals}）。",
        en: "“{title}” is contributed at an agreed value of {price} ({priceCapitals}).",
      },
    },
    {
      kind: "paragraph",
      isNumbered: true,
      lead: { zh: "理由。", en: "Reason. " },
      text: same("{reason}"),
      when: "reason",
    },
    {
      kind: "paragraph",
      isNumbered: true,
      lead: { zh: "分配。", en: "Split. " },
      text: { zh: "团队内部由团队负责人分配如下：", en: "The leader of the team split it as follows." },
    },
    {
      kind: "table",
      list: "people",
      columns: [
        { title: { zh: "姓名", en: "Name" }, tag: "name", align: "left", weight: 2 },
        { title: { zh: "份额", en: "Share" }, tag: "share", align: "right", weight: 1 },
        { title: { zh: "对应作价（元）", en: "Value (yuan)" }, tag: "amount", align: "right", weight: 2 },
      ],
    },
    {
      kind: "form",
      rows: [
        [
          { label: { zh: "案件编号", en: "Case" }, text: same("{caseNumber}") },
          { label: { zh: "转化方式", en: "Route" }, text: { zh: "作价投资", en: "Equity" } },
        ],
        [{ label: { zh: "说明", en: "Note" }, text: same("{note}") }],
      ],
    },
  ],
  signature: [same("{unit}"), { zh: "科技成果转化办公室", en: "Technology transfer office" }, same("{day}")],
  footer: { zh: "案件编号 {caseNumber}", en: "Case {caseNumber}" },
};

export const SAMPLE_ID = `0000019b2f3a${"5c".repeat(34)}`;
export const SAMPLE_URL = `https://node.example.cn/verify#bjtu/${SAMPLE_ID}`;

/** A job with names that hold rare characters. */
export function samplePaper(changes: Partial<PaperJob> = {}): PaperJob {
  return {
    layout: SAMPLE_LAYOUT,
    data: {
      fields: {
        title: "轨道车辆用钢质制动盘",
        number: "转化公示〔2026〕18号",
        price: "12,500,000.00\u00a0元",
        priceCapitals: "壹仟贰佰伍拾万元整",
        reason: "",
        caseNumber: "2026-0007",
        note: "如有异议，请于公示期内实名书面提出。A < B & {title} 不是标签。",
        unit: "北京交通大学",
        day: "2026年3月6日",
      },
      lists: {
        people: [
          { name: "团队负责人", share: "60%", amount: "7,500,000.00" },
          { name: "龘𬭎", share: "25%", amount: "3,125,000.00" },
          { name: "㛃𠀀", share: "15%", amount: "1,875,000.00" },
        ],
      },
      transactionId: SAMPLE_ID,
    },
    lang: "zh",
    verifyUrl: SAMPLE_URL,
    isDemonstration: true,
    ...changes,
  };
}

/** Names of the tags of the sample. */
export const SAMPLE_TAGS: readonly string[] = [
  ...Object.keys(samplePaper().data.fields),
  "people",
  "name",
  "share",
  "amount",
];
