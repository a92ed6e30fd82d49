import type { DuckDBDataChunk, DuckDBListVector } from '@duckdb/node-api';
import type { Session } from '../warehouse/session.ts';
import { type ChainsPlan, certainChains, places, RESOLVED, uncertainTrails } from './plan-chains.ts';
import { createWalker, newWalked, type Trail, type Walk, type Walked } from './walk-trail.ts';

/** Rows that are written at once. */
const ROWS_AT_ONCE = 20_000;

/**
 * Makes SQL with a row for every journey that entered. Journeys whose first and last instants leave a doubt are walked
 * here, a few thousand between two turns of the thread, and written into a temporary table beside the others.
 */
export async function resolveChains(
  session: Session,
  plan: ChainsPlan,
  isWanted: (facetId: number) => boolean,
): Promise<string> {
  const numbers = places(plan);
  const columns = [
    ...numbers.map((place) => `"t${place}" BIGINT`),
    ...numbers.map((place) => `"c${place}" UINTEGER`),
  ];
  await session.run(
    `CREATE OR REPLACE TEMP TABLE "${RESOLVED}" ("unitKey" UBIGINT, "learnerKey" BIGINT, "level" INTEGER, ${columns.join(', ')})`,
  );
  const rows = newRows(plan.kinds.length);
  let count = 0;
  for await (const chunk of session.chunks(uncertainTrails(plan))) {
    walkChunk(chunk, plan, { isWanted, rows });
    if (rows.level.length >= ROWS_AT_ONCE) count += await writeRows(session, rows);
  }
  count += await writeRows(session, rows);
  const certain = certainChains(plan);
  return count === 0 ? certain : `${certain} UNION ALL FROM "${RESOLVED}"`;
}

interface ResolvedRows {
  readonly unitKey: bigint[];
  readonly learnerKey: bigint[];
  readonly level: number[];
  readonly times: (number | null)[][];
  readonly facets: (number | null)[][];
}

function newRows(stepsCount: number): ResolvedRows {
  const lists = () => Array.from({ length: stepsCount }, () => []);
  return { unitKey: [], learnerKey: [], level: [], times: lists(), facets: lists() };
}

function walkOf(plan: ChainsPlan, isWanted: Walk['isWanted']): Walk {
  const { intervals } = plan;
  return {
    kinds: plan.kinds,
    isStrict: plan.question.order === 'strict',
    windowMs: plan.windowMs,
    isInPeriod: (atMs) => intervals.some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs),
    isWanted,
  };
}

function walkChunk(
  chunk: DuckDBDataChunk,
  plan: ChainsPlan,
  { isWanted, rows }: { isWanted: Walk['isWanted']; rows: ResolvedRows },
): void {
  const walk = createWalker(walkOf(plan, isWanted));
  const walked = newWalked(plan.kinds.length);
  const [units, learners] = [chunk.getColumnVector(0), chunk.getColumnVector(1)];
  const trails = chunk.getColumnVector(2) as DuckDBListVector;
  const facets = chunk.getColumnVector(3) as DuckDBListVector;
  const { trail, open } = trailOver(trails, facets);
  for (let row = 0; row < chunk.rowCount; row += 1) {
    open(row);
    walk(trail, walked);
    if (walked.level === 0) continue;
    rows.unitKey.push(units.getItem(row) as bigint);
    rows.learnerKey.push(learners.getItem(row) as bigint);
    keepWalked(rows, walked, plan.question.order === 'strict');
  }
}

/** One trail at a time over the flat memory of a chunk: nothing is made per row. */
function trailOver(
  trails: DuckDBListVector,
  facets: DuckDBListVector,
): { trail: Trail; open: (row: number) => void } {
  const [events, ids] = [trails.childVector, facets.childVector];
  let [fromEvent, fromFacet, length] = [0, 0, 0];
  return {
    trail: {
      get length() {
        return length;
      },
      eventAt: (place) => events.getItem(fromEvent + place) as number,
      facetAt: (place) => ids.getItem(fromFacet + place) as number,
    },
    open: (row) => {
      fromEvent = trails.getEntryOffset(row);
      fromFacet = facets.getEntryOffset(row);
      length = trails.getEntryLength(row);
    },
  };
}

function keepWalked(rows: ResolvedRows, walked: Walked, isStrict: boolean): void {
  rows.level.push(walked.level);
  let latest = 0;
  for (const [step, times] of rows.times.entries()) {
    const isReached = step < walked.level;
    const atMs = walked.atMs[step] ?? 0;
    latest = isStrict ? atMs : Math.max(latest, atMs);
    times.push(isReached ? latest : null);
    rows.facets[step]?.push(isReached ? (walked.facets[step] ?? 0) : null);
  }
}

async function writeRows(session: Session, rows: ResolvedRows): Promise<number> {
  const count = rows.level.length;
  if (count === 0) return 0;
  await session.append({
    table: RESOLVED,
    columns: [
      { type: 'unsigned', values: rows.unitKey },
      { type: 'integer', values: rows.learnerKey },
      { type: 'small', values: rows.level },
      ...rows.times.map((values) => ({ type: 'integer' as const, values })),
      ...rows.facets.map((values) => ({ type: 'code' as const, values })),
    ],
  });
  for (const list of [rows.unitKey, rows.learnerKey, rows.level, ...rows.times, ...rows.facets])
    list.length = 0;
  return count;
}
