import { z } from 'zod';

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
  ANALYTICS_MEMORY_MB: {
    schema: z.coerce.number().int().min(128).default(1024),
    about: 'Memory that those questions may take, in MB; beyond it they go to disk.',
  },
};
