import { limits } from '../../kernel/limits.ts';
import { createDayOf, daysBetween } from '../days.ts';
import { resolvePeriod } from '../period.ts';
import type { Warehouse } from '../warehouse/open-warehouse.ts';
import { readProgress } from '../warehouse/progress.ts';
import type { Session } from '../warehouse/session.ts';
import { type CountsByCode, countByCode } from './count-chains.ts';
import { allowEvents, codeValues } from './facets.ts';
import { periodIntervals } from './period-intervals.ts';
import { type Chains, type ChainsPlan, places, planChains } from './plan-chains.ts';
import { resolveChains } from './resolve-chains.ts';
import { type StepTimes, timeChains } from './time-chains.ts';
import type { JourneyQuestion, JourneyRow, JourneyStepView, JourneyView } from './wire.ts';

export interface JourneyDeps {
  readonly warehouse: Warehouse;
  readonly clock: { nowMs(): number };
  /** The merchant's. */
  readonly timeZone: string;
}

export interface ResolvedQuestion {
  readonly question: JourneyQuestion;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly today: string;
}

/**
 * How many journeys came how far, overall, step by step and by rows; how long it took them. Throws `invalid_request`
 * for days that are no period.
 */
export function readJourneys(
  deps: JourneyDeps,
  question: JourneyQuestion,
): Promise<Omit<JourneyView, 'behind'>> {
  const asked = resolveQuestion(deps, question);
  return deps.warehouse.withSession(async (session) => {
    const plan = await makeChains(session, asked);
    const counted = await countRows(session, plan, asked);
    const times = await timeChains(session, plan);
    const { position } = await readProgress(session, 'events');
    const { question: _resolved, ...period } = asked;
    return {
      ...period,
      question,
      steps: stepsOf(plan, counted.total, times),
      ...(await labelled(session, plan, counted.rows)),
      readUpToPosition: position,
    };
  });
}

export function resolveQuestion(
  deps: Omit<JourneyDeps, 'warehouse'>,
  question: JourneyQuestion,
): ResolvedQuestion {
  const timeZone = question.timeZone ?? deps.timeZone;
  const today = createDayOf(timeZone)(deps.clock.nowMs());
  return { question, ...resolvePeriod(question, today), timeZone, today };
}

/** Plans a question and makes its chains; temporary tables live as long as the session. */
export async function makeChains(
  session: Session,
  { question, ...period }: ResolvedQuestion,
): Promise<Chains> {
  const plan = planChains(question, periodIntervals(period));
  return resolveChains(session, plan, await allowEvents(session, plan));
}

interface CountedRows {
  readonly total: readonly number[];
  readonly rows: readonly (readonly [key: string, counts: readonly number[]])[];
}

async function countRows(session: Session, plan: Chains, asked: ResolvedQuestion): Promise<CountedRows> {
  const { breakdown } = plan.question;
  const isOfValues = breakdown !== 'none' && breakdown !== 'day';
  const coded = isOfValues ? await codeValues(session, plan, breakdown) : null;
  const counts = await countByCode(session, plan, coded?.isKnownAtEntry);
  const total = sumOf(plan, counts);
  if (breakdown === 'none') return { total, rows: [] };
  return { total, rows: coded === null ? byDay(plan, counts, asked) : byValue(coded.values, counts) };
}

function sumOf(plan: ChainsPlan, counts: CountsByCode): number[] {
  return places(plan).map((place) =>
    [...counts.values()].reduce((sum, own) => sum + (own[place - 1] ?? 0), 0),
  );
}

/** Every day of the period, the empty ones too. */
function byDay(
  plan: ChainsPlan,
  counts: CountsByCode,
  { from, to, timeZone }: ResolvedQuestion,
): CountedRows['rows'] {
  const dayOf = createDayOf(timeZone);
  const days = new Map(daysBetween(from, to).map((day) => [day, places(plan).map(() => 0)]));
  for (const [minute, own] of counts) {
    const sums = days.get(dayOf((minute ?? 0) * 60_000));
    own.forEach((count, place) => {
      if (sums !== undefined) sums[place] = (sums[place] ?? 0) + count;
    });
  }
  return [...days];
}

function byValue(values: readonly string[], counts: CountsByCode): CountedRows['rows'] {
  return [...counts]
    .map(([code, own]) => [code === null ? '' : (values[code] ?? ''), own] as const)
    .filter(([, own]) => own.some((count) => count > 0))
    .sort(
      ([oneKey, one], [otherKey, other]) =>
        Math.max(...other) - Math.max(...one) || (oneKey < otherKey ? -1 : 1),
    );
}

function stepsOf(plan: ChainsPlan, total: readonly number[], times: readonly StepTimes[]): JourneyStepView[] {
  const entries = total[0] ?? 0;
  return plan.question.steps.map((step, place) => {
    const count = total[place] ?? 0;
    const previous = total[place - 1];
    const own = times[place] ?? { sincePrevious: null, sinceEntry: null };
    return {
      step,
      count,
      dropped: place + 1 < total.length ? count - (total[place + 1] ?? 0) : 0,
      fromPrevious: previous === undefined || previous === 0 ? null : count / previous,
      fromEntry: place === 0 || entries === 0 ? null : count / entries,
      ...own,
    };
  });
}

async function labelled(
  session: Session,
  { question }: ChainsPlan,
  rows: CountedRows['rows'],
): Promise<Pick<JourneyView, 'rows' | 'rest'>> {
  const rowsMax = question.breakdown === 'day' ? rows.length : limits.funnelRowsMax;
  const shown = rows.slice(0, rowsMax);
  const titles =
    question.breakdown === 'content'
      ? await titlesOf(
          session,
          shown.map(([key]) => key),
        )
      : new Map();
  const named = shown.map(
    ([key, counts]): JourneyRow => ({ key, label: titles.get(key) ?? null, counts: [...counts] }),
  );
  return { rows: named, rest: restOf(rows.slice(rowsMax)) };
}

async function titlesOf(
  session: Session,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const values = Object.fromEntries(productIds.map((id, place) => [`p${place}`, id]));
  const names = productIds.map((_id, place) => `$p${place}`).join(', ');
  if (names === '') return new Map();
  const rows = await session.rows(
    `SELECT "productId", "title" FROM "product" WHERE "title" IS NOT NULL AND "productId" IN (${names})`,
    values,
  );
  return new Map(rows.map((row) => [String(row['productId']), String(row['title'])]));
}

function restOf(rows: CountedRows['rows']): JourneyView['rest'] {
  const [first] = rows;
  if (first === undefined) return null;
  const counts = first[1].map((_count, place) => rows.reduce((sum, [, own]) => sum + (own[place] ?? 0), 0));
  return { rowsCount: rows.length, counts };
}
