import { z } from 'zod';
import { Day, TimeZone } from '../wire.ts';

export const FiguresQuery = z.strictObject({
  from: Day.optional(),
  to: Day.optional(),
  timeZone: TimeZone.optional(),
});
export type FiguresQuery = z.infer<typeof FiguresQuery>;

const Count = z.number().int().min(0);
const Amount = z.number().int();
/** A share with the interval in which it lies with 95 % (Wilson); null of none. */
const Share = z.object({ share: z.number(), low: z.number(), high: z.number() }).nullable();
export type Share = z.infer<typeof Share>;

/** The seven numbers of an accounting day in one currency (docs/LEDGER.md). */
export const MoneyDay = z.object({
  accountingDay: z.string(),
  currency: z.string(),
  grossMinor: Amount,
  discountMinor: Amount,
  refundMinor: Amount,
  taxMinor: Amount,
  feeMinor: Amount,
  netMinor: Amount,
  cashMinor: Amount,
});
export type MoneyDay = z.infer<typeof MoneyDay>;

/** Kinds of paying learners, best first. */
export const Segment = z.enum(['best', 'loyal', 'spending', 'new', 'slipping', 'gone', 'others']);
export type Segment = z.infer<typeof Segment>;

export const FiguresView = z.object({
  from: z.string(),
  to: z.string(),
  timeZone: z.string(),
  /** The merchant's, by which `money` is told. */
  accountingTimeZone: z.string(),
  /** The present day in that time zone, by the clock of the business. */
  today: z.string(),
  /** By accounting day, which is the merchant's whatever zone was asked. */
  money: z.array(MoneyDay),
  /** Attempts that ended, by gateway: paid, and refused by code. */
  gateways: z.array(
    z.object({
      gateway: z.string(),
      paid: Count,
      failed: Count,
      success: Share,
      codes: z.array(z.object({ code: z.string(), count: Count })),
    }),
  ),
  service: z.object({
    conversations: Count,
    handedOff: Count,
    /** Conversations in which a person was asked for. */
    handoff: Share,
    /** Conversations that were asked something and needed no person. */
    deflection: Share,
    csatAnswers: Count,
    csatAverage: z.number().nullable(),
    /** From asking for a person until one accepted. */
    waitMedianMs: Count.nullable(),
    waitP95Ms: Count.nullable(),
  }),
  /** Impressions by their place in the list. */
  ranks: z.array(
    z.object({
      rank: z.number().int(),
      shown: Count,
      clicked: Count,
      paid: Count,
      ctr: Share,
      conversion: Share,
    }),
  ),
  /** Learners by the month in which they first paid, and how many of them paid again in each month since, up to the present one. */
  cohorts: z.array(z.object({ month: z.string(), learners: Count, paidAgain: z.array(Count) })),
  /** The same by weeks, each named by its Monday. */
  weeklyCohorts: z.array(z.object({ week: z.string(), learners: Count, paidAgain: z.array(Count) })),
  experiments: z.array(
    z.object({
      /** As the recommender numbers it; null for lists of no experiment that name a variant. */
      experimentId: z.string().nullable(),
      variant: z.string(),
      shown: Count,
      paid: Count,
      conversion: Share,
      /** Against the experiment's first variant by name, with Newcombe's interval; null for that one itself. */
      difference: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
    }),
  ),
  /** The probability of such uneven variants of the latest experiment by chance, were they meant to be equal; null with fewer than two. */
  sampleRatioP: z.number().nullable(),
  /** From the first message that waits until it is answered, by who answered. */
  answers: z.array(
    z.object({ sender: z.enum(['bot', 'agent']), count: Count, medianMs: Count, p95Ms: Count }),
  ),
  /** Subjects that were asked about, by how often nothing on sale met them. */
  gaps: z.array(
    z.object({
      topicId: z.string(),
      /** What the subject is called; null for one that the recommender no longer knows. */
      name: z.object({ zh: z.string(), en: z.string() }).nullable(),
      asked: Count,
      nothing: Count,
      near: Count,
      unmet: z.array(z.string()),
    }),
  ),
  /**
   * Questions that nothing answered, alike ones together. The words of the one most like the others, or null where facts
   * may not hold words; the conversation in which it was asked last.
   */
  unanswered: z.array(
    z.object({
      question: z.string().nullable(),
      count: Count,
      conversations: Count,
      languages: z.array(z.string()),
      lastAtMs: Count,
      conversationId: z.string(),
    }),
  ),
  /** Learners by how lately, how often and for how much they paid until the period's end. */
  segments: z.array(
    z.object({ segment: Segment, learners: Count, purchases: Count, daysSinceMedian: Count }),
  ),
});
export type FiguresView = z.infer<typeof FiguresView>;
