import { hashesOf, idAt, kindAt, placeAfter, type Series } from './series.ts';
import { type Attempt, type KeyName, riskEventKinds } from './types.ts';

/** One measuring: a series, the attempt it is for, and where its windows end. */
export interface Reading {
  readonly series: Series;
  readonly attempt: Attempt;
  /** No row after this moment is seen. */
  readonly untilMs: number;
  /** The partners that stand in its rows, in their order. */
  readonly partnerNames: readonly KeyName[];
  /** Medians of this reading by window: several features share one sorting. */
  readonly medians: { readonly fromMs: number; readonly kind: number; readonly median: number }[];
}

/** A window as places of the series. */
export interface Range {
  readonly from: number;
  readonly to: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** False for a window that ends before the present attempt. */
  readonly containsPresent: boolean;
}

export type Measurer = (reading: Reading, range: Range) => number;

export const ATTEMPT: number = riskEventKinds.indexOf('attempt');

/** The window of a feature that is measured over `windowMs`, ending `delayMs` before the attempt. */
export function rangeOf(
  { series, attempt, untilMs }: Reading,
  { windowMs, delayMs = 0 }: { readonly windowMs: number; readonly delayMs?: number },
): Range {
  const toMs = delayMs > 0 ? attempt.atMs - delayMs : untilMs;
  const fromMs = attempt.atMs - delayMs - windowMs;
  const [from, to] = [placeAfter(series, fromMs), placeAfter(series, toMs)];
  return { from, to, fromMs, toMs, containsPresent: delayMs === 0 };
}

/** The present attempt is left out wherever it stands, and added where it counts. */
export function isOther({ series, attempt }: Reading, place: number): boolean {
  return idAt(series, place) !== attempt.id || kindAt(series, place) !== ATTEMPT;
}

/** Hashes of a key of the present attempt. */
export function presentHashes({ attempt }: Reading, name: KeyName): readonly number[] {
  return hashesOf(attempt.keys, name);
}
