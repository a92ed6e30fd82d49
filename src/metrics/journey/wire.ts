import { z } from 'zod';
import { Day, TimeZone } from '../wire.ts';

/** What happens in a journey; each may be a step of a funnel. */
export const JourneyStep = z.enum([
  'asked',
  'shown',
  'clicked',
  'opened',
  'pressed',
  'paid',
  'refunded',
  'handedOff',
]);
export type JourneyStep = z.infer<typeof JourneyStep>;

/** What an event of a journey is known by. `content` is a product; `returning` says whether the learner had paid before. */
export const Dimension = z.enum([
  'content',
  'kind',
  'channel',
  'language',
  'intent',
  'variant',
  'gateway',
  'owner',
  'returning',
]);
export type Dimension = z.infer<typeof Dimension>;

export const JourneyBreakdown = z.enum(['none', 'day', ...Dimension.options]);
export type JourneyBreakdown = z.infer<typeof JourneyBreakdown>;

const Values = z.array(z.string().max(128)).min(1).max(100);

export const JourneyQuestion = z.strictObject({
  /** First and last day on which a journey may enter, both included. Left out = the 30 days that end today. */
  from: Day.optional(),
  to: Day.optional(),
  timeZone: TimeZone.optional(),
  /** What is counted. */
  unit: z.enum(['conversation', 'learner']).default('conversation'),
  /** The first step is where a journey enters; each step once. */
  steps: z
    .array(JourneyStep)
    .min(2)
    .max(8)
    .refine((steps) => new Set(steps).size === steps.length, 'a step may stand once')
    .default(['shown', 'clicked', 'opened', 'pressed', 'paid']),
  /** How long after its entry a journey may still take steps. */
  windowHours: z
    .number()
    .positive()
    .max(24 * 400)
    .default(24 * 7),
  /** `strict`: one after another as asked. `any`: those after the entry in any order. */
  order: z.enum(['strict', 'any']).default('strict'),
  /** Only events that carry one of the values; an event that knows nothing of a dimension is not judged by it. */
  filters: z.partialRecord(Dimension, Values).default({}),
  breakdown: JourneyBreakdown.default('none'),
  /** Which event of a journey decides its row: the first or the last that knows the dimension, or each step its own. */
  attribution: z.enum(['first', 'last', 'step']).default('first'),
});
export type JourneyQuestion = z.infer<typeof JourneyQuestion>;

const Count = z.number().int().min(0);
const Share = z.number().min(0);
const Times = z.object({ medianMs: Count, p95Ms: Count });
export type Times = z.infer<typeof Times>;

export const JourneyStepView = z.object({
  step: JourneyStep,
  count: Count,
  /** How many of the step before came no further. */
  dropped: Count,
  /** Share of the step before, and of the entries; null when there were none. */
  fromPrevious: Share.nullable(),
  fromEntry: Share.nullable(),
  /** Of those who came here: the time since the step before, and since the entry. */
  sincePrevious: Times.nullable(),
  sinceEntry: Times.nullable(),
});
export type JourneyStepView = z.infer<typeof JourneyStepView>;

export const JourneyRow = z.object({
  /** A day or a value of the dimension; empty where no event knows it. */
  key: z.string(),
  label: z.string().nullable(),
  /** How many came to each step, in the order of the steps. */
  counts: z.array(Count),
});
export type JourneyRow = z.infer<typeof JourneyRow>;

export const JourneyView = z.object({
  from: z.string(),
  to: z.string(),
  timeZone: z.string(),
  today: z.string(),
  question: JourneyQuestion,
  steps: z.array(JourneyStepView),
  rows: z.array(JourneyRow),
  rest: z.object({ rowsCount: Count, counts: z.array(Count) }).nullable(),
  readUpToPosition: Count,
  /** Events of the log that are not in these figures yet. */
  behind: Count,
});
export type JourneyView = z.infer<typeof JourneyView>;

export const JourneyRowsQuestion = JourneyQuestion.extend({
  /** Which step's number, from 1. */
  step: z.number().int().min(1).max(8),
  /** Those who came there, or those who came there and no further. */
  who: z.enum(['reached', 'dropped']).default('reached'),
  /** Only of this row of the breakdown. */
  key: z.string().max(128).optional(),
  offset: z.number().int().min(0).max(1_000_000).default(0),
  limit: z.number().int().min(1).max(500).default(50),
});
export type JourneyRowsQuestion = z.infer<typeof JourneyRowsQuestion>;

export const JourneyRowsView = z.object({
  total: Count,
  rows: z.array(
    z.object({
      /** The conversation's id; null when the unit is the learner. */
      conversationId: z.string().nullable(),
      /** The learner's pseudonymous key. */
      learner: z.string().nullable(),
      /** When it came to each step, in ms; as long as it came far. */
      reachedAtMs: z.array(Count),
    }),
  ),
});
export type JourneyRowsView = z.infer<typeof JourneyRowsView>;
