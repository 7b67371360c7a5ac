import type { ApprovalStep, Asset, Fen } from "../answers.ts";

/** Answers about what is owed, lists for the bank, slips and approvals. */

/** An item of `transfer.bank-slips`. */
export interface Slip {
  readonly id: string;
  readonly reference: string;
  readonly amount: Fen;
  readonly payer: string;
  readonly occurredOn: string;
  readonly state: string;
  readonly importedAt: number;
  readonly transactionId?: string;
}

export interface Batch {
  readonly id: string;
  readonly state: string;
  readonly count: number;
  readonly gross: Fen;
  readonly withheld: Fen;
  readonly net: Fen;
  readonly listHash: string;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly releasedAt: number | null;
  readonly bankReference: string | null;
  readonly closedOn: string | null;
}

export interface BatchLine {
  readonly obligationId: string;
  readonly payeeId: string;
  readonly gross: Fen;
  readonly withheld: Fen;
  readonly net: Fen;
  readonly result: string | null;
  readonly reason: string | null;
  readonly planId: string;
  readonly dealId: string | null;
  readonly title: string | null;
  readonly sequence: number | null;
  readonly name: string | null;
}

/** `transfer.payment-batch`. */
export interface BatchAnswer {
  readonly batch: Batch | null;
  readonly lines: readonly BatchLine[];
  readonly list: string | null;
}

/** An item of `transfer.payable-lines`. */
export interface PayableLine {
  readonly id: string;
  readonly planId: string;
  readonly payeeId: string;
  readonly gross: Fen;
  readonly state: string;
  readonly openedAt: number;
  readonly dealId: string | null;
  readonly title: string | null;
  readonly contractNumber: string | null;
  readonly sequence: number | null;
  readonly isRegistered: boolean;
  readonly withholding: { readonly tax: Fen; readonly basis: string } | null;
  readonly windowEndsOn: string | null;
  readonly estimate: { readonly taxable: Fen; readonly tax: Fen } | null;
  readonly name: string | null;
}

/** An item of `transfer.approvals`. */
export interface ApprovalItem {
  readonly approvalId: string;
  readonly stepId: string;
  readonly role: string;
  readonly openedAt: number;
  readonly planId: string;
  readonly dealId: string | null;
  readonly title: string | null;
  readonly contractNumber: string | null;
  readonly asset: Asset | null;
  readonly sequence: number | null;
  readonly approval: { readonly amount: Fen; readonly single: Fen; readonly state: string } | null;
  readonly step: ApprovalStep | null;
  readonly steps: readonly ApprovalStep[];
}
