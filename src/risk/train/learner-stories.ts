import type { SignalOfChat } from '../history/facts.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../windows.ts';
import type { Random } from './random.ts';
import {
  cheapPrices,
  dearPrices,
  type Happening,
  humanPace,
  noChat,
  prices,
  purchase,
  type Stage,
  scriptedPace,
} from './simulated-purchase.ts';

/**
 * `refund_abuser`: buys, reads, gives back, again and again. `takeover`: a good learner whose account another person
 * uses one day.
 */
export type LearnerKind = 'good' | 'card_tester' | 'refund_abuser' | 'takeover';

/** Everything that happens to one learner, in no order. */
export function storyOf(kind: LearnerKind, stage: Stage): Happening[] {
  const happenings = stories[kind](stage);
  return [...happenings, ...happenings.flatMap((happening) => signalsBefore(happening, stage))];
}

/** Chances that somebody shows a sign before a purchase; people paste and ask for a person too. */
const signs: readonly { kind: SignalOfChat; good: number; fraud: number }[] = [
  { kind: 'handed_off', good: 0.04, fraud: 0.06 },
  { kind: 'flagged', good: 0.002, fraud: 0.05 },
  { kind: 'pasted', good: 0.06, fraud: 0.3 },
];
/** How many messages are pasted, where any is. */
const PASTED_MAX = 3;

function signalsBefore(happening: Happening, { random }: Stage): Happening[] {
  if (happening.what !== 'press' || !happening.command.messagesCount) return [];
  return signs.flatMap(({ kind, good, fraud }) => {
    if (!random.chance(happening.isFraud ? fraud : good)) return [];
    const times = kind === 'pasted' ? random.whole(1, PASTED_MAX) : 1;
    const atMs = happening.atMs - 4 * SECOND_MS;
    return Array.from({ length: times }, () => ({ what: 'signal', atMs, kind }) as const);
  });
}

const stories: Readonly<Record<LearnerKind, (stage: Stage) => Happening[]>> = {
  good: goodStory,
  card_tester: cardTesterStory,
  refund_abuser: refundAbuserStory,
  takeover: takeoverStory,
};

function goodStory(stage: Stage): Happening[] {
  const { random, beginMs, endMs } = stage;
  const firstVisitMs = random.between(beginMs, endMs - DAY_MS);
  // Most meet the widget for the first time when they want something; the others come from before.
  const isNew = random.chance(0.6);
  const accountAgeMs = isNew ? random.around(4 * MINUTE_MS, 1) : random.between(1, 700) * DAY_MS;
  const appetite = random.chance(0.06) ? 8 : 3;
  const patience = random.whole(1, 4);
  const nextDevice = ownDevices(random);
  const happenings: Happening[] = [];
  let atMs = firstVisitMs;
  // A first purchase is rarely the dearest.
  let dearShare = isNew ? 0.12 : 0.25;
  for (let bought = random.whole(1, appetite); bought > 0 && atMs < endMs; bought -= 1) {
    happenings.push(
      ...purchase({
        stage,
        accountCreatedAtMs: firstVisitMs - accountAgeMs,
        atMs,
        amountMinor: random.pick(random.chance(dearShare) ? dearPrices : prices),
        byCard: 0.35,
        device: nextDevice(),
        declines: random.chance(0.1) ? 0.5 : 0.08,
        triesMax: patience,
        pace: humanPace(random),
        isFraud: false,
        refundChance: 0.1,
      }),
    );
    dearShare = 0.25;
    atMs += random.chance(0.3) ? random.around(8 * MINUTE_MS, 1) : random.around(9 * DAY_MS, 1);
  }
  return happenings;
}

/** Some have a telephone beside a computer; the others change theirs now and then. */
function ownDevices(random: Random): () => number {
  const second = random.chance(0.25) ? 0.35 : 0.02;
  return () => (random.chance(second) ? 1 : 0);
}

/** A private window is a new browser each time. */
function hidingDevices(random: Random): () => number {
  const hides = random.chance(0.3);
  return () => (hides ? random.whole(0, 40) : 0);
}

/** Small tries with stolen cards, one after another, mostly from an account made for it; then dear things. */
function cardTesterStory(stage: Stage): Happening[] {
  const { random, beginMs, endMs } = stage;
  const happenings: Happening[] = [];
  let atMs = random.between(beginMs, endMs - DAY_MS);
  const accountCreatedAtMs = atMs - random.around(random.chance(0.8) ? 3 * MINUTE_MS : 9 * DAY_MS, 1);
  const pause = random.around(14, 0.7) * SECOND_MS;
  const pace = random.chance(0.6) ? noChat : scriptedPace(random);
  // Some come with cards that were tested elsewhere.
  const testsElsewhere = random.chance(0.5);
  const nextDevice = hidingDevices(random);
  for (let cards = testsElsewhere ? random.whole(0, 2) : random.whole(6, 30); cards > 0; cards -= 1) {
    const amountMinor = random.pick(random.chance(0.8) ? cheapPrices : prices);
    happenings.push(
      ...purchase({
        stage,
        accountCreatedAtMs,
        atMs,
        amountMinor,
        byCard: 1,
        device: nextDevice(),
        declines: 0.85,
        triesMax: random.whole(1, 2),
        pace,
        isFraud: true,
        refundChance: 0,
      }),
    );
    atMs += pause * random.between(0.5, 2);
  }
  // A card that worked is then used for something worth the trouble.
  const spree = testsElsewhere || random.chance(0.5) ? random.whole(2, 6) : 0;
  for (let dear = spree; dear > 0; dear -= 1) {
    happenings.push(
      ...purchase({
        stage,
        accountCreatedAtMs,
        atMs,
        amountMinor: random.pick(dearPrices),
        byCard: 1,
        device: nextDevice(),
        declines: 0.4,
        triesMax: 3,
        pace,
        isFraud: true,
        refundChance: 0,
      }),
    );
    atMs += pause * random.between(1, 4);
  }
  return happenings;
}

function refundAbuserStory(stage: Stage): Happening[] {
  const { random, beginMs, endMs } = stage;
  const happenings: Happening[] = [];
  let atMs = random.between(beginMs, endMs - 30 * DAY_MS);
  const accountCreatedAtMs = atMs - random.around(6 * DAY_MS, 1.4);
  for (let bought = random.whole(4, 14); bought > 0 && atMs < endMs; bought -= 1) {
    happenings.push(
      ...purchase({
        stage,
        accountCreatedAtMs,
        atMs,
        amountMinor: random.pick(random.chance(0.5) ? dearPrices : prices),
        byCard: 0.4,
        device: 0,
        declines: 0.08,
        triesMax: 2,
        pace: random.chance(0.4) ? noChat : humanPace(random),
        isFraud: true,
        refundChance: 0.9,
      }),
    );
    atMs += random.around(3 * DAY_MS, 0.7);
  }
  return happenings;
}

function takeoverStory(stage: Stage): Happening[] {
  const { random, beginMs, endMs } = stage;
  const takenAtMs = random.between(beginMs + 20 * DAY_MS, endMs - DAY_MS);
  const own = goodStory({ ...stage, endMs: takenAtMs });
  const firstMs = Math.min(takenAtMs, ...own.map(({ atMs }) => atMs));
  const accountCreatedAtMs = firstMs - random.between(20, 800) * DAY_MS;
  const aged = own.map((happening) =>
    happening.what === 'press'
      ? { ...happening, command: { ...happening.command, accountCreatedAtMs } }
      : happening,
  );
  let atMs = takenAtMs;
  // Mostly from a browser of the thief; some sit at the learner's own.
  const stolen = random.chance(0.9) ? 2 : 0;
  const taken: Happening[] = [];
  for (let bought = random.whole(2, 6); bought > 0; bought -= 1) {
    taken.push(
      ...purchase({
        stage,
        accountCreatedAtMs,
        atMs,
        amountMinor: random.pick(random.chance(0.85) ? dearPrices : prices),
        byCard: 0.8,
        device: stolen,
        declines: 0.35,
        triesMax: 3,
        pace: random.chance(0.5) ? noChat : scriptedPace(random),
        isFraud: true,
        refundChance: 0,
      }),
    );
    atMs += random.around(4 * MINUTE_MS, 0.9);
  }
  return [...aged, ...taken.filter((happening) => happening.atMs < takenAtMs + HOUR_MS * 6)];
}
