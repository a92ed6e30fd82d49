import type { Queries } from '../../kernel/db/database.ts';
import { featureNames } from '../feature-shapes.ts';

export interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface RiskReport {
  readonly presses: number;
  readonly referencePresses: number;
  /** Share of presses that were challenged, held or blocked. */
  readonly alertRate: number;
  readonly referenceAlertRate: number;
  /** Population stability index against the reference period; 0.1 and 0.25 are conventions. */
  readonly drift: Readonly<Record<string, number>>;
  /**
   * Mean score and share of fraud by tenth of the score, of checkouts of which something is known, by their last press: the
   * newest label, else good when it was paid. Labels alone would show frauds only, since nobody disputes what is good.
   */
  readonly calibration: readonly {
    readonly score: number;
    readonly fraudShare: number;
    readonly presses: number;
  }[];
  /** Days from a payment to the word about it: half and nine tenths of the labels; null without any. */
  readonly labelDelayDays: { readonly p50: number; readonly p90: number } | null;
}

interface Row {
  readonly score: number | null;
  readonly decision: string;
  readonly features: Readonly<Record<string, number | null>>;
  readonly checkoutId: string;
  readonly paidAtMs: number | null;
}

const DAY_MS = 86_400_000;
const BINS = 10;
const ROWS_MAX = 200_000;

/** How the judgements of a period differ from those of the period of the same length before it, and how right they were. */
export async function reportRisk(
  queries: Queries,
  { period, livemode }: { period: Period; livemode: boolean },
): Promise<RiskReport> {
  const reference = { fromMs: 2 * period.fromMs - period.toMs, toMs: period.fromMs };
  const now = await rowsOf(queries, { period, livemode });
  const before = await rowsOf(queries, { period: reference, livemode });
  const labels = await labelsOf(queries, livemode);
  const isFraud = new Map(labels.map((label) => [label.checkoutId, label.isFraud === 1]));
  const delays = labels.map(({ knownAtMs, occurredAtMs }) => (knownAtMs - occurredAtMs) / DAY_MS);
  return {
    presses: now.length,
    referencePresses: before.length,
    alertRate: alertRateOf(now),
    referenceAlertRate: alertRateOf(before),
    drift: driftOf(before, now),
    calibration: calibrationOf(now, isFraud),
    labelDelayDays: delays.length === 0 ? null : { p50: quantile(delays, 0.5), p90: quantile(delays, 0.9) },
  };
}

async function rowsOf(
  queries: Queries,
  { period, livemode }: { period: Period; livemode: boolean },
): Promise<Row[]> {
  const rows = await queries
    .selectFrom('risk_assessment')
    .leftJoin('payment', 'payment.checkoutId', 'risk_assessment.checkoutId')
    .select(['score', 'decision', 'features', 'risk_assessment.checkoutId'])
    .select('payment.succeededAtMs as paidAtMs')
    .where('risk_assessment.livemode', '=', livemode ? 1 : 0)
    .where('risk_assessment.createdAtMs', '>=', period.fromMs)
    .where('risk_assessment.createdAtMs', '<', period.toMs)
    .orderBy('risk_assessment.createdAtMs')
    .limit(ROWS_MAX)
    .execute();
  return rows.map((row) => ({ ...row, features: JSON.parse(row.features) }));
}

function labelsOf(queries: Queries, livemode: boolean) {
  return queries
    .selectFrom('risk_label')
    .select(['checkoutId', 'isFraud', 'occurredAtMs', 'knownAtMs'])
    .where('livemode', '=', livemode ? 1 : 0)
    .orderBy('knownAtMs')
    .execute();
}

function alertRateOf(rows: readonly Row[]): number {
  return rows.length === 0 ? 0 : rows.filter(({ decision }) => decision !== 'allow').length / rows.length;
}

function driftOf(before: readonly Row[], now: readonly Row[]): Record<string, number> {
  const drift: Record<string, number> = {};
  for (const name of [...featureNames, 'score']) {
    const of = (rows: readonly Row[]) =>
      rows.map((row) => (name === 'score' ? row.score : (row.features[name] ?? null)));
    drift[name] = stabilityIndex(of(before), of(now));
  }
  return drift;
}

/** PSI over the tenths of the first sample; what is not known is a bin of its own. Half a row keeps empty bins finite. */
export function stabilityIndex(before: readonly (number | null)[], now: readonly (number | null)[]): number {
  if (before.length === 0 || now.length === 0) return 0;
  const known = before.filter((value) => value !== null).sort((one, other) => one - other);
  const edges = [
    ...new Set(Array.from({ length: BINS - 1 }, (_, bin) => quantileOf(known, (bin + 1) / BINS))),
  ];
  const binOf = (value: number | null) =>
    value === null ? edges.length + 1 : edges.filter((edge) => value > edge).length;
  const sharesOf = (values: readonly (number | null)[]) => {
    const counts = new Array<number>(edges.length + 2).fill(0);
    for (const value of values) counts[binOf(value)] = (counts[binOf(value)] ?? 0) + 1;
    return counts.map((count) => (count + 0.5) / (values.length + 0.5 * counts.length));
  };
  const [then, later] = [sharesOf(before), sharesOf(now)];
  return then.reduce((sum, share, bin) => {
    const next = later[bin] ?? share;
    return sum + (next - share) * Math.log(next / share);
  }, 0);
}

/** Whether a score of so much was fraud as often as it says. */
export function calibrationOf(
  rows: readonly Row[],
  isFraud: ReadonlyMap<string, boolean>,
): RiskReport['calibration'] {
  const bins = Array.from({ length: BINS }, () => ({ score: 0, frauds: 0, presses: 0 }));
  const lastPresses = new Map(rows.map((row) => [row.checkoutId, row])).values();
  for (const { score, checkoutId, paidAtMs } of lastPresses) {
    const fraud = isFraud.get(checkoutId) ?? (paidAtMs === null ? undefined : false);
    const bin = score === null ? undefined : bins[Math.min(BINS - 1, Math.floor(score * BINS))];
    if (fraud === undefined || bin === undefined) continue;
    bin.score += score ?? 0;
    bin.frauds += fraud ? 1 : 0;
    bin.presses += 1;
  }
  return bins
    .filter(({ presses }) => presses > 0)
    .map(({ score, frauds, presses }) => ({ score: score / presses, fraudShare: frauds / presses, presses }));
}

function quantile(values: readonly number[], share: number): number {
  return quantileOf(
    [...values].sort((one, other) => one - other),
    share,
  );
}

function quantileOf(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
