import { seededRandom } from './random.ts';
import { momentAt, type SimulatedPress } from './simulate-learners.ts';

export interface Parts {
  /** In an order that chance made. */
  readonly train: readonly SimulatedPress[];
  readonly validation: readonly SimulatedPress[];
  readonly test: readonly SimulatedPress[];
}

/** Learners of each part, and the share of the time in which its presses lie. */
const rules = {
  train: { learnersUntil: 0.5, from: 0, until: 0.5 },
  validation: { learnersUntil: 0.75, from: 0.5, until: 0.7 },
  test: { learnersUntil: 1, from: 0.7, until: 1 },
} as const;

/**
 * Splits by learner and by time at once: nobody is in two parts, and validation and test lie after training, as they
 * will in life. Presses that fit no part are left out. Throws when a part holds no fraud or nothing good.
 */
export function splitPresses(presses: readonly SimulatedPress[], seed: number): Parts {
  const parts: Record<keyof Parts, SimulatedPress[]> = { train: [], validation: [], test: [] };
  for (const press of presses) {
    const part = partOf(press.learner, seed);
    const { from, until } = rules[part];
    if (press.atMs >= momentAt(from) && press.atMs < momentAt(until)) parts[part].push(press);
  }
  for (const [name, part] of Object.entries(parts)) {
    const frauds = part.filter(({ isFraud }) => isFraud).length;
    if (frauds === 0 || frauds === part.length)
      throw new Error(
        `the ${name} part has ${frauds} frauds among ${part.length} presses: simulate more learners`,
      );
  }
  return { ...parts, train: shuffled(parts.train, seed) };
}

function partOf(learner: number, seed: number): keyof Parts {
  const toss = seededRandom(seed * 31 + learner * 104_729 + 17).next();
  if (toss < rules.train.learnersUntil) return 'train';
  return toss < rules.validation.learnersUntil ? 'validation' : 'test';
}

function shuffled(presses: readonly SimulatedPress[], seed: number): SimulatedPress[] {
  const random = seededRandom(seed + 1);
  return presses
    .map((press) => ({ press, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ press }) => press);
}
