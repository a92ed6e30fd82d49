import type { Decision } from '../types.ts';
import type { DayFigures, LoggedPress, Outcome, RuleFigures } from './types.ts';
import { isStopped, type Replayed } from './world.ts';

type Writable<Of> = { -readonly [name in keyof Of]: Of[name] };

interface Day extends Writable<DayFigures> {}

/** Counts what one world did. `close` gives the figures. */
export interface Tally {
  count(press: TalliedPress, replayed: Verdict, wasPaid: boolean): void;
  close(): Outcome;
}

/** What is counted of a press: it is kept until its outcome is known, and its features would be a hundred times as much. */
export interface TalliedPress extends Pick<LoggedPress, 'atMs' | 'label'> {
  readonly command: Pick<LoggedPress['command'], 'learnerId' | 'checkoutId' | 'amountMinor' | 'currency'>;
}

/** What is counted of what a world did with it. */
export type Verdict = Pick<Replayed, 'decision' | 'hits'>;

const DAY_MS = 86_400_000;

export function createTally(): Tally {
  const decisions: Record<Decision, number> = { allow: 0, challenge: 0, review: 0, block: 0 };
  const hits = new Map<string, Writable<RuleFigures>>();
  const sums = { frauds: 0, fraudsCaught: 0, good: 0, goodBlocked: 0, goodHeld: 0, goodChallenged: 0 };
  const saved = new Map<string, number>();
  const lost = new Map<string, number>();
  const learners = new Set<string>();
  const days = new Map<number, Day>();
  let presses = 0;

  const countFraud = ({ command }: TalliedPress, decision: Decision): void => {
    sums.frauds += 1;
    if (!isStopped(decision)) return;
    sums.fraudsCaught += 1;
    add(saved, command);
  };
  const countGood = ({ command }: TalliedPress, decision: Decision): void => {
    sums.good += 1;
    if (decision === 'challenge') sums.goodChallenged += 1;
    if (decision === 'review') sums.goodHeld += 1;
    if (decision !== 'block') return;
    sums.goodBlocked += 1;
    add(lost, command);
  };
  const countHits = ({ hits: fired }: Verdict, isFraud: boolean, wasPaid: boolean): void => {
    for (const { name } of fired) {
      let figures = hits.get(name);
      if (figures === undefined) {
        figures = { hits: 0, frauds: 0, good: 0 };
        hits.set(name, figures);
      }
      figures.hits += 1;
      if (isFraud) figures.frauds += 1;
      else if (wasPaid) figures.good += 1;
    }
  };
  return {
    count: (press, replayed, wasPaid) => {
      presses += 1;
      decisions[replayed.decision] += 1;
      if (isStopped(replayed.decision)) learners.add(press.command.learnerId);
      if (wasPaid) (press.label?.isFraud === true ? countFraud : countGood)(press, replayed.decision);
      countHits(replayed, press.label?.isFraud === true, wasPaid);
      countDay(days, press, replayed.decision);
    },
    close: () => ({
      presses,
      decisions,
      hits: Object.fromEntries([...hits].sort((one, other) => other[1].hits - one[1].hits)),
      ...sums,
      savedMinor: Object.fromEntries(saved),
      lostMinor: Object.fromEntries(lost),
      learnersHit: learners.size,
      days: [...days].sort((one, other) => one[0] - other[0]).map(([, day]) => day),
    }),
  };
}

function add(sums: Map<string, number>, { amountMinor, currency }: TalliedPress['command']): void {
  sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
}

function countDay(days: Map<number, Day>, { atMs }: TalliedPress, decision: Decision): void {
  const number = Math.floor(atMs / DAY_MS);
  let day = days.get(number);
  if (day === undefined) {
    const name = new Date(number * DAY_MS).toISOString().slice(0, 10);
    day = { day: name, presses: 0, stopped: 0, challenged: 0 };
    days.set(number, day);
  }
  day.presses += 1;
  if (isStopped(decision)) day.stopped += 1;
  else if (decision === 'challenge') day.challenged += 1;
}
