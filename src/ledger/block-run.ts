import { type Block, blockHash, saltBytes } from "#kernel/block";
import { type Salts, type SkipReason, saltsOf } from "#kernel/leaf";
import { answerNotRecorded } from "./answers.ts";

/** What is gathered while one block runs. */
export class BlockRun {
  readonly block: Block;
  readonly hash: string;
  /** Time of the block on every node: its proposer's, but never earlier than the block before. */
  readonly time: number;
  readonly salts: Salts;
  readonly answers: string[] = [];
  /** Answers of this block by id, for entries that stand in it twice. */
  readonly recorded = new Map<string, string>();
  readonly skipped: Partial<Record<SkipReason, number>> = {};
  timers = 0;
  /** Whether an entry of this block changed what is known of keys: earlier verdicts on signers count no more. */
  hasDirectoryChanged = false;

  constructor(block: Block, previousTime: number) {
    this.block = block;
    this.hash = blockHash(block.raw);
    this.time = Math.max(previousTime, block.time);
    this.salts = saltsOf(saltBytes(block));
  }

  /** Counts an entry that gets no leaf and gives its answer. */
  skip(reason: SkipReason, id?: string): string {
    this.skipped[reason] = (this.skipped[reason] ?? 0) + 1;
    return answerNotRecorded("skipped", reason, id);
  }
}
