import { sha256Hex } from "#kernel/crypto";
import type { DemoLabel } from "#kernel/demo-keys";
import type { ValueObject } from "#kernel/json";
import type { DemoFacts, DemoStep } from "./demo-step.ts";

/** Steps and documents that the cases of the demo share. */

/** People of the unit's ledger by their label without the ledger. */
export type UnitLabel = DemoLabel extends infer L ? (L extends `bjtu/${infer Name}` ? Name : never) : never;

/** An act of one person of the unit in this scenario. */
export function act(
  label: UnitLabel,
  verb: string,
  zh: string,
  en: string,
  args: (known: DemoFacts) => ValueObject,
  result?: string,
): DemoStep {
  return {
    ledger: "bjtu",
    signers: [`bjtu/${label}`],
    command: `transfer.${verb}`,
    args,
    ...(result === undefined ? {} : { result }),
    title: { zh, en },
  };
}

/** Hash of a scan that exists only in the demo. */
export function scan(name: string): string {
  return sha256Hex(`sanlian demo ${name}`);
}

/** Minutes of a meeting, as large amounts ask for them. */
export function resolution(name: string) {
  return { minutesNumber: `演示-会议纪要-${name}`, documentHash: scan(`会议纪要 ${name}`) };
}
