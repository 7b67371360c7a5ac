import type { PaperBlock, PaperColumn, TableBlock } from "#kernel/paper";

/** Blocks that several papers on a plan have. */

/** Result, route and contract; of money, and of shares. */
export const DEAL_BLOCKS: readonly PaperBlock[] = [
  {
    kind: "paragraph",
    isNumbered: true,
    when: "forMoney",
    lead: { zh: "成果与转化方式。", en: "Achievement and route. " },
    text: {
      zh: "“{title}”（{kind}），以{route}方式转化，对方单位为{counterparty}，合同编号 {contractNumber}，{signedOn}签订，合同金额 {price}（大写：{priceCapitals}）。",
      en: "“{title}” ({kind}) is brought into use by {route} with {counterparty}, contract {contractNumber} of {signedOn}, at {price} ({priceCapitals}).",
    },
  },
  {
    kind: "paragraph",
    isNumbered: true,
    when: "forShares",
    lead: { zh: "成果与转化方式。", en: "Achievement and route. " },
    text: {
      zh: "“{title}”（{kind}），以{route}方式投入{counterparty}，合同编号 {contractNumber}，{signedOn}签订，作价 {price}（大写：{priceCapitals}）。",
      en: "“{title}” ({kind}) is contributed to {counterparty} by {route}, contract {contractNumber} of {signedOn}, valued at {price} ({priceCapitals}).",
    },
  },
];

const WHO: readonly PaperColumn[] = [
  { title: { zh: "序号", en: "No." }, tag: "position", align: "left", weight: 2 },
  { title: { zh: "姓名", en: "Name" }, tag: "name", align: "left", weight: 5 },
  { title: { zh: "团队内比例", en: "Share in the team" }, tag: "share", align: "right", weight: 4 },
];

/** Everybody's line: of money before and after what is withheld is entered, and of shares. */
export const PEOPLE_BLOCKS: readonly TableBlock[] = [
  {
    kind: "table",
    list: "people",
    when: "untaxed",
    columns: [
      ...WHO,
      { title: { zh: "金额（元）", en: "Amount (yuan)" }, tag: "lineAmount", align: "right", weight: 5 },
    ],
  },
  {
    kind: "table",
    list: "people",
    when: "taxed",
    columns: [
      ...WHO,
      { title: { zh: "应发（元）", en: "Gross (yuan)" }, tag: "lineAmount", align: "right", weight: 5 },
      { title: { zh: "代扣（元）", en: "Withheld (yuan)" }, tag: "withheld", align: "right", weight: 5 },
      { title: { zh: "实发（元）", en: "Net (yuan)" }, tag: "net", align: "right", weight: 5 },
    ],
  },
  {
    kind: "table",
    list: "people",
    when: "forShares",
    columns: [
      ...WHO,
      { title: { zh: "占所形成股权", en: "Of the stake" }, tag: "stakeShare", align: "right", weight: 4 },
      { title: { zh: "对应作价（元）", en: "Value (yuan)" }, tag: "lineAmount", align: "right", weight: 5 },
    ],
  },
];

export const COSTS_BLOCK: TableBlock = {
  kind: "table",
  list: "costs",
  when: "forMoney",
  columns: [
    { title: { zh: "成本项目", en: "Class of cost" }, tag: "costTitle", align: "left", weight: 3 },
    { title: { zh: "金额（元）", en: "Amount (yuan)" }, tag: "costAmount", align: "right", weight: 2 },
  ],
};
