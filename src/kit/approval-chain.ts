import { type Infer, shape } from "#kernel/shape";

/**
 * Who has to approve what, as data: steps in stages, each with the roles that may take it and the thresholds above which it
 * is needed at all, or needs the resolution of a meeting. Code knows no amount.
 */

const bilingual = shape.object({ zh: shape.text(1, 200), en: shape.text(1, 200) });

/** Exceeded when either is: the amount of the whole, or the largest part that one person gets. In fen. */
const threshold = shape.object({
  amountOver: shape.optional(shape.amount(0n)),
  singleOver: shape.optional(shape.amount(0n)),
});

const chainStep = shape.object({
  id: shape.slug(),
  /** Steps of one stage run side by side; the next stage opens when all of them are taken. */
  stage: shape.int(1, 20),
  /** One of them is needed. */
  roles: shape.array(shape.text(1, 60), 1, 5),
  title: bilingual,
  /** Needed only above this; always when left out. */
  neededOver: shape.optional(threshold),
  /** Above this the step names the minutes of the meeting that resolved it. */
  resolutionOver: shape.optional(threshold),
});
export const chainStepsShape = shape.array(chainStep, 1, 20);
export type ChainStep = Infer<typeof chainStep>;
type Threshold = Infer<typeof threshold>;

/** What is to be approved, in fen: the whole, and the largest part that one person gets. */
export interface ApprovedSum {
  readonly amount: bigint;
  readonly single: bigint;
}

/** A step that a sum needs. */
export interface NeededStep extends ChainStep {
  readonly needsResolution: boolean;
}

/** Steps that a sum needs, by stage and in the order of the chain. */
export function stepsFor(chain: readonly ChainStep[], of: ApprovedSum): readonly NeededStep[] {
  return chain
    .filter(({ neededOver }) => neededOver === undefined || isExceeded(neededOver, of))
    .map((step) => ({
      ...step,
      needsResolution: step.resolutionOver !== undefined && isExceeded(step.resolutionOver, of),
    }))
    .sort((a, b) => a.stage - b.stage);
}

/** Whether a chain asks somebody for every sum, however small. */
export function asksAlways(chain: readonly ChainStep[]): boolean {
  return chain.some(({ neededOver }) => neededOver === undefined);
}

function isExceeded({ amountOver, singleOver }: Threshold, { amount, single }: ApprovedSum): boolean {
  return (amountOver !== undefined && amount > amountOver) || (singleOver !== undefined && single > singleOver);
}
