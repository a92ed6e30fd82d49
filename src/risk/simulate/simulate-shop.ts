import { timesTypicalPrice } from '../amount-scale.ts';
import type { LoggedFact, LoggedPress } from '../backtest/types.ts';
import { createWorld, isStopped, type World } from '../backtest/world.ts';
import type { Keys } from '../engine/types.ts';
import { extractFeatures } from '../features.ts';
import { unknownHistory } from '../history/unknown-history.ts';
import type { Rule } from '../rules/rule.ts';
import { seededRandom } from '../train/random.ts';
import type { Decision, JudgePayment } from '../types.ts';
import { idNumber, milliTypicalOf } from '../velocity/risk-event-of.ts';
import { DAY_MS, SECOND_MS } from '../windows.ts';
import { type VisitorKind, type Wish, wishesOf } from './wishes.ts';

export interface SimulateShop {
  readonly seed: number;
  readonly visitors: number;
  readonly days: number;
  readonly beginMs: number;
  /** Highest priority first. */
  readonly rules: readonly Rule[];
}

export type SimulatedOutcome = 'paid' | 'declined' | 'stopped';

/** One press of the simulation with its truth, as it is told to whoever writes it down. */
export interface SimulatedPress {
  readonly press: LoggedPress;
  readonly kind: VisitorKind;
  readonly visitor: number;
  readonly isFraud: boolean;
  readonly decision: Decision;
  readonly outcome: SimulatedOutcome;
  /** What became of it, in order of time. */
  readonly facts: readonly LoggedFact[];
}

/** How many of a thousand visitors are of each kind; the rest are good. */
const attackers: readonly (readonly [VisitorKind, number])[] = [
  ['card_testing', 0.004],
  ['account_takeover', 0.008],
  ['promo_abuse', 0.011],
  ['read_then_refund', 0.016],
  ['friendly_fraud', 0.02],
];

/**
 * Plays learners and attackers against rules that answer: what is stopped has no outcome, and a tester who is stopped goes on
 * trying. Everything is invented and seeded, so its figures are those of an invention.
 */
export function* simulateShop(command: SimulateShop): Generator<SimulatedPress> {
  const { seed, visitors, days, beginMs, rules } = command;
  const world = createWorld(rules, () => 'allow');
  const wishes: Wish[] = [];
  for (let visitor = 0; visitor < visitors; visitor += 1) {
    const random = seededRandom(seed * 1_000_003 + visitor * 7_919);
    const toss = random.next();
    const kind = attackers.find(([, until]) => toss < until)?.[0] ?? 'good';
    for (const wish of wishesOf(kind, visitor, { random, beginMs, endMs: beginMs + days * DAY_MS }))
      wishes.push(wish);
  }
  wishes.sort((one, other) => one.atMs - other.atMs);
  yield* playWishes(world, wishes, seed);
}

function* playWishes(world: World, wishes: readonly Wish[], seed: number): Generator<SimulatedPress> {
  const random = seededRandom(seed + 1);
  const paid = new Set<number>();
  const later: LoggedFact[] = [];
  let number = 0;
  for (const wish of wishes) {
    if (paid.has(wish.purchase)) continue;
    for (const fact of takeUntil(later, wish.atMs)) world.observe(fact);
    number += 1;
    const press = pressOf(wish, number);
    const { decision, features } = world.press(press);
    const outcome = outcomeOf(wish, decision, random.next());
    if (outcome === 'paid') paid.add(wish.purchase);
    const facts = factsOf(wish, { press, outcome, chance: random.next() });
    for (const fact of facts) insert(later, fact);
    yield {
      press: { ...press, features: () => features, decided: decision },
      ...{ kind: wish.kind, visitor: wish.visitor, isFraud: wish.isFraud, decision, outcome, facts },
    };
  }
}

function outcomeOf(wish: Wish, decision: Decision, chance: number): SimulatedOutcome {
  if (isStopped(decision)) return 'stopped';
  const failure =
    decision === 'challenge' ? Math.max(wish.challengeFailure, wish.declineChance) : wish.declineChance;
  return chance < failure ? 'declined' : 'paid';
}

function pressOf(wish: Wish, number: number): LoggedPress {
  const { atMs, amountMinor, method, pace, accountCreatedAtMs } = wish;
  const command: JudgePayment = {
    ...{ learnerId: `lrn_sim${wish.learner}`, checkoutId: `co_sim${wish.purchase}`, accountCreatedAtMs },
    ...{ conversationId: null, productIds: [`prd_${amountMinor}`], amountMinor, currency: 'CNY' },
    ...{ method, surface: 'web', ...pace },
  };
  const attempt = { id: number, atMs, keys: keysOf(wish), amount: milliTypicalOf(command) };
  const features = () => extractFeatures(command, unknownHistory, { nowMs: atMs, wallMs: atMs });
  const label = wish.isFraud ? { isFraud: true, knownAtMs: atMs + 20 * DAY_MS } : null;
  return { kind: 'press', atMs, command, attempt, features, decided: 'allow', label };
}

function keysOf({ learner, ip, device, promo }: Wish): Keys {
  return {
    learner: idNumber(`lrn_sim${learner}`),
    ip: idNumber(ip),
    device: idNumber(device),
    network: idNumber(ip.split('.').slice(0, 3).join('.')),
    ...(promo !== null && { promo: idNumber(promo) }),
  };
}

/** Between pressing pay and the gateway's word. */
const GATEWAY_MS = 3 * SECOND_MS;

function factsOf(
  wish: Wish,
  { press, outcome, chance }: { press: LoggedPress; outcome: SimulatedOutcome; chance: number },
): LoggedFact[] {
  if (outcome === 'stopped' || press.attempt === null) return [];
  const { command, attempt } = press;
  const { learnerId, checkoutId } = command;
  const ids = { kind: 'fact', checkoutId, paymentId: `pay_sim${attempt.id}` } as const;
  const atMs = wish.atMs + GATEWAY_MS;
  const event = { ...attempt, atMs };
  if (outcome === 'declined')
    return [{ ...ids, fact: { kind: 'declined', learnerId, atMs }, event: { ...event, kind: 'failure' } }];
  const timesTypical = timesTypicalPrice(command.amountMinor, command.currency);
  const paid: LoggedFact = {
    ...{ ...ids, fact: { kind: 'paid', learnerId, atMs, timesTypical } },
    event: { ...event, kind: 'success' },
  };
  if (chance >= wish.refundChance) return [paid];
  const refundedAtMs = atMs + (0.2 + 5 * chance) * DAY_MS;
  const refunded = { kind: 'refunded', learnerId, atMs: refundedAtMs } as const;
  return [paid, { ...ids, fact: refunded, event: { ...event, atMs: refundedAtMs, kind: 'refund' } }];
}

/** `later` is in order of time. */
function insert(later: LoggedFact[], fact: LoggedFact): void {
  let place = later.length;
  while (place > 0 && (later[place - 1]?.fact.atMs ?? 0) > fact.fact.atMs) place -= 1;
  later.splice(place, 0, fact);
}

function takeUntil(later: LoggedFact[], atMs: number): LoggedFact[] {
  let count = 0;
  while (count < later.length && (later[count]?.fact.atMs ?? Number.POSITIVE_INFINITY) <= atMs) count += 1;
  return later.splice(0, count);
}
