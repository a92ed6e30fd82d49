import { z } from 'zod';

/** A calendar day that exists, YYYY-MM-DD, of this millennium: days are compared as text. */
export const Day = z
  .string()
  .regex(/^2\d{3}-\d{2}-\d{2}$/)
  .refine(isDay, 'no such day');

function isDay(text: string): boolean {
  const atMs = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(text);
}

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** An IANA name; left out = the merchant's. */
export const TimeZone = z.string().max(64).refine(isTimeZone, 'no such time zone');

export const Currency = z.string().regex(/^[A-Z]{3}$/);

/** What the rows of a funnel stand for. Channel = the surface on which the recommendation was shown. */
export const FunnelBreakdown = z.enum(['none', 'day', 'product', 'channel', 'language']);
export type FunnelBreakdown = z.infer<typeof FunnelBreakdown>;

export const FunnelQuery = z.strictObject({
  /** First and last day, both included, in the asked time zone. Left out = the 30 days that end today. */
  from: Day.optional(),
  to: Day.optional(),
  timeZone: TimeZone.optional(),
  breakdown: FunnelBreakdown.default('none'),
  /** Only impressions, lines and amounts of this currency; left out = all. */
  currency: Currency.optional(),
});
export type FunnelQuery = z.infer<typeof FunnelQuery>;

const Count = z.number().int().min(0);

/** How many impressions came how far. An impression counts once per step, however often the step happened. */
export const FunnelCounts = z.object({
  impressions: Count,
  opened: Count,
  pressed: Count,
  paid: Count,
  refunded: Count,
});
export type FunnelCounts = z.infer<typeof FunnelCounts>;

export const FunnelRow = FunnelCounts.extend({
  /** A day, product id, surface or language. */
  key: z.string(),
  /** The product's title; null for other breakdowns and for products that are gone. */
  label: z.string().nullable(),
});
export type FunnelRow = z.infer<typeof FunnelRow>;

const Amount = z.number().int();

/** An amount of the period by where its lines come from; the three parts sum to the total. */
export const FunnelAmount = z.object({
  totalMinor: Amount,
  /** Lines that carry an impression of the period. */
  periodImpressionsMinor: Amount,
  /** Lines that carry an impression of another day, or one that was never told. */
  otherImpressionsMinor: Amount,
  withoutImpressionMinor: Amount,
});
export type FunnelAmount = z.infer<typeof FunnelAmount>;

/** Money of the period, by the day it was paid or went back. */
export const FunnelMoney = z.object({
  currency: z.string(),
  paid: FunnelAmount,
  refunded: FunnelAmount,
});
export type FunnelMoney = z.infer<typeof FunnelMoney>;

export const FunnelView = z.object({
  from: z.string(),
  to: z.string(),
  timeZone: z.string(),
  /** The present day in that time zone, by the clock of the business. */
  today: z.string(),
  breakdown: FunnelBreakdown,
  currency: z.string().nullable(),
  total: FunnelCounts,
  rows: z.array(FunnelRow),
  /** What the rows beyond the limit come to; null when all rows are there. */
  rest: FunnelCounts.extend({ rowsCount: Count }).nullable(),
  /** Lines bought without a recommendation, by the day of the step itself. */
  withoutImpression: FunnelCounts.omit({ impressions: true }),
  money: z.array(FunnelMoney),
  /** The place in the event log up to which this answer has read. */
  readUpToPosition: Count,
});
export type FunnelView = z.infer<typeof FunnelView>;
