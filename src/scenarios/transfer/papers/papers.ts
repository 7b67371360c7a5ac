import type { Paper } from "#kernel/paper";
import { approvalForm } from "./approval-form.ts";
import { cashAwardNotice, equityAwardNotice } from "./award-notice.ts";
import { certificate } from "./certificates.ts";
import { distributionPlan } from "./distribution-plan.ts";
import { paymentCertificate, shareCertificate } from "./line-certificates.ts";
import { priceNotice } from "./price-notice.ts";

/** Papers of technology transfer, in the order in which a case needs them. */
export const transferPapers: readonly Paper[] = [
  priceNotice,
  distributionPlan,
  cashAwardNotice,
  equityAwardNotice,
  approvalForm,
  certificate,
  paymentCertificate,
  shareCertificate,
];
