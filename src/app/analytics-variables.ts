import { z } from 'zod';
import { RETAINED } from '../metrics/index.ts';

/** `message=90,turn=400`: days by table. */
const Retention = z
  .string()
  .transform(
    (text): Partial<Record<string, number>> =>
      Object.fromEntries(text.split(',').filter(Boolean).map(pairOf)),
  )
  .pipe(z.partialRecord(z.enum(RETAINED), z.number().int().min(1)));

function pairOf(part: string): [table: string, days: number] {
  const [table = '', days = ''] = part.split('=');
  return [table.trim(), Number(days)];
}

/** What the facts beside the database may take. */
export const analyticsVariables = {
  ANALYTICS_THREADS: {
    schema: z.coerce.number().int().min(1).max(64).default(2),
    about: 'Threads that answer questions about the facts in DATA_DIR/analytics.duckdb.',
  },
  ANALYTICS_SQL_SECONDS: {
    schema: z.coerce.number().positive().max(600).default(10),
    about: 'How long an analyst’s own SQL may take.',
  },
  ANALYTICS_TEXT: {
    schema: z.enum(['off', 'on']).default('off'),
    about: 'Whether the facts hold the words of messages; off: only who wrote, when and how much.',
  },
  ANALYTICS_RETENTION: {
    schema: Retention.default({}),
    about: 'Days after which facts are taken out, by table, as message=90,turn=400; left out: kept.',
  },
  ANALYTICS_MEMORY_MB: {
    schema: z.coerce.number().int().min(128).default(1024),
    about: 'Memory that those questions may take, in MB; beyond it they go to disk.',
  },
};
