import type { DuckDBDataChunk, DuckDBListVector } from '@duckdb/node-api';
import type { Session } from '../warehouse/session.ts';
import { type Chains, type ChainsPlan, chainsOf, DOUBT, doubtsOf, places, WALKED } from './plan-chains.ts';
import {
  createWalker,
  type IsWanted,
  newWalked,
  type Stretch,
  type Trail,
  type Walk,
  type Walked,
} from './walk-trail.ts';

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
  const trails = `SELECT "rowid"::DOUBLE AS "unit", "trail"${sides.join('')} FROM "${plan.table}"
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

/** Columns as they are written; of a step that was not reached they hold 0, and the level says so. */
interface ResolvedRows {
  readonly unit: number[];
  readonly level: number[];
  readonly times: number[][];
  readonly sides: number[][];
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
    rows.unit.push(Number(units.getItem(row)));
    keepWalked(rows, walked, plan);
  }
}

/** One trail at a time over the flat memory of a chunk: nothing is made per row. */
function trailOver(
  chunk: DuckDBDataChunk,
  sides: readonly ('facet' | 'content')[],
): { trail: Trail; open: (row: number) => void } {
  const lists = [1, ...sides.map((_side, place) => place + 2)].map(
    (column) => chunk.getColumnVector(column) as DuckDBListVector,
  );
  const stretches = lists.map((list): Stretch => ({ numbers: list.childVector, from: 0 }));
  const nothing: Stretch = { numbers: null, from: 0 };
  const of = (side: 'facet' | 'content') => stretches[sides.indexOf(side) + 1] ?? nothing;
  const trail: Trail = {
    events: stretches[0] ?? nothing,
    facets: sides.includes('facet') ? of('facet') : nothing,
    contents: sides.includes('content') ? of('content') : nothing,
    length: 0,
  };
  return {
    trail,
    open: (row) => {
      lists.forEach((list, column) => {
        const stretch = stretches[column];
        if (stretch !== undefined) stretch.from = list.getEntryOffset(row);
      });
      trail.length = lists[0]?.getEntryLength(row) ?? 0;
    },
  };
}

function keepWalked(rows: ResolvedRows, walked: Walked, plan: ChainsPlan): void {
  const { level } = walked;
  const sides = plan.side === 'content' ? walked.contents : walked.facets;
  const isStrict = plan.question.order === 'strict';
  rows.level.push(level);
  let latest = 0;
  for (let step = 0; step < plan.kinds.length; step += 1) {
    const atMs = walked.atMs[step] ?? 0;
    latest = isStrict ? atMs : Math.max(latest, atMs);
    rows.times[step]?.push(step < level ? latest : 0);
    rows.sides[step]?.push(step < level ? (sides[step] ?? 0) : 0);
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
      { type: 'real', values: rows.unit },
      { type: 'small', values: rows.level },
      ...rows.times.map((values) => ({ type: 'real' as const, values })),
      ...rows.sides.map((values) => ({ type: 'code' as const, values })),
    ],
  });
}
