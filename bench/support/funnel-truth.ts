import type { SimulatedConversation } from './simulated-learners.ts';

/** A question whose answer the simulation knows. */
export interface TruthQuestion {
  readonly steps: readonly string[];
  readonly isStrict: boolean;
  readonly windowMs: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** How many came to each step, by key; adds one unit after another. */
export type Truth = Map<string, number[]>;

/** Counts one unit's events into the truth: of all entries the earliest of those that lead furthest. */
export function countUnit(
  truth: Truth,
  question: TruthQuestion,
  unit: { key: string; steps: SimulatedConversation['steps'] },
): void {
  let level = 0;
  for (const entry of unit.steps) {
    if (entry.step !== question.steps[0] || entry.atMs < question.fromMs || entry.atMs >= question.toMs)
      continue;
    level = Math.max(level, levelFrom(entry.atMs, unit.steps, question));
  }
  if (level === 0) return;
  const counts = truth.get(unit.key) ?? question.steps.map(() => 0);
  for (let place = 0; place < level; place += 1) counts[place] = (counts[place] ?? 0) + 1;
  truth.set(unit.key, counts);
}

function levelFrom(entryMs: number, steps: SimulatedConversation['steps'], question: TruthQuestion): number {
  let sinceMs = entryMs;
  let level = 1;
  for (const name of question.steps.slice(1)) {
    const next = steps.find(
      ({ step, atMs }) => step === name && atMs >= sinceMs && atMs - entryMs <= question.windowMs,
    );
    if (next === undefined) return level;
    if (question.isStrict) sinceMs = next.atMs;
    level += 1;
  }
  return level;
}
