import { byPriority } from '../rules/evaluate-rules.ts';
import type { Rule } from '../rules/rule.ts';
import { createTally, type TalliedPress, type Tally, type Verdict } from './tally.ts';
import { createTwinWorlds } from './twin-worlds.ts';
import type { Backtest, Logged, LoggedPress } from './types.ts';
import { type AskModel, isStopped, type Replayed } from './world.ts';

export interface BacktestRules {
  readonly live: readonly Rule[];
  readonly draft: readonly Rule[];
  readonly askModel: AskModel;
  /** Presses before `fromMs` only warm up the windows. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Told after every ten thousand events. */
  readonly onProgress?: (events: number) => void;
}

/** A press whose outcome is not known yet: it comes with the facts that follow it. */
interface Pending {
  readonly press: TalliedPress;
  readonly live: Verdict;
  readonly draft: Verdict;
}

interface Judged {
  readonly press: LoggedPress;
  readonly live: Replayed;
  readonly draft: Replayed;
}

/** For so long a press may be paid: a checkout ends within a day. */
const PAYABLE_MS = 2 * 86_400_000;
const PROGRESS_EVERY_EVENTS = 10_000;

/**
 * Replays a log under the rules in force and under a draft, each with the velocity of its own world, and counts what both
 * did. The log comes in its order, in batches. What nobody called fraud and was paid counts as good.
 */
export async function backtestRules(
  log: AsyncIterable<readonly Logged[]> | Iterable<readonly Logged[]>,
  command: BacktestRules,
): Promise<Backtest> {
  const worlds = createTwinWorlds({
    ...{ live: byPriority(command.live), draft: byPriority(command.draft) },
    askModel: command.askModel,
  });
  const counting = createCounting();
  let events = 0;
  const replay = (logged: Logged): void => {
    events += 1;
    if (events % PROGRESS_EVERY_EVENTS === 0) command.onProgress?.(events);
    if (logged.kind === 'fact') {
      worlds.observe(logged);
      if (logged.fact.kind === 'paid' && logged.checkoutId !== null) counting.paid(logged.checkoutId);
      return;
    }
    const { live, draft } = worlds.press(logged);
    if (logged.atMs < command.fromMs || logged.atMs >= command.toMs) return;
    counting.add({ press: logged, live, draft });
  };
  for await (const batch of log) batch.forEach(replay);
  return { events, fromMs: command.fromMs, toMs: command.toMs, ...counting.close() };
}

function createCounting() {
  const tallies: { live: Tally; draft: Tally } = { live: createTally(), draft: createTally() };
  // The last press of a checkout that was let through then: what is paid is paid by it.
  const pending = new Map<string, Pending>();
  const changes: Record<string, number> = {};
  const counts = { presses: 0, released: 0, agreed: 0, unlabelled: 0 };
  let newestMs = 0;

  const compare = ({ press, live, draft }: Judged): void => {
    counts.presses += 1;
    if (live.decision === press.decided) counts.agreed += 1;
    if (press.label === null) counts.unlabelled += 1;
    if (isStopped(press.decided) && !isStopped(draft.decision)) counts.released += 1;
    if (live.decision === draft.decision) return;
    const change = `${live.decision} → ${draft.decision}`;
    changes[change] = (changes[change] ?? 0) + 1;
  };
  const settle = ({ press, live, draft }: Pending, wasPaid: boolean): void => {
    tallies.live.count(press, live, wasPaid);
    tallies.draft.count(press, draft, wasPaid);
  };
  const forgetOld = (): void => {
    for (const [checkoutId, one] of pending) {
      if (one.press.atMs > newestMs - PAYABLE_MS) break;
      pending.delete(checkoutId);
      settle(one, false);
    }
  };
  return {
    add: (one: Judged): void => {
      const { checkoutId } = one.press.command;
      const before = pending.get(checkoutId);
      if (before !== undefined) settle(before, false);
      pending.delete(checkoutId);
      pending.set(checkoutId, pendingOf(one));
      newestMs = one.press.atMs;
      compare(one);
      if (counts.presses % 1_000 === 0) forgetOld();
    },
    paid: (checkoutId: string): void => {
      const one = pending.get(checkoutId);
      if (one === undefined) return;
      pending.delete(checkoutId);
      settle(one, true);
    },
    close: () => {
      for (const one of pending.values()) settle(one, false);
      const share = (count: number) => (counts.presses === 0 ? 0 : count / counts.presses);
      return {
        live: tallies.live.close(),
        draft: tallies.draft.close(),
        changes,
        released: counts.released,
        agreement: share(counts.agreed),
        unlabelledShare: share(counts.unlabelled),
      };
    },
  };
}

function pendingOf({ press, live, draft }: Judged): Pending {
  const { learnerId, checkoutId, amountMinor, currency } = press.command;
  const verdict = { decision: live.decision, hits: live.hits };
  const isSame = draft.decision === live.decision && draft.hits.length === 0 && live.hits.length === 0;
  return {
    press: {
      atMs: press.atMs,
      label: press.label,
      command: { learnerId, checkoutId, amountMinor, currency },
    },
    live: verdict,
    draft: isSame ? verdict : { decision: draft.decision, hits: draft.hits },
  };
}
