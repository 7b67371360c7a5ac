import type { PaperBlock, TableBlock } from "#kernel/paper";

/** Blocks that several papers on a plan have. */

/** Result, route and contract. */
export const DEAL_BLOCK: PaperBlock = {
  kind: "paragraph",
  isNumbered: true,
  lead: { zh: "成果与转化方式。", en: "Achievement and route. " },
  text: {
    zh: "“{title}”（{kind}），以{route}方式转化，对方单位为{counterparty}，合同编号 {contractNumber}，{signedOn}签订，合同金额 {price}（大写：{priceCapitals}）。",
    en: "“{title}” ({kind}) is brought into use by {route} with {counterparty}, contract {contractNumber} of {signedOn}, at {price} ({priceCapitals}).",
  },
};

/** Everybody's line. */
export const PEOPLE_BLOCK: TableBlock = {
  kind: "table",
  list: "people",
  columns: [
    { title: { zh: "序号", en: "No." }, tag: "position", align: "left", weight: 1 },
    { title: { zh: "姓名", en: "Name" }, tag: "name", align: "left", weight: 3 },
    { title: { zh: "团队内比例", en: "Share in the team" }, tag: "share", align: "right", weight: 2 },
    { title: { zh: "金额（元）", en: "Amount (yuan)" }, tag: "lineAmount", align: "right", weight: 3 },
  ],
};

export const COSTS_BLOCK: TableBlock = {
  kind: "table",
  list: "costs",
  columns: [
    { title: { zh: "成本项目", en: "Class of cost" }, tag: "costTitle", align: "left", weight: 3 },
    { title: { zh: "金额（元）", en: "Amount (yuan)" }, tag: "costAmount", align: "right", weight: 2 },
  ],
};
