import type { Locale } from "#kernel/money";

/** Words that stand on every paper, whatever it is about. */
export interface PaperWords {
  readonly band: string;
  readonly verify: string;
  readonly verifyDetail: string;
  readonly verifyAlt: string;
  /** With `{page}` and `{count}`. */
  readonly page: string;
}

export const paperWords: Readonly<Record<Locale, PaperWords>> = {
  zh: {
    band: "演示材料，模拟时间，不具效力",
    verify: "扫码核验本件",
    verifyDetail: "码内只有账本名与交易编号",
    verifyAlt: "核验本件的二维码",
    page: "第 {page} 页，共 {count} 页",
  },
  en: {
    band: "Demonstration: simulated time, without legal effect",
    verify: "Scan to verify this paper",
    verifyDetail: "The code holds the ledger's name and a transaction id only",
    verifyAlt: "QR code that opens the verification of this paper",
    page: "Page {page} of {count}",
  },
};
