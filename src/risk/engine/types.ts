/** What velocity is counted over. */
export const keyNames = [
  'learner',
  'payment',
  'device',
  'ip',
  'network',
  'emailDomain',
  'promo',
  'item',
] as const;
export type KeyName = (typeof keyNames)[number];

/**
 * Whom or what an event concerns, as keyed hashes of 52 bits (`hashKey`), never as the thing itself. An order of several
 * products has several items; a key that is not known is left out and then counts as nothing.
 */
export type Keys = { readonly [name in KeyName]?: number | readonly number[] };

export const riskEventKinds = ['attempt', 'failure', 'success', 'refund', 'chargeback', 'allowed'] as const;
/**
 * `attempt`: pay was pressed. `failure`, `success`: what became of it. `refund`: asked for by the learner. `chargeback`: it
 * was fraud, known from its own date on. `allowed`: a person let the learner pay though rules refuse.
 */
export type RiskEventKind = (typeof riskEventKinds)[number];

/** Something that velocity counts. */
export interface RiskEvent {
  /** Of the thing counted: the same id and kind again changes nothing. Below 2^53; breaks ties of equal moments. */
  readonly id: number;
  readonly kind: RiskEventKind;
  /** When it happened or, for a chargeback, when it became known; business time in ms. */
  readonly atMs: number;
  readonly keys: Keys;
  /** A whole number, so that sums are exact in any order: thousandths of a typical price, or minor units of one currency. */
  readonly amount: number;
  /** For a chargeback: when the payment that it is about was made. */
  readonly ofAtMs?: number;
  /** For a chargeback: how many times its learner's usual amount that payment was, in thousandths, where known. */
  readonly timesOwnMilli?: number;
}

/** A press of pay as the engine sees it: whom it concerns, when and how much. */
export type Attempt = Omit<RiskEvent, 'kind' | 'ofAtMs' | 'timesOwnMilli'>;

/** How features of one engine are declared: what is measured, over which key, within which finite window. */
export interface FeatureSpec {
  readonly name: string;
  readonly key: KeyName;
  readonly windowMs: number;
  /**
   * Moves the window back: with 7 days, what happened within `windowMs` before 7 days ago. For features that rest on labels,
   * which come late: without the delay what is not labelled yet would pass for good.
   */
  readonly delayMs?: number;
  readonly measure: Measure;
}

/**
 * What is measured. `count`, `sum`, `mean` and `distinct` contain the present attempt (unless the window is delayed); all
 * that compares it with before leaves it out. NaN stands for what cannot be known.
 */
export type Measure =
  | { readonly of: 'count'; readonly kind: RiskEventKind }
  | { readonly of: 'sum'; readonly kind: RiskEventKind }
  | { readonly of: 'mean'; readonly kind: RiskEventKind }
  /** Distinct other keys seen with this one: exact up to 25, then 25. */
  | { readonly of: 'distinct'; readonly partner: KeyName }
  /** Milliseconds since the newest or the oldest within the window; a chargeback counts at the moment of its payment. */
  | { readonly of: 'sinceLast' | 'sinceFirst'; readonly kind: RiskEventKind }
  /**
   * For how long the present partner has been seen with this key, in units of `unitMs`: 0 when it never was. Not known when the
   * attempt names no partner.
   */
  | { readonly of: 'sinceFirstWith'; readonly partner: KeyName; readonly unitMs: number }
  /** The present amount divided by mean or median of those before; and in standard deviations from their mean. */
  | { readonly of: 'timesMean' | 'timesMedian' | 'deviations'; readonly kind: RiskEventKind }
  /** How many before were at least `times` the median of all before in the window of `medianMs`. */
  | { readonly of: 'above'; readonly times: number; readonly medianMs: number }
  /** The largest before, divided by the median of all before in the window of `medianMs`. */
  | { readonly of: 'largest'; readonly medianMs: number }
  /** Chargebacks of payments made within the window, all or those below so many times their learner's usual amount. */
  | { readonly of: 'frauds'; readonly belowTimesOwn?: number }
  /** The same as a share of the payments within the window; `prior` frauds in `prior.of` payments are counted on top. */
  | {
      readonly of: 'fraudShare';
      readonly belowTimesOwn?: number;
      readonly prior?: { readonly frauds: number; readonly of: number };
    }
  /** Payments within the window that were made after the newest one known as fraud; all of them without one. */
  | { readonly of: 'goodSinceFraud' }
  /** Frauds without a good payment between them at the end of the window. */
  | { readonly of: 'fraudRun' }
  /** Milliseconds since the first of those frauds was paid; not known without one. */
  | { readonly of: 'sinceRun' }
  /** Milliseconds since the newest payment of the window that is not known as fraud. */
  | { readonly of: 'sinceGood' }
  /** Milliseconds since the newest or oldest before of at least `times` the median of all in the window of `medianMs`. */
  | {
      readonly of: 'sinceAbove';
      readonly which: 'last' | 'first';
      readonly times: number;
      readonly medianMs: number;
    };

/** The features of one engine; names are unique. The order is the order of its vectors. */
export type EngineSpec = readonly FeatureSpec[];

/**
 * Counts events and measures features. Pure: the clock is what events and calls carry, so that training, replay, backtest and
 * serving go one way. Events come in any order; equal moments are ordered by id.
 */
export interface FeatureEngine {
  readonly spec: EngineSpec;
  /** Takes an event in; one that was taken in before changes nothing. */
  observe(event: RiskEvent): void;
  /** The features of an attempt in the order of the spec, itself counted once whether it was observed or not. */
  snapshot(attempt: Attempt): Float64Array;
  /** Counts an attempt and measures it in one step: of attempts at the same moment each sees those before it. */
  countAndSnapshot(attempt: Attempt): Float64Array;
  /** Keys held in memory. */
  keysCount(): number;
}

/** The same over a store that other processes share; a rejected promise means that the store is away. */
export interface SharedFeatureEngine {
  readonly spec: EngineSpec;
  observe(event: RiskEvent): Promise<void>;
  countAndSnapshot(attempt: Attempt): Promise<Float64Array>;
}
