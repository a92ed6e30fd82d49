import { EVENT_KINDS, JOURNEY_TABLES } from '../warehouse/schema.ts';
import type { Interval } from './period-intervals.ts';
import type { JourneyQuestion } from './wire.ts';

/** A question with its days resolved to instants. */
export interface ChainsPlan {
  readonly question: JourneyQuestion;
  readonly table: string;
  /** The numbers of the kinds of the steps. */
  readonly kinds: readonly number[];
  readonly windowMs: number;
  readonly intervals: readonly Interval[];
  readonly isFiltered: boolean;
}

/** Names of the temporary tables that a question may need. */
export const ALLOWED = 'allowed_facet';
export const RESOLVED = 'resolved_chain';

export function planChains(question: JourneyQuestion, intervals: readonly Interval[]): ChainsPlan {
  return {
    question,
    intervals,
    table: JOURNEY_TABLES[question.unit],
    kinds: question.steps.map((step) => EVENT_KINDS.indexOf(step)),
    windowMs: Math.round(question.windowHours * 3_600_000),
    isFiltered: Object.keys(question.filters).length > 0,
  };
}

/**
 * Journeys of which the first and last instants of each kind say all, one row each: unit, how many steps were reached,
 * when (`t1` …) and by which facet (`c1` …). A path by the first event of each kind is the earliest there is; when it
 * stops at a step that could not be reached from any other entry either, no other path is longer.
 */
export function certainChains(plan: ChainsPlan): string {
  return `SELECT "unitKey", "learnerKey", "level", ${timesOf(plan)}, ${facetsOf(plan)}
    FROM (${judged(plan)}) WHERE "isCertain" AND "level" > 0`;
}

/** The trails of the other journeys: those have to be walked. */
export function uncertainTrails(plan: ChainsPlan): string {
  return `SELECT "unitKey", coalesce("learnerKey", 0)::BIGINT AS "learnerKey", "trail", "facets" FROM (${judged(plan)}) WHERE NOT "isCertain"`;
}

export const places = (plan: ChainsPlan): number[] => plan.kinds.map((_kind, place) => place + 1);

const first = (plan: ChainsPlan, place: number): string => `"first${plan.kinds[place - 1]}"`;
const last = (plan: ChainsPlan, place: number): string => `"last${plan.kinds[place - 1]}"`;

/** A step of any order counts from when all before it are there too. */
function timesOf(plan: ChainsPlan): string {
  return places(plan)
    .map((place) => {
      const sources = places(plan)
        .slice(0, place)
        .map((one) => first(plan, one));
      const time = plan.question.order === 'strict' ? first(plan, place) : `greatest(${sources.join(', ')})`;
      return `${time} AS "t${place}"`;
    })
    .join(', ');
}

function facetsOf(plan: ChainsPlan): string {
  return plan.kinds.map((kind, place) => `"facet${kind}" AS "c${place + 1}"`).join(', ');
}

function judged(plan: ChainsPlan): string {
  const { table, kinds } = plan;
  const columns = kinds.map((kind) => `"first${kind}", "last${kind}", "facet${kind}"`).join(', ');
  const level = places(plan)
    .toReversed()
    .map((place) => `WHEN ${reaches(plan, place)} THEN ${place}`)
    .join(' ');
  const certain = places(plan)
    .map((place) => `WHEN "level" = ${place} THEN ${isEndFor(plan, place)}`)
    .join(' ');
  return `SELECT *, CASE ${certain} ELSE ${isOutside(plan)} END AS "isCertain" FROM (
    SELECT "unitKey", "learnerKey", ${columns}, "trail", "facets", CASE ${level} ELSE 0 END AS "level"
    FROM "${table}" WHERE ${mayEnter(plan)})`;
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

/** Whether the path by first events leads to a step, and so to those before. */
function reaches(plan: ChainsPlan, upTo: number): string {
  const conditions = places(plan)
    .slice(0, upTo)
    .flatMap((place) => {
      const allowed = plan.isFiltered
        ? [`"facet${plan.kinds[place - 1]}" IN (SELECT "facetId" FROM "${ALLOWED}")`]
        : [];
      if (place === 1) return [isInPeriod(plan, first(plan, 1)), ...allowed];
      return [...follows(plan, place), ...allowed];
    });
  return conditions.join(' AND ');
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
