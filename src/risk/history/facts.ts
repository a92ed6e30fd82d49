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
    lookBack: (learnerId, nowMs, extra = []) =>
      historyOf([...(learners.get(learnerId)?.facts ?? []), ...extra], nowMs),
    factsOf: (learnerId) => learners.get(learnerId)?.facts ?? [],
    learnersCount: () => learners.size,
  };
}

/** Drops what no window reaches any more; when all of it is recent, the oldest half. */
function tidied({ facts, newestMs }: Kept): Fact[] {
  const within = facts.filter(({ atMs }) => atMs > newestMs - LONGEST_MS);
  return within.length > FACTS_PER_LEARNER_MAX / 2 ? within.slice(-FACTS_PER_LEARNER_MAX / 2) : within;
}

function historyOf(facts: readonly Fact[], nowMs: number): History {
  const presses = timesOf(facts, 'pressed');
  const failures = timesOf(facts, 'declined');
  const paid = facts.filter(
    (fact) => fact.kind === 'paid' && fact.timesTypical > 0 && fact.atMs > nowMs - windows.paidMs,
  ) as Extract<Fact, { kind: 'paid' }>[];
  return {
    presses1h: countSince(presses, nowMs - windows.pressesShortMs),
    presses24h: countSince(presses, nowMs - windows.dayMs),
    failures10m: countSince(failures, nowMs - windows.failuresShortMs),
    failures24h: countSince(failures, nowMs - windows.dayMs),
    productIds24h: productsSince(facts, nowMs - windows.dayMs),
    paid24h: paid
      .filter(({ atMs }) => atMs > nowMs - windows.dayMs)
      .reduce((sum, { timesTypical }) => sum + timesTypical, 0),
    paidCount90d: paid.length,
    ownMedian: medianOf(paid.map(({ timesTypical }) => timesTypical)),
    refunds30d: countSince(timesOf(facts, 'refunded'), nowMs - windows.refundsMs),
    ...signalsOf(facts, nowMs - windows.dayMs),
    ...(isAllowed(facts, nowMs) && { isAllowed: true }),
  };
}

/** Most conversations show none, and then nothing is made for them. */
function signalsOf(facts: readonly Fact[], afterMs: number): Pick<History, 'signals24h'> {
  let signals24h: Record<SignalOfChat, number> | undefined;
  for (const { kind, atMs } of facts) {
    if (atMs <= afterMs || (kind !== 'handed_off' && kind !== 'flagged' && kind !== 'pasted')) continue;
    signals24h ??= { handed_off: 0, flagged: 0, pasted: 0 };
    signals24h[kind] += 1;
  }
  return signals24h === undefined ? {} : { signals24h };
}

/** One payment is let through, not all of them. */
function isAllowed(facts: readonly Fact[], nowMs: number): boolean {
  const allowedAtMs = timesOf(facts, 'allowed').at(-1);
  if (allowedAtMs === undefined || allowedAtMs <= nowMs - windows.allowedMs) return false;
  return !facts.some(({ kind, atMs }) => kind === 'paid' && atMs > allowedAtMs);
}

function timesOf(facts: readonly Fact[], kind: Fact['kind']): number[] {
  return facts.filter((fact) => fact.kind === kind).map(({ atMs }) => atMs);
}

/** A window of one hour holds what happened less than one hour ago. */
function countSince(timesMs: readonly number[], afterMs: number): number {
  return timesMs.reduce((count, atMs) => count + (atMs > afterMs ? 1 : 0), 0);
}

function productsSince(facts: readonly Fact[], afterMs: number): Set<string> {
  const products = new Set<string>();
  for (const fact of facts) {
    if (fact.kind !== 'opened' || fact.atMs <= afterMs) continue;
    for (const productId of fact.productIds) products.add(productId);
  }
  return products;
}

/** Null for an empty list; the mean of the middle two for an even one. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}
