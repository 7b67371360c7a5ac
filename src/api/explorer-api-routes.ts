import { JSON_TYPE, type Route, V1 } from "./api-route.ts";

/** Routes that look at a ledger from its newest end and find things in it. */
export const EXPLORER_ROUTES: readonly Route[] = [
  {
    path: `${V1}/{ledger}/explorer/leaves`,
    method: "get",
    id: "newestLeaves",
    en: "Public leaves, newest first",
    zh: "公开叶子，新的在前",
    gives: JSON_TYPE,
    query: ["before", "limit"],
    texts: ["kind", "outcome"],
  },
  {
    path: `${V1}/{ledger}/explorer/blocks`,
    method: "get",
    id: "newestBlocks",
    en: "Summaries of blocks, newest first",
    zh: "区块摘要，新的在前",
    gives: JSON_TYPE,
    query: ["before", "limit"],
  },
  {
    path: `${V1}/{ledger}/explorer/transactions`,
    method: "get",
    id: "signedTransactions",
    en: "What one has signed, latest first; for readers also what another person has",
    zh: "本人签署的交易，新的在前；读者亦可查看他人签署的",
    gives: JSON_TYPE,
    query: ["before", "limit"],
    texts: ["person"],
    needsSession: true,
  },
  {
    path: `${V1}/{ledger}/explorer/node`,
    method: "get",
    id: "node",
    en: "How the node does: rates, queue, storage; for readers and operators",
    zh: "节点运行情况：速率、队列、存储（限读者和运维人员）",
    gives: JSON_TYPE,
    needsSession: true,
  },
  {
    path: `${V1}/{ledger}/search`,
    method: "get",
    id: "search",
    en: "Finds ids, positions, heights, and rows by their words, as far as the viewer may see them",
    zh: "按编号、位置、高度及文字查找（限查看者可见的内容）",
    gives: JSON_TYPE,
    query: ["limit"],
    texts: ["q"],
  },
];
