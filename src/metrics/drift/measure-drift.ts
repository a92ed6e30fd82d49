import { limits } from '../../kernel/limits.ts';
import { stabilityIndex } from '../../risk/index.ts';
import type { Warehouse } from '../warehouse/open-warehouse.ts';

const DAY_MS = 86_400_000;
/** What lately is, and what it is compared with. */
const LATELY_MS = DAY_MS;
const BEFORE_MS = 28 * DAY_MS;

/**
 * How far the scores of the last day have moved from those of the four weeks before, as a population stability index; of
 * the latest model alone, since another one is meant to score otherwise. Null with too few scores on either side.
 */
export async function measureDrift(warehouse: Warehouse, nowMs: number): Promise<number | null> {
  const sinceMs = nowMs - LATELY_MS;
  const scores = await warehouse.withSession((session) =>
    session.rows(
      `SELECT "score", "atMs" >= $sinceMs AS "isLate" FROM "risk"
        WHERE "score" IS NOT NULL AND "atMs" >= $fromMs AND "atMs" < $nowMs
          AND "modelVersion" = (SELECT arg_max("modelVersion", "position") FROM "risk" WHERE "score" IS NOT NULL)
        ORDER BY "position" DESC LIMIT ${limits.driftScoresMax}`,
      { sinceMs: BigInt(sinceMs), fromMs: BigInt(sinceMs - BEFORE_MS), nowMs: BigInt(nowMs) },
    ),
  );
  const of = (isLate: boolean) =>
    scores.filter((row) => row['isLate'] === isLate).map((row) => Number(row['score']));
  const [before, lately] = [of(false), of(true)];
  return Math.min(before.length, lately.length) < limits.driftScoresMin
    ? null
    : stabilityIndex(before, lately);
}
