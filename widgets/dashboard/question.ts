import type { Dimension, JourneyBreakdown, JourneyStep } from '../../src/metrics/journey/wire.ts';
import type { FunnelBreakdown } from '../../src/metrics/wire.ts';

/** The pages of the dashboard, in the order they are offered. */
export const pages = ['trends', 'funnel', 'recommending', 'payments', 'learners', 'service', 'sql'] as const;
export type PageName = (typeof pages)[number];

/** What the funnel's builder asks; as the server has it, with every choice made. */
export interface Journey {
  readonly unit: 'conversation' | 'learner';
  readonly steps: readonly JourneyStep[];
  readonly windowHours: number;
  readonly order: 'strict' | 'any';
  readonly breakdown: JourneyBreakdown;
  readonly attribution: 'first' | 'last' | 'step';
  readonly filters: Readonly<Partial<Record<Dimension, readonly string[]>>>;
}

/** What the dashboard asks; what is left out the server fills in. It stands in the address, so a reload asks the same. */
export interface Question {
  readonly page: PageName;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly timeZone?: string | undefined;
  /** Beside the period, the one of the same length before it. */
  readonly isCompared: boolean;
  /** Of the page of recommendations. */
  readonly currency?: string | undefined;
  readonly by: FunnelBreakdown;
  readonly journey: Journey;
}

export const journeySteps: readonly JourneyStep[] = [
  'asked',
  'shown',
  'clicked',
  'opened',
  'pressed',
  'paid',
  'refunded',
  'handedOff',
];
export const dimensions: readonly Dimension[] = [
  'content',
  'kind',
  'channel',
  'language',
  'intent',
  'variant',
  'gateway',
  'returning',
  'owner',
];
export const journeyBreakdowns: readonly JourneyBreakdown[] = ['none', 'day', ...dimensions];
export const byOptions: readonly FunnelBreakdown[] = ['none', 'day', 'product', 'channel', 'language'];
export const windows: readonly number[] = [1, 24, 72, 168, 336, 720, 2160];

export const firstJourney: Journey = {
  unit: 'conversation',
  steps: ['shown', 'clicked', 'opened', 'pressed', 'paid'],
  windowHours: 168,
  order: 'strict',
  breakdown: 'none',
  attribution: 'first',
  filters: {},
};

/** The question that an address holds; what is not one is left out. */
export function questionOf(search: string): Question {
  const given = new URLSearchParams(search);
  const text = (name: string) => given.get(name) || undefined;
  return {
    page: oneOf(pages, given.get('page')) ?? 'trends',
    from: text('from'),
    to: text('to'),
    timeZone: text('timeZone'),
    isCompared: given.get('compare') === 'previous',
    currency: text('currency'),
    by: oneOf(byOptions, given.get('by')) ?? 'none',
    journey: journeyOf(given),
  };
}

function journeyOf(given: URLSearchParams): Journey {
  const named = (given.get('steps') ?? '').split('.').map((step) => oneOf(journeySteps, step));
  const steps = [...new Set(named.filter((step) => step !== undefined))];
  const hours = Number(given.get('windowHours'));
  return {
    unit: oneOf(['conversation', 'learner'] as const, given.get('unit')) ?? firstJourney.unit,
    steps: steps.length >= 2 ? steps : firstJourney.steps,
    windowHours: hours > 0 && hours <= 9_600 ? hours : firstJourney.windowHours,
    order: oneOf(['strict', 'any'] as const, given.get('order')) ?? firstJourney.order,
    breakdown: oneOf(journeyBreakdowns, given.get('breakdown')) ?? firstJourney.breakdown,
    attribution:
      oneOf(['first', 'last', 'step'] as const, given.get('attribution')) ?? firstJourney.attribution,
    filters: Object.fromEntries(
      dimensions.flatMap((dimension) => {
        const values = given.getAll(dimension).slice(0, 100);
        return values.length === 0 ? [] : [[dimension, values]];
      }),
    ),
  };
}

function oneOf<T extends string>(known: readonly T[], given: string | null): T | undefined {
  return known.find((one) => one === given);
}

/** The question as an address says it: what is as at first stays unsaid, and of other pages nothing is said. */
export function paramsOf(question: Question): URLSearchParams {
  const { page, from, to, timeZone, isCompared } = question;
  const params = new URLSearchParams({ page });
  const add = (name: string, value: string | undefined, first?: string) => {
    if (value !== undefined && value !== first) params.append(name, value);
  };
  add('from', from);
  add('to', to);
  add('timeZone', timeZone);
  if (isCompared) add('compare', 'previous');
  if (page === 'recommending') {
    add('by', question.by, 'none');
    add('currency', question.currency);
  }
  if (page === 'funnel') addJourney(question.journey, add);
  return params;
}

function addJourney(
  journey: Journey,
  add: (name: string, value: string | undefined, first?: string) => void,
): void {
  add('unit', journey.unit, firstJourney.unit);
  add('steps', journey.steps.join('.'), firstJourney.steps.join('.'));
  add('windowHours', String(journey.windowHours), String(firstJourney.windowHours));
  add('order', journey.order, firstJourney.order);
  add('breakdown', journey.breakdown, firstJourney.breakdown);
  add('attribution', journey.attribution, firstJourney.attribution);
  for (const dimension of dimensions)
    for (const value of journey.filters[dimension] ?? []) add(dimension, value);
}

/** The day that comes `days` later, or earlier when negative. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The period of the same length that ends the day before. */
export function periodBefore({ from, to }: { from: string; to: string }): { from: string; to: string } {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
  return { from: addDays(from, -days), to: addDays(from, -1) };
}
