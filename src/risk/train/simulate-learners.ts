import { timesTypicalPrice } from '../amount-scale.ts';
import { createFeatureEngine } from '../engine/feature-engine.ts';
import type { Features } from '../feature-shapes.ts';
import { extractFeatures } from '../features.ts';
import { createFactBook, type Fact } from '../history/facts.ts';
import { milliTypicalOf } from '../velocity/risk-event-of.ts';
import { namedVelocity, VELOCITY_ROWS_MAX, velocitySpec } from '../velocity/velocity-spec.ts';
import { DAY_MS, SECOND_MS } from '../windows.ts';
import { type LearnerKind, storyOf } from './learner-stories.ts';
import { seededRandom } from './random.ts';
import type { Happening } from './simulated-purchase.ts';

/** One press of pay of the simulation, with its features as serving would have computed them and the truth. */
export interface SimulatedPress {
  readonly learner: number;
  readonly kind: LearnerKind;
  readonly atMs: number;
  readonly isFraud: boolean;
  readonly features: Features;
}

export interface Simulation {
  readonly seed: number;
  readonly learners: number;
}

/** How long the simulation lasts. */
export const SIMULATED_DAYS = 90;
/** A Monday far from any real data; only differences of time count. */
const BEGIN_MS = Date.UTC(2024, 0, 1);

/** How many of a hundred learners are of each kind. Far more fraud than in life, so that there is something to learn. */
const kinds: readonly { kind: LearnerKind; until: number }[] = [
  { kind: 'good', until: 0.91 },
  { kind: 'card_tester', until: 0.94 },
  { kind: 'refund_abuser', until: 0.97 },
  { kind: 'takeover', until: 1 },
];

/**
 * Simulated learners and attackers with known truth, in order of learners and time. All of it is invented: figures
 * that come from it say how well the model separates this invention, not what it finds in life.
 */
export function* simulateLearners({ seed, learners }: Simulation): Generator<SimulatedPress> {
  for (let learner = 0; learner < learners; learner += 1) {
    // A learner's own seed: more learners change nothing for the earlier ones.
    const random = seededRandom(seed * 1_000_003 + learner * 7_919);
    const toss = random.next();
    const kind = kinds.find(({ until }) => toss < until)?.kind ?? 'good';
    const story = storyOf(kind, { random, beginMs: BEGIN_MS, endMs: BEGIN_MS + SIMULATED_DAYS * DAY_MS });
    for (const press of pressesOf(story, learner)) yield { learner, kind, ...press };
  }
}

/** Moment of the simulation at a share of its length, 0 to 1. */
export function momentAt(share: number): number {
  return BEGIN_MS + share * SIMULATED_DAYS * DAY_MS;
}

const LEARNER_ID = 'lrn_simulated';
/** Between pressing pay and the gateway's word. */
const GATEWAY_MS = 3 * SECOND_MS;

const DEVICES_MAX = 100;

/** What is counted of a learner and their browsers; addresses and products are of no story. */
function* pressesOf(
  story: readonly Happening[],
  learner: number,
): Generator<Omit<SimulatedPress, 'learner' | 'kind'>> {
  const book = createFactBook();
  const engine = createFeatureEngine(velocitySpec, VELOCITY_ROWS_MAX);
  let id = 0;
  for (const happening of [...story].sort((a, b) => a.atMs - b.atMs)) {
    const { atMs } = happening;
    if (happening.what === 'press') {
      id += 1;
      const keys = { learner: learner + 1, device: (learner + 1) * DEVICES_MAX + happening.device };
      const attempt = { id, atMs, keys, amount: milliTypicalOf(happening.command) };
      const velocity = namedVelocity(engine.countAndSnapshot(attempt));
      const history = { ...book.lookBack(LEARNER_ID, atMs), velocity };
      if (happening.outcome === 'declined')
        engine.observe({ ...attempt, kind: 'failure', atMs: atMs + GATEWAY_MS });
      const command = { ...happening.command, learnerId: LEARNER_ID };
      const features = extractFeatures(command, history, { nowMs: atMs, wallMs: atMs });
      yield { atMs, isFraud: happening.isFraud, features };
    }
    for (const fact of factsOf(happening)) book.observe(fact);
  }
}

function factsOf(happening: Happening): Fact[] {
  const who = { learnerId: LEARNER_ID, atMs: happening.atMs };
  if (happening.what === 'refund') return [{ ...who, kind: 'refunded' }];
  if (happening.what === 'signal') return [{ ...who, kind: happening.kind }];
  const { command, outcome } = happening;
  const facts: Fact[] = [
    { ...who, kind: 'pressed' },
    { ...who, kind: 'opened', productIds: command.productIds },
  ];
  const later = { ...who, atMs: who.atMs + GATEWAY_MS };
  if (outcome === 'declined') facts.push({ ...later, kind: 'declined' });
  if (outcome === 'paid')
    facts.push({
      ...later,
      kind: 'paid',
      timesTypical: timesTypicalPrice(command.amountMinor, command.currency),
    });
  return facts;
}
