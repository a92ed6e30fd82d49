import type { DuckDBDataChunk, DuckDBListVector } from '@duckdb/node-api';
import type { Session } from '../warehouse/session.ts';
import { type Chains, type ChainsPlan, chainsOf, DOUBT, doubtsOf, places, WALKED } from './plan-chains.ts';
import { createWalker, type IsWanted, newWalked, type Trail, type Walk, type Walked } from './walk-trail.ts';

/**
 * Finds how far the journeys came. Those whose first and last instants leave a doubt are walked here, some two thousand
 * between two turns of the thread.
 */
export async function resolveChains(session: Session, plan: ChainsPlan, isWanted: IsWanted): Promise<Chains> {
  await session.run(`CREATE OR REPLACE TEMP TABLE "${DOUBT}" AS ${doubtsOf(plan)}`);
  const [row] = await session.rows(`SELECT count(*) AS "count" FROM "${DOUBT}"`);
  if (Number(row?.['count'] ?? 0) === 0) return chainsOf(plan, false);
  const rows = newRows(plan);
  const walker = createWalker(walkOf(plan, isWanted));
  const sides = sidesOf(plan).map((side) => `, "${side}s"`);
  const trails = `SELECT "rowid" AS "unit", "trail"${sides.join('')} FROM "${plan.table}"
    WHERE ${plan.isFiltered ? '' : '"repeated" > 0 AND '}"rowid" IN (SELECT "unit" FROM "${DOUBT}")`;
  // Writing on a connection ends what it is still reading, so all is read first.
  for await (const chunk of session.chunks(trails)) walkChunk(chunk, plan, { walker, rows });
  await writeRows(session, plan, rows);
  return chainsOf(plan, true);
}

/** What a walk has to know of events besides when they were. */
function sidesOf(plan: ChainsPlan): ('facet' | 'content')[] {
  return (['facet', 'content'] as const).filter((side) => plan.side === side || plan.judgedBy.includes(side));
}

interface ResolvedRows {
  readonly unit: bigint[];
  readonly level: number[];
  readonly times: (number | null)[][];
  readonly sides: (number | null)[][];
}

function newRows(plan: ChainsPlan): ResolvedRows {
  const lists = () => plan.kinds.map(() => []);
  return { unit: [], level: [], times: lists(), sides: plan.side === null ? [] : lists() };
}

function walkOf(plan: ChainsPlan, isWanted: IsWanted): Walk {
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
  { walker, rows }: { walker: ReturnType<typeof createWalker>; rows: ResolvedRows },
): void {
  const walked = newWalked(plan.kinds.length);
  const units = chunk.getColumnVector(0);
  const { trail, open } = trailOver(chunk, sidesOf(plan));
  for (let row = 0; row < chunk.rowCount; row += 1) {
    open(row);
    walker(trail, walked);
    if (walked.level === 0) continue;
    rows.unit.push(units.getItem(row) as bigint);
    keepWalked(rows, walked, plan);
  }
}

/** One trail at a time over the flat memory of a chunk: nothing is made per row. A side that nobody asks for is 0. */
function trailOver(
  chunk: DuckDBDataChunk,
  sides: readonly ('facet' | 'content')[],
): { trail: Trail; open: (row: number) => void } {
  const lists = [1, ...sides.map((_side, place) => place + 2)].map(
    (column) => chunk.getColumnVector(column) as DuckDBListVector,
  );
  const starts = new Uint32Array(lists.length);
  let length = 0;
  const readerOf = (column: number): ((place: number) => number) => {
    const items = lists[column]?.childVector;
    return items === undefined ? () => 0 : (place) => items.getItem((starts[column] ?? 0) + place) as number;
  };
  const columnOf = (side: 'facet' | 'content'): number => sides.indexOf(side) + 1 || lists.length;
  return {
    trail: {
      get length() {
        return length;
      },
      eventAt: readerOf(0),
      facetAt: readerOf(columnOf('facet')),
      contentAt: readerOf(columnOf('content')),
    },
    open: (row) => {
      lists.forEach((list, column) => {
        starts[column] = list.getEntryOffset(row);
      });
      length = lists[0]?.getEntryLength(row) ?? 0;
    },
  };
}

function keepWalked(rows: ResolvedRows, walked: Walked, plan: ChainsPlan): void {
  rows.level.push(walked.level);
  let latest = 0;
  for (const [step, times] of rows.times.entries()) {
    const isReached = step < walked.level;
    const atMs = walked.atMs[step] ?? 0;
    latest = plan.question.order === 'strict' ? atMs : Math.max(latest, atMs);
    times.push(isReached ? latest : null);
    const side = plan.side === 'content' ? walked.contents[step] : walked.facets[step];
    rows.sides[step]?.push(isReached ? (side ?? 0) : null);
  }
}

async function writeRows(session: Session, plan: ChainsPlan, rows: ResolvedRows): Promise<void> {
  const times = places(plan).map((place) => `"t${place}" BIGINT`);
  const sides = places(plan).map((place) => `"c${place}" UINTEGER`);
  const columns = [...times, ...(plan.side === null ? [] : sides)].join(', ');
  await session.run(`CREATE OR REPLACE TEMP TABLE "${WALKED}" ("unit" BIGINT, "level" INTEGER, ${columns})`);
  if (rows.unit.length === 0) return;
  await session.append({
    table: WALKED,
    columns: [
      { type: 'integer', values: rows.unit },
      { type: 'small', values: rows.level },
      ...rows.times.map((values) => ({ type: 'integer' as const, values })),
      ...rows.sides.map((values) => ({ type: 'code' as const, values })),
    ],
  });
}
