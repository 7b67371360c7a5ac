import { dealActs } from "./act-deal.ts";
import { disclosureActs } from "./act-disclosure.ts";
import type { ActKind, ActKinds } from "./act-kind.ts";
import { moneyActs } from "./act-money.ts";
import { noticeActs } from "./act-notice.ts";
import { officeActs } from "./act-office.ts";
import { paymentActs } from "./act-payment.ts";
import { planActs } from "./act-plan.ts";
import { shareActs } from "./act-shares.ts";

const KINDS: ActKinds = {
  ...disclosureActs,
  ...dealActs,
  ...noticeActs,
  ...moneyActs,
  ...planActs,
  ...paymentActs,
  ...shareActs,
  ...officeActs,
};

/** How an act is done; undefined for a command that is no act of the path. */
export function actKindOf(act: string): ActKind | undefined {
  return Object.hasOwn(KINDS, act) ? KINDS[act] : undefined;
}
