import { z } from 'zod';
import { ExportName } from '../export/wire.ts';
import { Day, TimeZone } from '../wire.ts';

const Word = z.string().min(1).max(128);

/** Where a number of an accounting day comes from; `sales` is what is left of net without fees. */
const MoneyNumber = z.enum(['gross', 'discount', 'refund', 'tax', 'fee', 'net', 'cash', 'sales']);

/**
 * Which rows stand behind a figure: those of an export, the purchases of a cohort in one month or week, the lists that a
 * subject was asked of in vain, or who was exposed to a variant.
 */
export const RowsQuery = z.strictObject({
  of: z.enum([...ExportName.options, 'cohort', 'weekly_cohort', 'gap', 'exposed']),
  from: Day.optional(),
  to: Day.optional(),
  timeZone: TimeZone.optional(),
  /** Only rows with that value; a row that has no such column is not asked. */
  gateway: Word.optional(),
  code: Word.optional(),
  currency: z.string().length(3).optional(),
  rank: z.coerce.number().int().min(0).max(255).optional(),
  /** Of the ledger: only the entries that this number sums. */
  number: MoneyNumber.optional(),
  /** Of a gap: the subject, and whether nothing was found or only something near. */
  topic: Word.optional(),
  strategy: z.enum(['none', 'near']).optional(),
  /** Of those exposed: to which variant of which experiment; without one, of lists that belong to none. */
  variant: Word.optional(),
  experiment: Word.optional(),
  /** The first day of the cohort's month or week, and how many months or weeks later they paid; 0 is the first time. */
  cohort: Day.optional(),
  later: z.coerce.number().int().min(0).max(1_000).default(0),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type RowsQuery = z.infer<typeof RowsQuery>;

export const RowsView = z.object({
  from: z.string(),
  to: z.string(),
  timeZone: z.string(),
  total: z.number().int().min(0),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
});
export type RowsView = z.infer<typeof RowsView>;
