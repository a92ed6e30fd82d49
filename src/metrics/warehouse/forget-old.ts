import type { IngestDeps } from './deps.ts';
import { FACTS } from './schema.ts';
import type { Session } from './session.ts';

const DAY_MS = 86_400_000;

/** The tables that may have an end. */
export const RETAINED: readonly string[] = [...Object.keys(FACTS), 'message'];

/** Takes out what is older than its table keeps; the journeys it was part of are made anew without it. */
export async function forgetOld(
  { retention, clock }: Pick<IngestDeps, 'retention' | 'clock'>,
  session: Session,
): Promise<void> {
  for (const [table, days] of Object.entries(retention ?? {})) {
    const old = `"atMs" < ${(clock?.nowMs() ?? 0) - days * DAY_MS}`;
    await session.transact(async () => {
      if (table !== 'message')
        await session.run(
          `INSERT INTO "dirty_learner" SELECT DISTINCT "learnerKey" FROM "${table}" WHERE ${old} AND "learnerKey" IS NOT NULL`,
        );
      await session.run(`DELETE FROM "${table}" WHERE ${old}`);
    });
  }
}
