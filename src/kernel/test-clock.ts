import type { AdjustableClock } from './clock.ts';
import type { Database } from './db/database.ts';

const KEY = 'test_clock_offset_ms';

/** Moves business time; kept in the database so that a restart and other processes keep it. Test mode only. */
export async function advanceClock(
  deps: { db: Database; clock: AdjustableClock },
  byMs: number,
): Promise<number> {
  const offsetMs = (await readOffset(deps.db)) + byMs;
  const row = { value: String(offsetMs), updatedAtMs: deps.clock.wallMs() };
  await deps.db.query
    .insertInto('key_value')
    .values({ key: KEY, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
  deps.clock.setOffsetMs(offsetMs);
  return offsetMs;
}

/** Takes the stored offset over into this process. */
export async function restoreClock(deps: { db: Database; clock: AdjustableClock }): Promise<void> {
  deps.clock.setOffsetMs(await readOffset(deps.db));
}

async function readOffset(db: Database): Promise<number> {
  const row = await db.query
    .selectFrom('key_value')
    .select('value')
    .where('key', '=', KEY)
    .executeTakeFirst();
  return Number(row?.value ?? 0);
}
