/** Why a signed text or a proof is not accepted. Codes are facts and stay for ever; interfaces show the text by code. */

export type ProofProblem = keyof typeof PROOF_PROBLEMS;

/** A value that passed its checks, or the first check that it failed. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: ProofProblem };

/** What each problem means and what to do about it. */
export const PROOF_PROBLEMS = {
  note_too_large: {
    en: "The signed text is larger than 1 MB or carries more than 100 signatures. Fetch it again from the ledger.",
    zh: "签名文本超过 1 MB 或签名多于 100 个。请从账本重新获取。",
  },
  note_not_utf8: {
    en: "The signed text is not valid UTF-8. The file was damaged or converted: use the original file.",
    zh: "签名文本不是有效的 UTF-8。文件已损坏或被转换过，请使用原始文件。",
  },
  note_malformed: {
    en: "The signed text does not have the form of a C2SP signed note. The file was changed: use the original file.",
    zh: "签名文本不符合 C2SP signed-note 格式。文件被改动过，请使用原始文件。",
  },
  note_signature_wrong: {
    en: "A signature that claims to be by a known key is wrong. Do not trust the text; report it to the key's owner.",
    zh: "有一个声称来自已知密钥的签名是错误的。请勿信任该文本，并通知密钥所有者。",
  },
  note_without_known_signature: {
    en: "No key that you trust signed the text. Check which keys you gave.",
    zh: "该文本没有您信任的密钥的签名。请检查所提供的密钥。",
  },
  checkpoint_malformed: {
    en: "The text is signed, but it is not a checkpoint (origin, size and root, one a line).",
    zh: "该文本已签名，但不是检查点（来源、大小、根，各占一行）。",
  },
  checkpoint_of_other_ledger: {
    en: "The checkpoint names another ledger than the one that you asked about.",
    zh: "检查点所属的账本不是您所查询的账本。",
  },
  checkpoint_not_signed_by_ledger: {
    en: "The checkpoint carries no signature by the ledger's own key.",
    zh: "检查点没有账本自身密钥的签名。",
  },
  proof_malformed: {
    en: "The file is not a C2SP tlog-proof. It was changed or cut: use the original file.",
    zh: "该文件不是 C2SP tlog-proof 格式。文件被改动或截断，请使用原始文件。",
  },
  proof_not_of_entry: {
    en: "The proof does not lead from this entry to the signed root: the entry is not at that place in the ledger.",
    zh: "证明不能由该条目推导到已签名的根：该条目不在账本的这个位置。",
  },
} as const;

/** A passed check. */
export function passed<T>(value: T): Checked<T> {
  return { ok: true, value };
}

/** A failed check. */
export function failed(problem: ProofProblem): { readonly ok: false; readonly problem: ProofProblem } {
  return { ok: false, problem };
}
