import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { challengeMeans } from '../types.ts';

/** What becomes of a press when a part of its judgement is missing: it goes on, is asked for a challenge, or is stopped. */
export const failHabits = ['open', 'step_up', 'closed'] as const;
export type FailHabit = (typeof failHabits)[number];
const FailHabit = z.enum(failHabits);

const Share = z.number().min(0).max(1);

const ChallengeMeans = z.enum(challengeMeans);

/** How judging behaves, as whoever runs the shop decides; every part has a default. */
export const RiskPolicy = z.strictObject({
  pricing: z
    .strictObject({
      /** What of an amount is lost with a good payment that is declined; for content nearly all of it. */
      marginShare: Share.default(0.7),
      /** What a dispute costs beside the amount, in typical prices (amount-scale.ts): 0.5 is 15 USD. */
      disputeFeeTypical: z.number().min(0).max(100).default(0.5),
      /** How many of a hundred good learners a challenge loses, as a share. */
      challengeLossShare: Share.default(0.05),
    })
    .prefault({}),
  missing: z
    .strictObject({
      /** No model that may serve. */
      model: FailHabit.default('open'),
      /** The learner's history cannot be read. */
      history: FailHabit.default('step_up'),
      /** The time was over before every rule was asked. */
      time: FailHabit.default('step_up'),
    })
    .prefault({}),
  /** How long rules and model of one press may take together; generous, since a busy machine stops for a while too. */
  budgetMs: z.number().positive().max(1_000).default(250),
  challenge: z
    .strictObject({
      card: z.array(ChallengeMeans).min(1).default(['gateway', 'review']),
      qr: z.array(ChallengeMeans).min(1).default(['gateway', 'reauthenticate', 'none']),
      wallet: z.array(ChallengeMeans).min(1).default(['reauthenticate', 'none']),
      /** A sign-in that is at most so old proves who presses. */
      freshSeconds: z.number().int().min(30).max(86_400).default(300),
      /** Below this many typical prices nobody is asked to sign in anew … */
      reauthenticateFromTypical: z.number().min(0).default(1),
      /** … but on one of several browsers that has been this learner's for fewer days, whatever the amount. */
      newDeviceDays: z.number().min(0).max(90).default(1),
    })
    .prefault({}),
  review: z
    .strictObject({
      /**
       * What waits for a person. `payment`: nothing is collected. `capture`: where the gateway can reserve, the learner pays and the
       * money is only reserved; elsewhere the payment waits all the same.
       */
      holds: z.enum(['payment', 'capture']).default('payment'),
      /** After which time a review that nobody decided is decided by itself; the checkout ends then at the latest. */
      decideWithinMinutes: z.number().int().min(5).max(1_440).default(1_440),
      whenNobodyDecides: z.enum(['expire', 'approve', 'reject']).default('expire'),
    })
    .prefault({}),
});
export type RiskPolicy = z.infer<typeof RiskPolicy>;

export const defaultPolicy: RiskPolicy = RiskPolicy.parse({});

/** The policy in a JSON file. Throws with the name of what is wrong in it. */
export function loadPolicy(file: string): RiskPolicy {
  return RiskPolicy.parse(JSON.parse(readFileSync(file, 'utf8')));
}
