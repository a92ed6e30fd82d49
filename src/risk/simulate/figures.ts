import type { SimulatedPress } from './simulate-shop.ts';
import { type VisitorKind, visitorKinds } from './wishes.ts';

/** What rules did to an invention: never what they do in life. */
export interface SimulatedFigures {
  readonly presses: number;
  readonly goodLearners: number;
  readonly goodLearnersBlockedShare: number;
  readonly goodLearnersHeldShare: number;
  readonly goodLearnersChallengedShare: number;
  readonly cardTesters: number;
  /** Cards tried before paying was paused for the first time, the stopped press not counted. */
  readonly cardTestersTriesMean: number;
  readonly cardTestersTriesMax: number;
  /** Share of testers who were stopped after at most five cards; who met one that works gets further. */
  readonly cardTestersWithinFiveShare: number;
  /** Cards that were declined before. */
  readonly cardTestersDeclinesMax: number;
  /** Share of the fraudulent presses of each kind of attack that were paid. */
  readonly paidShare: Readonly<Partial<Record<VisitorKind, number>>>;
}

export function simulatedFigures(presses: readonly SimulatedPress[]): SimulatedFigures {
  const good = presses.filter(({ kind }) => kind === 'good');
  const visitors = new Set(good.map(({ visitor }) => visitor));
  const shareOf = (decision: string) => {
    const met = good.filter((press) => press.decision === decision).map(({ visitor }) => visitor);
    return new Set(met).size / Math.max(1, visitors.size);
  };
  const tries = triesOfTesters(presses);
  return {
    presses: presses.length,
    goodLearners: visitors.size,
    goodLearnersBlockedShare: shareOf('block'),
    goodLearnersHeldShare: shareOf('review'),
    goodLearnersChallengedShare: shareOf('challenge'),
    cardTesters: tries.length,
    cardTestersTriesMean: tries.reduce((sum, { count }) => sum + count, 0) / Math.max(1, tries.length),
    cardTestersTriesMax: Math.max(0, ...tries.map(({ count }) => count)),
    cardTestersWithinFiveShare: tries.filter(({ count }) => count <= 5).length / Math.max(1, tries.length),
    cardTestersDeclinesMax: Math.max(0, ...tries.map(({ declines }) => declines)),
    paidShare: Object.fromEntries(
      visitorKinds.filter((kind) => kind !== 'good').map((kind) => [kind, paidShareOf(presses, kind)]),
    ),
  };
}

/** How many cards each tester tried until the first press that was stopped. */
function triesOfTesters(presses: readonly SimulatedPress[]): { count: number; declines: number }[] {
  const tries = new Map<number, { count: number; declines: number; isOver: boolean }>();
  for (const { kind, visitor, outcome } of presses) {
    if (kind !== 'card_testing') continue;
    const known = tries.get(visitor) ?? { count: 0, declines: 0, isOver: false };
    tries.set(visitor, known);
    if (outcome === 'stopped') known.isOver = true;
    if (known.isOver) continue;
    known.count += 1;
    if (outcome === 'declined') known.declines += 1;
  }
  return [...tries.values()];
}

function paidShareOf(presses: readonly SimulatedPress[], kind: VisitorKind): number {
  const frauds = presses.filter((press) => press.kind === kind && press.isFraud);
  return frauds.filter(({ outcome }) => outcome === 'paid').length / Math.max(1, frauds.length);
}
