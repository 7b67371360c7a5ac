/**
 * Texts about checking a receipt. Codes stay for ever; `{name}` stands for a fact of the check. Every text says what was
 * computed, so that a reader sees more than a tick.
 */

/** The checks in the order in which they are made. */
export const RECEIPT_CHECKS = {
  file: {
    title: { en: "The file", zh: "文件结构" },
    passed: {
      en: "A receipt of version 1 in canonical form, {bytes} bytes: it can be read in one way only.",
      zh: "第 1 版回执，规范形式，{bytes} 字节：只有一种读法。",
    },
  },
  genesis: {
    title: { en: "Root of trust (the genesis hash you brought)", zh: "信任根（您提供的创世哈希）" },
    passed: {
      en: "The genesis in the file hashes to {computed}, which you brought yourself.",
      zh: "由文件中的创世文档算出 {computed}，与您自己提供的一致。",
    },
  },
  keys: {
    title: { en: "Origin and keys", zh: "来源与节点密钥" },
    passed: {
      en: "The genesis names the origin {origin} and the keys of its cosigners ({cosigners}), each its own.",
      zh: "创世文档列明来源 {origin} 和 {cosigners} 个联署成员的密钥，互不相同。",
    },
  },
  checkpoint: {
    title: { en: "The checkpoint", zh: "检查点" },
    passed: {
      en: "Signed by the ledger's log key and cosigned, {cosigned} of {cosigners}: {size} leaves, root {root}.",
      zh: "账本日志密钥签名有效，联署 {cosigned} / {cosigners}：共 {size} 片叶，树根 {root}。",
    },
  },
  leaf: {
    title: { en: "The leaf", zh: "叶" },
    passed: {
      en: "The leaf says that it is number {position}, and so does the proof.",
      zh: "叶自称第 {position} 片，与证明中的序号一致。",
    },
  },
  inclusion: {
    title: { en: "Inclusion in the tree", zh: "包含证明" },
    passed: {
      en: "From the leaf to {computed}, the signed root, in steps of hashing: {steps}.",
      zh: "经 {steps} 步从叶合到 {computed}，即已签名的树根。",
    },
  },
  transaction: {
    title: { en: "The transaction", zh: "交易" },
    passed: {
      en: "The envelope hashes to what the leaf says, its signed bytes give the id {id}, and it names this ledger.",
      zh: "封套的哈希与叶中所记相同，由已签字节算出交易号 {id}，且写明本账本。",
    },
  },
  signatures: {
    title: { en: "Signatures", zh: "签名" },
    passed: {
      en: "Ed25519: signatures required {signers}, valid {signers}.",
      zh: "Ed25519：应签 {signers} 个，有效 {signers} 个。",
    },
  },
  enrolments: {
    title: { en: "People and keys", zh: "人与密钥" },
    passed: {
      en: "Each signer's key was bound to a person before, in the genesis or in the same tree (leaves {positions}).",
      zh: "每个签名密钥此前已在创世文档或同一棵树中绑定到人（叶 {positions}）。",
    },
  },
  contents: {
    title: { en: "What is shown", zh: "所见的内容" },
    passed: {
      en: "With their salts, arguments ({args}), result ({result}) and rows ({rows}) hash to what was signed and recorded.",
      zh: "参数（{args}）、结果（{result}）、行（{rows}）加盐后的哈希与已签、已记的一致。",
    },
  },
  anchor: {
    title: { en: "Anchor on another ledger", zh: "在另一账本上的锚" },
    passed: {
      en: "Leaf {position} of {ledger} records exactly this checkpoint; its own receipt was checked in the same way.",
      zh: "{ledger} 的第 {position} 片叶记录了同一个检查点；其回执已按同样步骤核验。",
    },
  },
} as const;

export type CheckCode = keyof typeof RECEIPT_CHECKS;

/** Why a check failed, beside the problems of notes and proofs. */
export const RECEIPT_PROBLEMS = {
  file_too_large: { en: "The file is larger than any receipt.", zh: "文件超过回执可能的最大长度。" },
  file_not_json: {
    en: "The file is not JSON text in UTF-8. It was damaged or converted: use the original file.",
    zh: "文件不是 UTF-8 编码的 JSON。文件已损坏或被转换过，请使用原始文件。",
  },
  file_not_canonical: {
    en: "The file is not in canonical form (RFC 8785). It was reformatted or changed: use the original file.",
    zh: "文件不是规范形式（RFC 8785）。文件被重新排版或改动过，请使用原始文件。",
  },
  receipt_malformed: {
    en: "The file is not a receipt of version 1: look at {path}.",
    zh: "文件不是第 1 版回执：请看 {path}。",
  },
  genesis_not_brought: {
    en: "You brought no genesis hash. Get it from somebody you trust, never from the file itself.",
    zh: "您没有提供创世哈希。请向您信任的人索取，不要取自文件本身。",
  },
  genesis_not_trusted: {
    en: "The genesis in the file hashes to {computed}. You brought {expected}: this is another ledger.",
    zh: "由文件中的创世文档算出 {computed}，而您提供的是 {expected}：这是另一个账本。",
  },
  ledger_not_of_genesis: {
    en: "The file says it is of {expected}, but its genesis is that of {computed}.",
    zh: "文件自称属于 {expected}，但其创世文档属于 {computed}。",
  },
  origin_unfit: {
    en: "The genesis names an origin or a cosigner under which nothing can be signed: {name}.",
    zh: "创世文档中的来源或联署名称不能用于签名：{name}。",
  },
  key_unfit: {
    en: "The genesis gives {name} a key that is no point of prime order.",
    zh: "创世文档给 {name} 的密钥不是素数阶的点。",
  },
  keys_not_distinct: {
    en: "The genesis uses a key, a name or a member twice among the cosigners: {name}.",
    zh: "创世文档的联署成员中有重复的密钥、名称或成员：{name}。",
  },
  cosignature_from_future: {
    en: "The cosignature by {name} states a time more than a day ahead of your clock. Check your clock.",
    zh: "{name} 的联署时间比您的时钟超前一天以上。请检查您的时钟。",
  },
  position_not_of_proof: {
    en: "The leaf says that it is number {computed}, the proof speaks of number {expected}.",
    zh: "叶自称第 {computed} 片，证明说的却是第 {expected} 片。",
  },
  leaf_not_under_root: {
    en: "The leaf leads to {computed}, not to the signed root {expected}: it is not in this ledger as it stands here.",
    zh: "由叶算出 {computed}，不是已签名的树根 {expected}：账本中没有这样的叶。",
  },
  payload_malformed: {
    en: "What was signed is not a transaction in canonical form.",
    zh: "被签名的内容不是规范形式的交易。",
  },
  signatures_not_those_of_signers: {
    en: "The envelope does not carry exactly the signatures of the signers that it names.",
    zh: "封套上的签名与其列明的签名者不完全对应。",
  },
  transaction_of_other_ledger: {
    en: "The transaction was signed for {computed}, not for {expected}.",
    zh: "交易是为 {computed} 签名的，不是 {expected}。",
  },
  envelope_not_of_leaf: {
    en: "The envelope hashes to {computed}; the leaf records {expected}.",
    zh: "由封套算出 {computed}，叶中所记为 {expected}。",
  },
  id_not_of_envelope: {
    en: "The signed bytes give the id {computed}; the leaf records {expected}.",
    zh: "由已签字节算出交易号 {computed}，叶中所记为 {expected}。",
  },
  recorded_after_expiry: {
    en: "The leaf is of {computed}, but the signers allowed it until {expected} only.",
    zh: "叶的时间为 {computed}，而签名者只允许到 {expected}。",
  },
  signature_wrong: {
    en: "The signature by the key {key} is not valid over these bytes.",
    zh: "密钥 {key} 对这些字节的签名无效。",
  },
  public_key_missing: {
    en: "Neither the genesis nor the file gives the public key {key}.",
    zh: "创世文档和文件都没有给出公钥 {key}。",
  },
  enrolments_not_of_signers: {
    en: "The file does not show for each signer, in order, where its key was bound to a person.",
    zh: "文件没有按顺序给出每个签名密钥与人的绑定。",
  },
  enrolment_not_earlier: {
    en: "The key {key} is said to be enrolled by leaf {computed}, which is not before leaf {expected}.",
    zh: "密钥 {key} 据称由第 {computed} 片叶登记，但不在第 {expected} 片叶之前。",
  },
  enrolment_not_in_tree: {
    en: "The enrolment of the key {key} leads to {computed}, not to the signed root {expected}.",
    zh: "由密钥 {key} 的登记算出 {computed}，不是已签名的树根 {expected}。",
  },
  enrolment_of_other_key: {
    en: "The genesis or the row shown does not bind the key {key} to a person.",
    zh: "创世文档或所示的行没有把密钥 {key} 绑定到人。",
  },
  enrolment_row_not_of_leaf: {
    en: "The row that binds the key {key} leads to {computed}; its leaf records {expected}.",
    zh: "由绑定密钥 {key} 的行算出 {computed}，其叶中所记为 {expected}。",
  },
  args_not_signed: {
    en: "The arguments with their salt hash to {computed}; the signers signed {expected}.",
    zh: "参数加盐后算出 {computed}，签名者签的是 {expected}。",
  },
  result_not_recorded: {
    en: "The result with its salt hashes to {computed}; the leaf records {expected}.",
    zh: "结果加盐后算出 {computed}，叶中所记为 {expected}。",
  },
  row_not_recorded: {
    en: "The row {table} {key} with its salt leads to {computed}; the leaf records {expected}.",
    zh: "行 {table} {key} 加盐后合到 {computed}，叶中所记为 {expected}。",
  },
  rows_not_all: {
    en: "The file says that all rows are shown. They lead to {computed}; the leaf records {expected}.",
    zh: "文件自称给出了全部的行，但合到 {computed}，叶中所记为 {expected}。",
  },
  anchor_not_valid: {
    en: "The receipt of the anchor fails its own check “{check}”.",
    zh: "锚的回执未通过其自身的检查“{check}”。",
  },
  anchor_row_missing: {
    en: "The receipt of the anchor shows no row that anchors this ledger.",
    zh: "锚的回执没有给出锚定本账本的行。",
  },
  anchor_of_other_head: {
    en: "The anchor records the head {expected}; this proof ends at {computed}.",
    zh: "锚记录的是 {expected}，本证明的终点是 {computed}。",
  },
} as const;

/** What a valid receipt does not show, or rests on somebody's word for. */
export const PROOF_LIMITS = {
  key_not_revoked: {
    en: "That no signer's key was revoked between its enrolment and this entry: nodes check it, and the cosigners answer for it.",
    zh: "签名密钥自登记到本条之间未被撤销：由节点检查，由联署成员担保。",
  },
  row_still_current: {
    en: "That a row is still as it is shown: a later entry may have changed it. Ask the ledger.",
    zh: "所示的行仍然有效：后来的条目可能已将其更改，请向账本查询。",
  },
  world_outside: {
    en: "That what it records happened outside the ledger, for instance that money arrived.",
    zh: "所记之事在账本之外确已发生，例如款项已到账。",
  },
  person_behind_id: {
    en: "Who stands behind the random id of a person: the member that enrolled the person knows.",
    zh: "随机编号背后是谁：由登记此人的成员掌握。",
  },
  signed_by_nobody: {
    en: "Anybody's will: it happened by itself when its time came, by the rules of the ledger.",
    zh: "任何人的意思：它是到期后由账本规则自行发生的。",
  },
  arguments_not_shown: {
    en: "The arguments of the command: they are not in this file.",
    zh: "命令的参数：不在本文件中。",
  },
  result_not_shown: { en: "The result of the command: it is not in this file.", zh: "命令的结果：不在本文件中。" },
  rows_not_all_shown: {
    en: "Whatever else the entry wrote: this file shows a part of its rows, or none.",
    zh: "该条目还写入了什么：本文件只给出部分行，或没有给出。",
  },
  not_cosigned: {
    en: "That any member executed it: only the node that proposed it has signed.",
    zh: "有成员执行过它：只有提出它的节点签了名。",
  },
  not_final: {
    en: "That it is final: not more than two thirds of the cosigners have signed.",
    zh: "它已终局：联署成员未超过三分之二。",
  },
  single_cosigner: {
    en: "Trust among several: no ledger in this proof has a second cosigner, so whoever holds the keys can rewrite it.",
    zh: "多方互信：本证明涉及的账本都没有第二个联署成员，掌握密钥者可以改写。",
  },
  not_anchored: {
    en: "That others hold its head: this file has no anchor on another ledger.",
    zh: "他人持有其账首：本文件没有在另一账本上的锚。",
  },
  simulated_time: {
    en: "Real time: the ledger runs on a simulated clock.",
    zh: "真实时间：本账本使用模拟时钟。",
  },
  demo_keys: {
    en: "Anything of consequence: it is a demo, and everyone may use its keys.",
    zh: "任何效力：这是演示账本，其密钥人人可用。",
  },
} as const;

export type ProofLimit = keyof typeof PROOF_LIMITS;
