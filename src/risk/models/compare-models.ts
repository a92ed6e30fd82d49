import type { Queries } from '../../kernel/db/database.ts';
import type { PricedAction } from '../decide/price.ts';
import {
  chanceOfEqual,
  figuresOf,
  type ModelFigures,
  type Pair,
  precisionGain,
  scoresBy,
} from './paired-figures.ts';

export interface CompareModels {
  /** Versions; usually the champion's, then the other's. */
  readonly one: string;
  readonly other: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly livemode: boolean;
}

/** Presses that one of the models alone would have asked about or stopped, and whose truth is known. */
interface Alone {
  readonly frauds: number;
  readonly good: number;
  /** Amounts by currency, minor units. */
  readonly fraudMinor: Readonly<Record<string, number>>;
  readonly goodMinor: Readonly<Record<string, number>>;
}

export interface ModelComparison {
  readonly one: string;
  readonly other: string;
  /** Checkouts that both scored; of several presses the last counts. */
  readonly presses: number;
  /** Those whose truth is known: labelled, or paid and not called fraud since. */
  readonly known: number;
  readonly frauds: number;
  /** Null without frauds and good ones. */
  readonly figures: { readonly one: ModelFigures; readonly other: ModelFigures } | null;
  readonly precisionGain: ReturnType<typeof precisionGain>;
  /** Checkouts by what each would have asked for, where that differs: `allow → challenge`. */
  readonly differing: Readonly<Record<string, number>>;
  readonly oneAlone: Alone;
  readonly otherAlone: Alone;
  /** The chance of such a difference in right decisions between two equally good models. */
  readonly chanceOfEqual: number;
}

/** Compares two models on the same presses, whichever served: order, calibration, decisions, money. */
export async function compareModels(queries: Queries, command: CompareModels): Promise<ModelComparison> {
  const presses = lastOfCheckouts(await pairsBetween(queries, command));
  const frauds = await labelsOf(queries, command);
  const known = presses.flatMap((press) => {
    const isFraud = frauds.get(press.checkoutId) ?? (press.paidAtMs === null ? undefined : false);
    return isFraud === undefined ? [] : [{ ...press, isFraud }];
  });
  const pairs: Pair[] = known.map(({ one, other, isFraud }) => ({ one, other, isFraud }));
  const figures = { one: figuresOf(scoresBy(pairs, 'one')), other: figuresOf(scoresBy(pairs, 'other')) };
  const isRight = (asks: PricedAction, isFraud: boolean) => (asks !== 'allow') === isFraud;
  const wins = known.filter((at) => isRight(at.otherAsks, at.isFraud) && !isRight(at.oneAsks, at.isFraud));
  const losses = known.filter((at) => !isRight(at.otherAsks, at.isFraud) && isRight(at.oneAsks, at.isFraud));
  return {
    ...{ one: command.one, other: command.other, presses: presses.length, known: known.length },
    frauds: known.filter(({ isFraud }) => isFraud).length,
    figures: figures.one && figures.other && { one: figures.one, other: figures.other },
    precisionGain: precisionGain(pairs),
    differing: differingOf(presses),
    oneAlone: aloneOf(known.filter((at) => at.oneAsks !== 'allow' && at.otherAsks === 'allow')),
    otherAlone: aloneOf(known.filter((at) => at.otherAsks !== 'allow' && at.oneAsks === 'allow')),
    chanceOfEqual: chanceOfEqual(wins.length, losses.length),
  };
}

const PAIRS_MAX = 200_000;

function pairsBetween(queries: Queries, { one, other, fromMs, toMs, livemode }: CompareModels) {
  return queries
    .selectFrom('risk_model_score as first')
    .innerJoin('risk_model_score as second', 'second.assessmentId', 'first.assessmentId')
    .innerJoin('risk_assessment', 'risk_assessment.assessmentId', 'first.assessmentId')
    .leftJoin('payment', 'payment.checkoutId', 'risk_assessment.checkoutId')
    .select(['first.score as one', 'first.asks as oneAsks'])
    .select(['second.score as other', 'second.asks as otherAsks'])
    .select(['risk_assessment.checkoutId', 'risk_assessment.amountMinor', 'risk_assessment.currency'])
    .select('payment.succeededAtMs as paidAtMs')
    .where('first.modelVersion', '=', one)
    .where('second.modelVersion', '=', other)
    .where('first.createdAtMs', '>=', fromMs)
    .where('first.createdAtMs', '<', toMs)
    .where('risk_assessment.livemode', '=', livemode ? 1 : 0)
    .orderBy('first.position')
    .limit(PAIRS_MAX)
    .execute();
}

type PairRow = Awaited<ReturnType<typeof pairsBetween>>[number] & {
  readonly oneAsks: PricedAction;
  readonly otherAsks: PricedAction;
};

function lastOfCheckouts(rows: Awaited<ReturnType<typeof pairsBetween>>): PairRow[] {
  return [...new Map((rows as PairRow[]).map((row) => [row.checkoutId, row])).values()];
}

/** The newest word about each checkout that anybody could know by the end of the period's labels. */
async function labelsOf(queries: Queries, { livemode }: CompareModels): Promise<Map<string, boolean>> {
  const rows = await queries
    .selectFrom('risk_label')
    .select(['checkoutId', 'isFraud'])
    .where('livemode', '=', livemode ? 1 : 0)
    .orderBy('knownAtMs')
    .execute();
  return new Map(rows.map(({ checkoutId, isFraud }) => [checkoutId, isFraud === 1]));
}

function differingOf(presses: readonly PairRow[]): Record<string, number> {
  const differing: Record<string, number> = {};
  for (const { oneAsks, otherAsks } of presses) {
    if (oneAsks === otherAsks) continue;
    const change = `${oneAsks} → ${otherAsks}`;
    differing[change] = (differing[change] ?? 0) + 1;
  }
  return differing;
}

function aloneOf(presses: readonly (PairRow & { readonly isFraud: boolean })[]): Alone {
  const [frauds, good] = [presses.filter((at) => at.isFraud), presses.filter((at) => !at.isFraud)];
  return {
    ...{ frauds: frauds.length, good: good.length },
    ...{ fraudMinor: sumsOf(frauds), goodMinor: sumsOf(good) },
  };
}

function sumsOf(presses: readonly PairRow[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { currency, amountMinor } of presses) sums[currency] = (sums[currency] ?? 0) + amountMinor;
  return sums;
}
