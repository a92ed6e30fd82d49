import type { VelocityFeatures } from '../velocity/velocity-spec.ts';
import { windows } from '../windows.ts';

/** What a conversation tells beside its pace. */
export type SignalOfChat = 'handed_off' | 'flagged' | 'pasted';

/** What a learner did that a judgement looks back at. `atMs` is business time. */
export type Fact = { readonly learnerId: string; readonly atMs: number } & (
  | { readonly kind: 'pressed' }
  | { readonly kind: 'opened'; readonly productIds: readonly string[] }
  | { readonly kind: 'declined' }
  | { readonly kind: 'paid'; readonly timesTypical: number }
  | { readonly kind: 'refunded' }
  /** A dispute of a payment was lost: it was fraud, known from now on. */
  | { readonly kind: 'charged_back' }
  /** A person let them pay though rules refuse. */
  | { readonly kind: 'allowed' }
  /** Asked for a person, or the bot gave up; wrote what tries to give the bot orders; wrote a message mostly by pasting. */
  | { readonly kind: SignalOfChat }
);

/** What a learner did before the present press. */
export interface History {
  readonly presses1h: number;
  readonly presses24h: number;
  readonly failures10m: number;
  readonly failures24h: number;
  readonly productIds24h: ReadonlySet<string>;
  /** In typical prices (see amount-scale.ts). */
  readonly paid24h: number;
  readonly paidCount90d: number;
  /** Median of what was paid in 90 days, in typical prices; null when nothing was. */
  readonly ownMedian: number | null;
  readonly refunds30d: number;
  /** Of the last day, in any of the learner's conversations; left out where nothing was seen. */
  readonly signals24h?: Readonly<Record<SignalOfChat, number>>;
  /** What was counted of address, device and the like; left out where nothing counts them. */
  readonly velocity?: VelocityFeatures;
  /** Let through by a person a short while ago, and not paid since; left out when not. */
  readonly isAllowed?: boolean;
}

/** The facts of many learners in memory, within the windows. Pure: the clock is what the facts and calls carry. */
export interface FactBook {
  observe(fact: Fact): void;
  /** What counts for a press of `learnerId` at `nowMs`; `extra` are facts of the learner not observed yet. */
  lookBack(learnerId: string, nowMs: number, extra?: readonly Fact[]): History;
  /** Everything that is kept of a learner, in the order it came. */
  factsOf(learnerId: string): readonly Fact[];
  learnersCount(): number;
}

interface Kept {
  facts: Fact[];
  newestMs: number;
}

/** More facts of one learner than this change no decision: every threshold lies far below. */
const FACTS_PER_LEARNER_MAX = 500;
const SWEEP_EVERY_FACTS = 20_000;
const LONGEST_MS = windows.paidMs;

/** An empty book. A learner without any fact within 90 days is forgotten. */
export function createFactBook(): FactBook {
  const learners = new Map<string, Kept>();
  let sinceSweep = 0;

  const sweep = (nowMs: number): void => {
    for (const [learnerId, { newestMs }] of learners)
      if (newestMs <= nowMs - LONGEST_MS) learners.delete(learnerId);
    sinceSweep = 0;
  };
  return {
    observe: (fact) => {
      const kept = learners.get(fact.learnerId) ?? { facts: [], newestMs: fact.atMs };
      kept.newestMs = Math.max(kept.newestMs, fact.atMs);
      kept.facts.push(fact);
      if (kept.facts.length > FACTS_PER_LEARNER_MAX) kept.facts = tidied(kept);
      learners.set(fact.learnerId, kept);
      sinceSweep += 1;
      if (sinceSweep >= SWEEP_EVERY_FACTS) sweep(fact.atMs);
    },
    lookBack: (learnerId, nowMs, extra = []) => {
      const facts = learners.get(learnerId)?.facts ?? [];
      return historyOf(extra.length === 0 ? facts : [...facts, ...extra], nowMs);
    },
    factsOf: (learnerId) => learners.get(learnerId)?.facts ?? [],
    learnersCount: () => learners.size,
  };
}

/** Drops what no window reaches any more; when all of it is recent, the oldest half. */
function tidied({ facts, newestMs }: Kept): Fact[] {
  const within = facts.filter(({ atMs }) => atMs > newestMs - LONGEST_MS);
  return within.length > FACTS_PER_LEARNER_MAX / 2 ? within.slice(-FACTS_PER_LEARNER_MAX / 2) : within;
}

/** Of a learner of whom there is nothing to count. */
export const noHistory: History = {
  presses1h: 0,
  presses24h: 0,
  failures10m: 0,
  failures24h: 0,
  productIds24h: new Set(),
  paid24h: 0,
  paidCount90d: 0,
  ownMedian: null,
  refunds30d: 0,
};

type Counted = { -readonly [name in keyof History]: History[name] } & {
  readonly paidTypical: number[];
  allowedAtMs: number;
};

/** One walk over the facts: this stands in every press's way. A window of one hour holds what happened less than one hour ago. */
function historyOf(facts: readonly Fact[], nowMs: number): History {
  const counted: Counted = { ...noHistory, paidTypical: [], allowedAtMs: Number.NEGATIVE_INFINITY };
  for (const fact of facts) count(counted, fact, nowMs - fact.atMs);
  const { paidTypical, allowedAtMs } = counted;
  counted.paidCount90d = paidTypical.length;
  counted.ownMedian = medianOf(paidTypical);
  if (nowMs - allowedAtMs < windows.allowedMs && !hasPaidSince(facts, allowedAtMs)) counted.isAllowed = true;
  return counted;
}

function count(counted: Counted, fact: Fact, ageMs: number): void {
  switch (fact.kind) {
    case 'pressed':
      counted.presses1h += oneWithin(windows.pressesShortMs, ageMs);
      counted.presses24h += oneWithin(windows.dayMs, ageMs);
      break;
    case 'declined':
      counted.failures10m += oneWithin(windows.failuresShortMs, ageMs);
      counted.failures24h += oneWithin(windows.dayMs, ageMs);
      break;
    case 'refunded':
      counted.refunds30d += oneWithin(windows.refundsMs, ageMs);
      break;
    case 'opened':
      countOpened(counted, fact.productIds, ageMs);
      break;
    case 'paid':
      countPaid(counted, fact.timesTypical, ageMs);
      break;
    case 'allowed':
      counted.allowedAtMs = fact.atMs;
      break;
    case 'charged_back':
      break;
    default:
      countSignal(counted, fact.kind, ageMs);
  }
}

function oneWithin(windowMs: number, ageMs: number): number {
  return ageMs < windowMs ? 1 : 0;
}

/** Most presses are the first of a day, and then no set is made for them. */
function countOpened(counted: Counted, productIds: readonly string[], ageMs: number): void {
  if (ageMs >= windows.dayMs) return;
  if (counted.productIds24h === noHistory.productIds24h) counted.productIds24h = new Set(productIds);
  else for (const productId of productIds) (counted.productIds24h as Set<string>).add(productId);
}

function countPaid(counted: Counted, timesTypical: number, ageMs: number): void {
  if (!(timesTypical > 0) || ageMs >= windows.paidMs) return;
  counted.paidTypical.push(timesTypical);
  if (ageMs < windows.dayMs) counted.paid24h += timesTypical;
}

/** Most conversations show none, and then nothing is made for them. */
function countSignal(counted: Counted, kind: SignalOfChat, ageMs: number): void {
  if (ageMs >= windows.dayMs) return;
  const signals = { handed_off: 0, flagged: 0, pasted: 0, ...counted.signals24h };
  signals[kind] += 1;
  counted.signals24h = signals;
}

/** One payment is let through, not all of them. */
function hasPaidSince(facts: readonly Fact[], atMs: number): boolean {
  return facts.some((fact) => fact.kind === 'paid' && fact.atMs > atMs);
}

/** Null for an empty list; the mean of the middle two for an even one. */
export function medianOf(values: readonly number[]): number | null {
  if (values.length < 2) return values[0] ?? null;
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}
