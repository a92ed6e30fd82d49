import { createHash } from 'node:crypto';
import { z } from 'zod';

/**
 * Ways to order a list. `plain`: the learner's words, and a draw where there are none. `taste`: besides, what
 * learners took before.
 */
export const Policy = z.enum(['plain', 'taste']);
export type Policy = z.infer<typeof Policy>;

/** One side of an experiment. */
export const Variant = z.strictObject({ name: z.string().regex(/^[a-z0-9_-]{1,32}$/), policy: Policy });
export type Variant = z.infer<typeof Variant>;

/** `split`: each learner keeps one variant. `interleaving`: each list is drafted from the two by turns. */
export type ExperimentKind = 'split' | 'interleaving';

export interface Experiment {
  readonly experimentId: string;
  readonly name: string;
  readonly kind: ExperimentKind;
  readonly status: 'running' | 'stopped';
  readonly variants: readonly Variant[];
  readonly livemode: boolean;
  readonly startedAtMs: number;
  readonly stoppedAtMs: number | null;
}

/** What orders lists while no experiment runs. */
export const USUAL_POLICY: Policy = 'taste';

/** The variant of a learner: the same for as long as the experiment lives, on every device and process. */
export function variantOf({ experimentId, variants }: Experiment, learnerId: string): Variant {
  const place = Math.floor(drawOf(`${experimentId} ${learnerId}`) * variants.length);
  return variants[place] ?? (variants[0] as Variant);
}

/** A number from 0 to below 1 that a text always gives. */
export function drawOf(text: string): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, 6) / 2 ** 48;
}
