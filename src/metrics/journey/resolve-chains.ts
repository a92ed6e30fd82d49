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
  const trails = `SELECT "rowid" AS "unit", "trail", "facets", "contents" FROM "${plan.table}"
    WHERE ${plan.isFiltered ? '' : '"repeated" > 0 AND '}"rowid" IN (SELECT "unit" FROM "${DOUBT}")`;
  // Writing on a connection ends what it is still reading, so all is read first.
  for await (const chunk of session.chunks(trails)) walkChunk(chunk, plan, { walker, rows });
  await writeRows(session, plan, rows);
  return chainsOf(plan, true);
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
  const { trail, open } = trailOver(chunk);
  for (let row = 0; row < chunk.rowCount; row += 1) {
    open(row);
    walker(trail, walked);
    if (walked.level === 0) continue;
    rows.unit.push(units.getItem(row) as bigint);
    keepWalked(rows, walked, plan);
  }
}

/** One trail at a time over the flat memory of a chunk: nothing is made per row. */
function trailOver(chunk: DuckDBDataChunk): { trail: Trail; open: (row: number) => void } {
  const [events, facets, contents] = [1, 2, 3].map(
    (column) => chunk.getColumnVector(column) as DuckDBListVector,
  );
  if (events === undefined || facets === undefined || contents === undefined)
    throw new Error('a trail has no columns');
  const [eventItems, facetItems, contentItems] = [
    events.childVector,
    facets.childVector,
    contents.childVector,
  ];
  let [fromEvent, fromFacet, fromContent, length] = [0, 0, 0, 0];
  return {
    trail: {
      get length() {
        return length;
      },
      eventAt: (place) => eventItems.getItem(fromEvent + place) as number,
      facetAt: (place) => facetItems.getItem(fromFacet + place) as number,
      contentAt: (place) => contentItems.getItem(fromContent + place) as number,
    },
    open: (row) => {
      fromEvent = events.getEntryOffset(row);
      fromFacet = facets.getEntryOffset(row);
      fromContent = contents.getEntryOffset(row);
      length = events.getEntryLength(row);
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
