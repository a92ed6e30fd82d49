import { EVENT_KINDS, JOURNEY_TABLES } from '../warehouse/schema.ts';
import { ALLOWED, sideOf } from './dimension.ts';
import type { Interval } from './period-intervals.ts';
import type { Dimension, JourneyQuestion } from './wire.ts';

/** A question with its days resolved to instants. */
export interface ChainsPlan {
  readonly question: JourneyQuestion;
  readonly table: string;
  /** The numbers of the kinds of the steps. */
  readonly kinds: readonly number[];
  readonly windowMs: number;
  readonly intervals: readonly Interval[];
  readonly isFiltered: boolean;
  /** By what a filter judges events. */
  readonly judgedBy: readonly ('facet' | 'content')[];
  /** What each step's event is kept by, when the breakdown asks for it. */
  readonly side: 'facet' | 'content' | null;
}

export function planChains(question: JourneyQuestion, intervals: readonly Interval[]): ChainsPlan {
  const { breakdown, filters, steps, unit } = question;
  const judgedBy = [...new Set(Object.keys(filters).map((name) => sideOf(name as Dimension)))];
  return {
    question,
    intervals,
    table: JOURNEY_TABLES[unit],
    kinds: steps.map((step) => EVENT_KINDS.indexOf(step)),
    windowMs: Math.round(question.windowHours * 3_600_000),
    isFiltered: judgedBy.length > 0,
    judgedBy,
    side: breakdown === 'none' || breakdown === 'day' ? null : sideOf(breakdown),
  };
}

/** The steps of a plan, from 1. */
export const places = (plan: ChainsPlan): number[] => plan.kinds.map((_kind, place) => place + 1);

/** Temporary tables: the rows whose instants leave a doubt, and what a walk along their trails found. */
export const DOUBT = 'doubt';
export const WALKED = 'walked_chain';

/** A plan whose doubts are resolved. */
export interface Chains extends ChainsPlan {
  /**
   * A row for every journey that may have entered: its row's number, how many steps it reached (0: it did not enter), when
   * (`t1` …) and by what (`c1` …). A condition on how many steps makes DuckDB count them twice.
   */
  readonly rows: string;
  /** Those of them that may have come beyond the entry. */
  readonly onward: string;
}

/**
 * How far each journey came, as its first and last instants tell, and of those of doubt as the walk found. Nothing is
 * written down for the others: every number asked of them reads their columns anew, which takes less than keeping them.
 */
export function chainsOf(plan: ChainsPlan, hasDoubts: boolean): Chains {
  const names = ['unit', 'level', ...placesOf(plan, 't'), ...(plan.side === null ? [] : placesOf(plan, 'c'))];
  const columns = names.map((name) => `"${name}"`).join(', ');
  const rowsOf = (where: string): string => {
    const judged = `SELECT ${columns} FROM (${judgedRows(plan, where)})`;
    if (!hasDoubts) return `(${judged})`;
    return `(${judged} ANTI JOIN "${DOUBT}" USING ("unit") UNION ALL SELECT ${columns} FROM "${WALKED}")`;
  };
  const rows = rowsOf(mayEnter(plan));
  return { ...plan, rows, onward: rowsOf(`${first(plan, 2)} IS NOT NULL AND ${mayEnter(plan)}`) };
}

/**
 * The rows whose first and last instants leave a doubt. A path by the first event of each kind is the earliest there is;
 * when it stops at a step that could not be reached from any other entry either, no path is longer. Where each kind
 * happened at one instant only, there is no other path; which of the events of an instant count is for a filter to say.
 */
export function doubtsOf(plan: ChainsPlan): string {
  const mask = plan.kinds.reduce((bits, kind) => bits + 2 ** kind, 0);
  const where = plan.isFiltered
    ? mayEnter(plan)
    : `"repeated" > 0 AND "repeated" & ${mask} <> 0 AND ${mayEnter(plan)}`;
  return `SELECT "rowid" AS "unit" FROM "${plan.table}" WHERE ${where} AND (${byLevel(plan, (level) =>
    level === 0 ? isOutside(plan) : isEndFor(plan, level),
  )}) IS NOT TRUE`;
}

/** The columns of the rows that pass a condition, and how far the path by first events leads. */
function judgedRows(plan: ChainsPlan, where: string): string {
  const sides = plan.kinds.map((kind, place) => `, "${plan.side}${kind}" AS "c${place + 1}"`);
  return `SELECT "rowid" AS "unit", ${timesOf(plan)}${plan.side === null ? '' : sides.join('')},
      (${byLevel(plan, String)})::UTINYINT AS "level"
    FROM "${plan.table}" WHERE ${where}`;
}

/** What holds for a row by how far the path of first events leads; a step is judged only for rows that took those before it. */
function byLevel(plan: ChainsPlan, tell: (level: number) => string): string {
  const levels = places(plan).map(
    (place) => `WHEN (${takes(plan, place)}) IS NOT TRUE THEN ${tell(place - 1)}`,
  );
  return `CASE ${levels.join(' ')} ELSE ${tell(plan.kinds.length)} END`;
}

const placesOf = (plan: ChainsPlan, letter: string): string[] =>
  places(plan).map((place) => `${letter}${place}`);

const first = (plan: ChainsPlan, place: number): string => `"first${plan.kinds[place - 1]}"`;
const last = (plan: ChainsPlan, place: number): string => `"last${plan.kinds[place - 1]}"`;

/** A step of any order counts from when all before it are there too. */
function timesOf(plan: ChainsPlan): string {
  return places(plan)
    .map((place) => {
      const sources = places(plan)
        .slice(0, place)
        .map((one) => first(plan, one));
      const isOne = plan.question.order === 'strict' || place === 1;
      return `${isOne ? first(plan, place) : `greatest(${sources.join(', ')})`} AS "t${place}"`;
    })
    .join(', ');
}

/** Rows that surely never enter are not looked at. */
function mayEnter(plan: ChainsPlan): string {
  const fromMs = plan.intervals[0]?.fromMs ?? 0;
  const toMs = plan.intervals.at(-1)?.toMs ?? 0;
  return `${last(plan, 1)} >= ${fromMs} AND ${first(plan, 1)} < ${toMs}`;
}

function isInPeriod(plan: ChainsPlan, instant: string): string {
  const parts = plan.intervals.map(
    ({ fromMs, toMs }) => `(${instant} >= ${fromMs} AND ${instant} < ${toMs})`,
  );
  return parts.length === 0 ? 'false' : `(${parts.join(' OR ')})`;
}

/** Whether the path by first events goes on to a step from the one before. */
function takes(plan: ChainsPlan, place: number): string {
  return [
    ...(place === 1 ? [isInPeriod(plan, first(plan, 1))] : follows(plan, place)),
    ...(plan.isFiltered ? allowed(plan, place) : []),
  ].join(' AND ');
}

function allowed(plan: ChainsPlan, place: number): string[] {
  const kind = plan.kinds[place - 1];
  const conditions = {
    facet: `"facet${kind}" IN (SELECT "id" FROM "${ALLOWED.facet}")`,
    content: `("content${kind}" = 0 OR "content${kind}" IN (SELECT "id" FROM "${ALLOWED.content}"))`,
  };
  return plan.judgedBy.map((side) => conditions[side]);
}

const before = (plan: ChainsPlan, place: number): string =>
  first(plan, plan.question.order === 'strict' ? place - 1 : 1);

function follows(plan: ChainsPlan, place: number): string[] {
  return [
    `${first(plan, place)} >= ${before(plan, place)}`,
    `${first(plan, place)} - ${first(plan, 1)} <= ${plan.windowMs}`,
  ];
}

/** Whether nobody who came to a step can have come further by another path. */
function isEndFor(plan: ChainsPlan, level: number): string {
  if (level === plan.kinds.length) return 'true';
  const next = level + 1;
  const isLone = `${last(plan, 1)} = ${first(plan, 1)} AND ${first(plan, next)} >= ${before(plan, next)}
    AND ${first(plan, next)} - ${first(plan, 1)} > ${plan.windowMs}`;
  return `(${first(plan, next)} IS NULL OR ${last(plan, next)} < ${before(plan, next)} OR (${isLone}))`;
}

/** Whether no entry can lie in the period; the others are walked. */
function isOutside(plan: ChainsPlan): string {
  return `(${last(plan, 1)} = ${first(plan, 1)} AND NOT ${isInPeriod(plan, first(plan, 1))})`;
}
