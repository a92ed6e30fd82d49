import {
  againstMean,
  count,
  countAbove,
  distinct,
  largestBefore,
  medianBefore,
  medianWithin,
  since,
  sinceAbove,
  sinceFirstWith,
  totals,
} from './measure-amounts.ts';
import {
  fraudRun,
  fraudShare,
  fraudsIn,
  goodSinceFraud,
  sinceFraud,
  sinceGood,
  sinceRun,
} from './measure-labels.ts';
import { type Measurer, type Reading, rangeOf } from './reading.ts';
import { type FeatureSpec, type Measure, riskEventKinds } from './types.ts';

/** A feature ready to be measured. */
export interface Compiled {
  readonly spec: FeatureSpec;
  /** In the vector. */
  readonly place: number;
  readonly measure: Measurer;
}

export function compile(spec: FeatureSpec, place: number): Compiled {
  return { spec, place, measure: measurerOf(spec.measure) };
}

/** What a feature says of one series. */
export function measured({ spec, measure }: Compiled, reading: Reading): number {
  return measure(reading, rangeOf(reading, spec));
}

function measurerOf(measure: Measure): Measurer {
  switch (measure.of) {
    case 'count':
      return count(riskEventKinds.indexOf(measure.kind));
    case 'sum':
    case 'mean':
      return totals(measure.of, riskEventKinds.indexOf(measure.kind));
    case 'distinct':
      return (reading, range) => distinct(reading, range, measure.partner);
    case 'sinceFirstWith':
      return (reading, range) => sinceFirstWith(reading, range, measure);
    case 'sinceLast':
    case 'sinceFirst':
      return measure.kind === 'chargeback'
        ? sinceFraud(measure.of)
        : since(measure.of, riskEventKinds.indexOf(measure.kind));
    case 'timesMean':
    case 'deviations':
      return againstMean(measure.of, riskEventKinds.indexOf(measure.kind));
    case 'timesMedian':
      return (reading, { fromMs }) => reading.attempt.amount / medianBefore(reading, fromMs, measure.kind);
    default:
      return ofLabelsOrLevels(measure);
  }
}

function ofLabelsOrLevels(measure: Measure): Measurer {
  switch (measure.of) {
    case 'above':
      return (reading, range) =>
        countAbove(reading, range, measure.times * medianWithin(reading, measure.medianMs));
    case 'largest':
      return (reading, range) => largestBefore(reading, range) / medianWithin(reading, measure.medianMs);
    case 'frauds':
      return (reading, range) => fraudsIn(reading, range, measure.belowTimesOwn);
    case 'fraudShare':
      return fraudShare(measure);
    case 'goodSinceFraud':
      return goodSinceFraud;
    case 'fraudRun':
      return fraudRun;
    case 'sinceRun':
      return sinceRun;
    case 'sinceGood':
      return sinceGood;
    case 'sinceAbove':
      return (reading, range) =>
        sinceAbove(reading, range, {
          ...measure,
          level: measure.times * medianWithin(reading, measure.medianMs),
        });
    default:
      throw new Error(`no measure ${measure.of}`);
  }
}
