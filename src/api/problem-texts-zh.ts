import type { ProblemCode } from "./problem-catalogue.ts";
import type { ProblemText } from "./problem-texts-en.ts";

export const problemTextsZh: Readonly<Record<ProblemCode, ProblemText>> = {
  request_malformed: { title: "请求无法读取", detail: "HTTP 请求格式有误。请检查地址、请求头和正文后重新发送。" },
  body_empty: {
    title: "正文为空",
    detail: "单笔提交请用 application/json 发送；多笔请用 application/x-ndjson，每行一笔。",
  },
  lines_in_single: {
    title: "此处只接受一笔提交",
    detail: "application/json 正文是一笔规范形式的提交，不含换行。多笔请用 application/x-ndjson 发送。",
  },
  input_unfit: { title: "输入不符合要求", detail: "请按 issues 所列字段逐项更正后重新发送。" },
  session_missing: {
    title: "尚未登录",
    detail: "请先向 /api/v1/sessions/challenge 索取质询，用已登记的密钥签名，再随请求发送所得令牌。",
  },
  session_unknown: { title: "会话已结束或不存在", detail: "会话到期、被关闭或节点重启后即失效。请重新登录。" },
  challenge_unfit: {
    title: "签名的质询不能开启会话",
    detail: "质询不是本节点发出的、已过期，或签名无效。请索取新的质询并签名。",
  },
  challenge_used: { title: "质询已被使用", detail: "一个质询只能开启一次会话。请索取新的质询并签名。" },
  role_missing: { title: "缺少所需角色", detail: "登录的密钥不具备此操作所需的角色。角色由该账本的管理员授予。" },
  key_not_of_ledger: {
    title: "密钥未在本账本登记",
    detail: "您已登录，但本账本不认识该密钥，或已将其撤销。请联系该账本的管理员登记。",
  },
  route_not_found: { title: "此地址没有内容", detail: "请检查方法和路径。/api 列出本节点提供的全部接口。" },
  ledger_not_found: { title: "本节点没有这个账本", detail: "/api/v1/ledgers 列出本节点的账本。" },
  transaction_not_found: {
    title: "没有您可查看的这笔交易",
    detail: "本账本没有此编号的交易，或者您无权查看其任何内容。登录后可能看到更多。",
  },
  block_not_found: { title: "没有此高度的区块", detail: "高度为 1 至账本当前高度之间的整数。" },
  tile_not_found: { title: "树中没有此瓦片", detail: "请只索取某个检查点的树大小所需要的瓦片和宽度。" },
  checkpoint_not_found: { title: "尚无检查点", detail: "账本还没有签署检查点。请稍后再试。" },
  commitment_not_found: { title: "保险库中没有此值", detail: "本节点的保险库从未保存此承诺对应的值，或该值已被删除。" },
  draft_not_found: { title: "没有此草稿", detail: "草稿已提交或删除，或者属于他人。请重新打开表单。" },
  file_not_found: { title: "没有您可查看的此文件", detail: "本节点没有此文件，或者您无权查看引用它的任何内容。" },
  invitation_not_found: { title: "没有此邀请", detail: "请检查链接是否复制完整，或请管理员重新邀请。" },
  draft_conflict: {
    title: "草稿已在别处修改",
    detail: "另一个窗口或设备保存了更新的版本。请先读取该版本，再决定保留哪一个。",
  },
  drafts_full: { title: "草稿过多", detail: "请先提交或删除部分草稿。" },
  files_full: { title: "上传的文件过多", detail: "请删除未被引用的文件，或联系节点运维人员。" },
  file_named: {
    title: "账本引用了此文件",
    detail: "已记录的内容以它为依据，只有管理员或数据保护人员可以删除。",
  },
  round_not_found: { title: "没有与您有关的此会签", detail: "会签已结束并清除，或者您不是签署人。" },
  round_over: { title: "此会签已结束", detail: "各方均已签署、有人拒签、已被收回或已过期。请重新发起。" },
  round_known: { title: "此事项正在会签", detail: "同一笔交易已有一个会签，请打开那一个。" },
  rounds_full: { title: "进行中的会签过多", detail: "请先收回部分会签，或等待其他人签署。" },
  round_of_other_person: { title: "只有发起人可以收回会签", detail: "您可以拒签并说明理由。" },
  round_unfit: { title: "待签内容不符", detail: "内容损坏、签名不符，或属于另一个账本。请重新准备。" },
  round_signers_unfit: {
    title: "签署人不符",
    detail: "会签至少需要两把本账本上有效的密钥，并以您本人的签名开始。",
  },
  invitation_used: {
    title: "邀请已被另一台设备使用",
    detail: "一个邀请只供一台设备使用。如果那不是您的设备，请立即告知管理员。",
  },
  invitation_over: { title: "邀请已失效", detail: "邀请已过期或被撤回。请管理员重新邀请。" },
  file_too_large: { title: "文件过大", detail: "单个文件不超过 20 MB。请降低扫描分辨率或拆分文件。" },
  enrolment_proof_unfit: {
    title: "新密钥的证明不符",
    detail: "新密钥须对邀请所示的账本、人员和密钥本身签名。请重新打开链接。",
  },
  unknown_query: { title: "没有此查询", detail: "/api 列出每个账本的查询。" },
  paper_not_found: {
    title: "没有您可打印的这份文件",
    detail: "没有此文件，或者您无权查看其中的内容。…/papers 与 …/tables 列出可打印的文件和表格。",
  },
  list_not_found: { title: "没有此表格或名单", detail: "…/tables 与 …/imports 列出本账本可导出和可导入的内容。" },
  template_unreadable: {
    title: "本单位的模板无法读取",
    detail: "文件 {paper} 的模板不是完好的 Word 文件：{tag}。请另存为 .docx，或删去它以使用自带模板。",
  },
  template_tag_unknown: {
    title: "本单位的模板中有未知标签",
    detail: "文件 {paper} 没有标签 {tag}。请更正拼写；…/papers 列出每份文件的标签。",
  },
  template_tag_broken: {
    title: "本单位的模板中有不完整的标签",
    detail: "文件 {paper} 的模板中标签 {tag} 没有成对，或缺少大括号。",
  },
  template_tag_missing: {
    title: "本单位的模板缺少标签",
    detail: "演示账本的每一页都须标明是演示材料：请在文件 {paper} 的页眉中保留标签 {tag}。",
  },
  list_unfit: { title: "名单有误，未导入任何内容", detail: "共 {count} 处有误，见 cells。请更正后重新上传整个文件。" },
  press_busy: { title: "正在打印的文件过多", detail: "请按 Retry-After 所示时间后再试。" },
  too_many_lines: { title: "一次提交过多", detail: "一个请求最多包含 {max} 行。其余请另行发送。" },
  media_type_unsupported: {
    title: "不支持此内容类型",
    detail: "交易使用 application/json 或 application/x-ndjson，其余均使用 application/json。",
  },
  rate_exceeded: { title: "请求过于频繁", detail: "此地址发送的请求超过节点的限额。请按 Retry-After 所示时间等待。" },
  headers_too_large: { title: "请求头过大", detail: "请减少或缩短请求头。" },
  internal_error: { title: "节点内部出错", detail: "这不是您的问题。请将 instance 中的请求编号告知节点运维人员。" },
  queue_full: { title: "账本的队列已满", detail: "本次请求中的内容均未受理。请按 Retry-After 所示时间后重发。" },
  ledger_stopped: {
    title: "账本暂不受理交易",
    detail: "为保全已记录的内容，节点已停止受理。查询不受影响。请联系节点运维人员。",
  },
  subscribers_full: { title: "打开的事件流过多", detail: "请关闭一个，或按 Retry-After 所示时间后再试。" },
  too_large: { title: "内容过大", detail: "请求或其中一笔提交超过本账本允许的大小。" },
  not_utf8: { title: "不是 UTF-8", detail: "账本上的文本使用 UTF-8。请用该编码发送。" },
  too_deep: { title: "嵌套过深", detail: "JSON 最多嵌套 16 层。" },
  not_json: { title: "不是 JSON", detail: "所发送的内容不是 JSON（RFC 8259）。" },
  not_canonical: {
    title: "不是规范形式的 JSON",
    detail: "提交必须与其自身的 RFC 8785 形式完全一致：键有序、无空白、无重复。",
  },
  number_not_safe_integer: {
    title: "数字不是安全整数",
    detail: "数字须为整数且不超过 9007199254740991；金额用十进制字符串表示。",
  },
  malformed_submission: { title: "不是提交", detail: "提交只含 args、argsSalt、envelope，必要时另含 personal。" },
  malformed_envelope: { title: "不是签名信封", detail: "信封须为 DSSE，使用交易的载荷类型和规范的 base64。" },
  malformed_payload: {
    title: "不是交易载荷",
    detail: "载荷只含 argsHash、command、ledger、nonce、notAfter 和 signers，且为规范形式。",
  },
  signatures_not_those_of_signers: {
    title: "签名与签名人不一致",
    detail: "每位签名人须恰好对应一个 64 字节的签名，顺序相同。",
  },
  arguments_do_not_match_hash: {
    title: "参数不是所签署的参数",
    detail: "载荷中的 argsHash 不是 args 与 argsSalt 的哈希。请对所发送的参数签名。",
  },
  personal_values_unfit: {
    title: "个人信息的值不符",
    detail: "每个个人信息的值须属于该命令的个人信息字段，并与其路径上的承诺一致。",
  },
  malformed: { title: "区块中的条目有误", detail: "条目已排序但无法读取，没有叶子。在其 notAfter 之前仍可能被记录。" },
  other_ledger: {
    title: "签给了另一个账本",
    detail: "载荷所指的是另一个账本，或创世哈希不同的同名账本。请针对本账本重新签名。",
  },
  unknown_key: { title: "密钥未知", detail: "签名密钥未在本账本登记。密钥由管理员登记。" },
  revoked_key: { title: "密钥已撤销", detail: "签名密钥已被撤销。请使用您的另一把密钥签名。" },
  bad_signature: {
    title: "签名无效",
    detail: "按严格的 Ed25519 规则，签名与载荷和密钥不符。请对载荷的原始字节签名。",
  },
  expired: { title: "交易已过期", detail: "其 notAfter 早于账本时间。请用更晚的时间重新签名。" },
  not_after_too_far: {
    title: "notAfter 过于遥远",
    detail: "本账本允许的签名到记录的间隔较短。请以账本时间为准设定 notAfter。",
  },
  cancelled: { title: "交易已取消", detail: "签名人已取消此编号。如仍需要，请签署一笔新交易。" },
  duplicate: { title: "交易已被记录", detail: "账本中更早处已有此编号的条目。请按编号查询。" },
  timers_first: { title: "到期事项优先", detail: "该区块用于处理到期事项。交易仍可能被记录：请重新发送。" },
  unknown_command: { title: "没有此命令", detail: "本账本的场景中没有此命令。/api 列出每个账本的命令。" },
  signers_do_not_fit: {
    title: "签名人不符合命令的要求",
    detail: "每个所需签名须来自不同的、具备相应角色的签名人，且不得有其他人签名。",
  },
  arguments_unfit: {
    title: "参数不符合命令的要求",
    detail: "请按 /api/openapi.json 中该命令的模式更正参数，并重新签名。",
  },
  limit_exceeded: { title: "交易工作量过大", detail: "其读写超过单笔交易的上限。请拆分为多笔。" },
  contract_fault: {
    title: "合约执行失败",
    detail: "该交易已记录为故障，未改变任何内容。请将其编号告知节点运维人员。",
  },
};
