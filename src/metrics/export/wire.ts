import { z } from 'zod';
import { Day, TimeZone } from '../wire.ts';

/** What can be taken along, row by row. */
export const ExportName = z.enum([
  'conversations',
  'payments',
  'refunds',
  'failures',
  'impressions',
  'questions',
  'handoffs',
  'csat',
  'accounting_days',
  'ledger',
]);
export type ExportName = z.infer<typeof ExportName>;

export const ExportFormat = z.enum(['csv', 'jsonl', 'parquet']);
export type ExportFormat = z.infer<typeof ExportFormat>;

export const ExportQuery = z.strictObject({
  from: Day.optional(),
  to: Day.optional(),
  timeZone: TimeZone.optional(),
  format: ExportFormat.default('csv'),
});
export type ExportQuery = z.infer<typeof ExportQuery>;
