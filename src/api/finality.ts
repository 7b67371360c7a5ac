import { checkCheckpoint, checkKeys } from "#kernel/receipt-head-checks";
import type { LedgerService } from "#ledger/service";

/** How far the newest head of a ledger is final. */
export interface Finality {
  /** Number of the ledger's cosigners, and how many of them make a head final: more than two thirds. */
  readonly cosigners: number;
  readonly needed: number;
  /** Cosigners whose signature on the newest checkpoint holds, and the number of leaves that they signed for. */
  readonly signed: number;
  readonly size: number;
}

/** Gives the finality of ledgers from their newest checkpoints; each checkpoint is verified once. */
export function finalityReader(): (service: LedgerService) => Finality {
  const verified = new WeakMap<LedgerService, { readonly note: string; readonly finality: Finality }>();
  return (service) => {
    const note = service.reader.checkpoint() ?? "";
    const known = verified.get(service);
    if (known?.note === note) return known.finality;
    const finality = finalityOf(service, note);
    verified.set(service, { note, finality });
    return finality;
  };
}

function finalityOf({ genesis }: LedgerService, note: string): Finality {
  const cosigners = genesis.cosigners.length;
  const keys = checkKeys(genesis).value;
  const head = keys === undefined ? undefined : checkCheckpoint(note, genesis.origin, keys).value;
  return {
    cosigners,
    needed: Math.floor((cosigners * 2) / 3) + 1,
    signed: head?.cosignatures.length ?? 0,
    size: head?.size ?? 0,
  };
}
