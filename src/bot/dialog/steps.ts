import { z } from 'zod';
import type { Transitions } from '../../kernel/state-machine.ts';

/** What the bot waits for after an answer. Whatever else is said in between is answered, and may open another step. */
export const OpenStep = z.discriminatedUnion('step', [
  /** Whether the learner has a basis, after a list of several levels. */
  z.object({ step: z.literal('asked_level') }),
  /** Which of the products shown is meant, and for what. */
  z.object({ step: z.literal('asked_which'), about: z.enum(['buy', 'price', 'details']) }),
  /** The code of a coupon. */
  z.object({ step: z.literal('asked_code') }),
  /** Whether one of a few meanings was right; the words are kept to be answered. */
  z.object({ step: z.literal('asked_meaning'), intents: z.array(z.string()).max(3), text: z.string() }),
  /** Cards that give an order back are shown. */
  z.object({ step: z.literal('offered_refund') }),
  /** What became of a payment was told. */
  z.object({ step: z.literal('told_payment') }),
  /** How to open what was bought was told. */
  z.object({ step: z.literal('told_access') }),
]);
export type OpenStep = z.infer<typeof OpenStep>;

export type StepName = OpenStep['step'] | 'none';

const anything: readonly StepName[] = [
  'none',
  'asked_level',
  'asked_which',
  'asked_code',
  'asked_meaning',
  'offered_refund',
  'told_payment',
  'told_access',
];

/**
 * A learner may interrupt any step by any other. Only one thing is ruled out: asking what was meant twice in a row; the
 * second time a person is offered.
 */
export const stepTransitions: Transitions<StepName> = {
  none: anything,
  asked_level: anything,
  asked_which: anything,
  asked_code: anything,
  asked_meaning: anything.filter((step) => step !== 'asked_meaning'),
  offered_refund: anything,
  told_payment: anything,
  told_access: anything,
};

/** The step as it was kept; null when there is none, or it is of a form from before. */
export function stepOf(kept: unknown): OpenStep | null {
  const parsed = OpenStep.safeParse(kept);
  return parsed.success ? parsed.data : null;
}
