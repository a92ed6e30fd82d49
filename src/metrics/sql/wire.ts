import { z } from 'zod';

export const SqlBody = z.strictObject({ sql: z.string().min(1).max(20_000) });

/** What a statement may read, and how long and how much. */
export const SqlTables = z.object({
  tables: z.array(
    z.object({
      table: z.string(),
      columns: z.array(z.object({ column: z.string(), type: z.string() })),
    }),
  ),
  secondsMax: z.number(),
  rowsMax: z.number().int(),
});
export type SqlTables = z.infer<typeof SqlTables>;

export const SqlView = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.unknown())),
  /** True when there are more rows than an answer may have. */
  isTruncated: z.boolean(),
  /** When the facts were copied that were asked. */
  snapshotAtMs: z.number().int(),
  tookMs: z.number().int(),
});
export type SqlView = z.infer<typeof SqlView>;
