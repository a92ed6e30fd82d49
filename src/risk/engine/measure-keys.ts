import { type Compiled, compile, measured } from './measure.ts';
import { SERIES_ROWS_MAX, type Series, type SeriesShape, shapeOf } from './series.ts';
import {
  type Attempt,
  type EngineSpec,
  type KeyName,
  keyNames,
  type Measure,
  type RiskEventKind,
} from './types.ts';

/** What the features of one key need of its series. */
export interface KeyPlan {
  readonly name: KeyName;
  readonly features: readonly Compiled[];
  readonly partnerNames: readonly KeyName[];
  /** What its features read of a row. */
  readonly shape: SeriesShape;
  /** What its features look at; events of another kind leave no row. */
  readonly kinds: ReadonlySet<RiskEventKind>;
  /** Beyond this age nothing is read. */
  readonly longestMs: number;
  /** Beyond so many rows of one key the oldest is dropped. */
  readonly rowsMax: number;
}

/** How far behind its payment a chargeback may become known and still be read. */
const LABELS_MS = 120 * 86_400_000;

/** The plans of a spec, one for each key that it names. Throws when two features share a name or a window is not finite. */
export function plansOf(spec: EngineSpec, rowsMax: number = SERIES_ROWS_MAX): KeyPlan[] {
  if (new Set(spec.map(({ name }) => name)).size !== spec.length)
    throw new Error('two features share a name');
  if (spec.some(({ windowMs, delayMs = 0 }) => !(windowMs + delayMs < LABELS_MS)))
    throw new Error('every window is finite and ends within 120 days');
  const compiled = spec.map(compile);
  return keyNames
    .map((name) =>
      planOf(
        name,
        compiled.filter(({ spec: { key } }) => key === name),
        rowsMax,
      ),
    )
    .filter(({ features }) => features.length > 0);
}

function planOf(name: KeyName, features: readonly Compiled[], rowsMax: number): KeyPlan {
  const partners = features.flatMap(({ spec: { measure } }) =>
    'partner' in measure ? [measure.partner] : [],
  );
  const partnerNames = keyNames.filter((key) => partners.includes(key));
  return {
    name,
    features,
    rowsMax,
    partnerNames,
    shape: shapeOf({
      partnersCount: partnerNames.length,
      hasAmounts: features.some(({ spec: { measure } }) => readsAmounts(measure)),
      hasLabels: features.some(({ spec: { measure } }) => readsLabels(measure)),
    }),
    kinds: new Set(features.flatMap(({ spec: { measure } }) => kindsOf(measure))),
    longestMs: Math.max(0, ...features.map(({ spec: { windowMs, delayMs = 0 } }) => windowMs + delayMs)),
  };
}

/** What a measure looks at: those that compare payments with labels need both, those of amounts and partners attempts. */
function kindsOf(measure: Measure): readonly RiskEventKind[] {
  if ('kind' in measure) return [measure.kind];
  if (measure.of === 'frauds') return ['chargeback'];
  const ofAttempts = ['distinct', 'sinceFirstWith', 'above', 'largest', 'sinceAbove'].includes(measure.of);
  return ofAttempts ? ['attempt'] : ['attempt', 'chargeback'];
}

const OF_AMOUNTS: ReadonlySet<Measure['of']> = new Set([
  ...(['sum', 'mean', 'timesMean', 'deviations', 'timesMedian', 'above', 'largest', 'sinceAbove'] as const),
]);
const OF_LABELS: ReadonlySet<Measure['of']> = new Set([
  ...(['frauds', 'fraudShare', 'goodSinceFraud', 'fraudRun', 'sinceRun', 'sinceGood'] as const),
]);

function readsAmounts({ of }: Measure): boolean {
  return OF_AMOUNTS.has(of);
}

/** A chargeback counts at the moment of its payment; where it is only counted, that moment is not read. */
function readsLabels(measure: Measure): boolean {
  if (measure.of === 'sinceLast' || measure.of === 'sinceFirst') return measure.kind === 'chargeback';
  return OF_LABELS.has(measure.of);
}

interface Measuring {
  readonly attempt: Attempt;
  /** The series of each hash of the plan's key. */
  readonly seriesOfKey: readonly Series[];
  readonly untilMs: number;
}

/** Writes the features of one key into the vector. Of several items the one that says most counts. */
export function measureKey(vector: Float64Array, plan: KeyPlan, measuring: Measuring): void {
  const { attempt, seriesOfKey, untilMs } = measuring;
  for (const { place } of plan.features) vector[place] = Number.NaN;
  for (const series of seriesOfKey) {
    const reading = { series, attempt, untilMs, partnerNames: plan.partnerNames, medians: [] };
    for (const feature of plan.features) {
      const value = measured(feature, reading);
      const before = vector[feature.place] as number;
      if (Number.isNaN(before) || saysMore(feature, value, before)) vector[feature.place] = value;
    }
  }
}

/** The later the last and the earlier … a shorter time says more; of all else, more does. */
function saysMore({ spec: { measure } }: Compiled, value: number, before: number): boolean {
  const isTime = measure.of.startsWith('since');
  return isTime ? value < before : value > before;
}
