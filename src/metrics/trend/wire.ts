import { z } from 'zod';
import { Day, TimeZone } from '../wire.ts';

export const TrendsQuery = z.strictObject({
  /** First and last day, both included. Left out = the 30 days that end today. */
  from: Day.optional(),
  to: Day.optional(),
  timeZone: TimeZone.optional(),
});
export type TrendsQuery = z.infer<typeof TrendsQuery>;

const Value = z.number().nullable();

/** A day that is unlike those before it. */
export const Anomaly = z.object({
  day: z.string(),
  value: z.number(),
  /** What the days before it were like: their median, and how far from it would be nothing strange. */
  expected: z.number(),
  tolerance: z.number(),
});
export type Anomaly = z.infer<typeof Anomaly>;

export const TrendSeries = z.object({
  /** Which figure: a word such as `orders`, or `netRevenue`, which comes once for every currency. */
  name: z.string(),
  unit: z.enum(['count', 'minor', 'share', 'score']),
  /** Of `minor`. */
  currency: z.string().nullable(),
  /** One for each of the days; null where there was nothing to divide by. */
  values: z.array(Value),
  /** Of shares and scores: of how many, day by day. */
  of: z.array(z.number().int().min(0)).nullable(),
  /** Of the whole period: the sum, or the share or score of all. */
  total: Value,
  anomalies: z.array(Anomaly),
});
export type TrendSeries = z.infer<typeof TrendSeries>;

export const TrendsView = z.object({
  from: z.string(),
  to: z.string(),
  timeZone: z.string(),
  /** The merchant's: days of money are its accounting days, whatever zone was asked. */
  accountingTimeZone: z.string(),
  today: z.string(),
  days: z.array(z.string()),
  series: z.array(TrendSeries),
  /** Events of the log that are not in these figures yet. */
  behind: z.number().int().min(0),
});
export type TrendsView = z.infer<typeof TrendsView>;
