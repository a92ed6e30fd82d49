import { limits } from '../../../kernel/limits.ts';
import type { ConversationDeps, PresenceDeps } from '../../deps.ts';
import { agentsHere } from '../presence/agents-here.ts';
import { agentChanges } from '../presence/beat.ts';
import { countLoads } from '../presence/store.ts';
import { findHandlingTimes } from './store.ts';

/** What a wait is reckoned from. */
export interface WaitFigures {
  /** Of agents who take conversations now. */
  readonly slots: number;
  readonly freeSlots: number;
  readonly agentsAvailable: number;
  /** How long a conversation keeps a slot, on average; null while too few have ended lately. */
  readonly handlingMs: number | null;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

type Kept = WaitFigures & { readonly readAtMs: number; readonly changes: number };
/** By process, as its broadcast stands for it. */
const kept = new WeakMap<object, Kept>();

/** The figures of now, at most `limits.waitFiguresMs` old: a long line asks for them often. */
export async function readWaitFigures(deps: ConversationDeps & PresenceDeps): Promise<WaitFigures> {
  const nowMs = deps.clock.wallMs();
  const known = kept.get(deps.broadcast);
  const changes = agentChanges(deps);
  const isFresh = known?.changes === changes && Math.abs(nowMs - known.readAtMs) < limits.waitFiguresMs;
  if (known !== undefined && isFresh) return known;
  const [here, loads, times] = await Promise.all([
    agentsHere(deps),
    countLoads(deps.db.query),
    findHandlingTimes(deps.db.query, {
      livemode: deps.livemode ? 1 : 0,
      sinceMs: nowMs - DAY_MS,
      limit: limits.waitSamplesMax,
    }),
  ]);
  const available = here.filter(({ status, capacity }) => status === 'available' && capacity > 0);
  const free = available.map(({ staffId, capacity }) => Math.max(0, capacity - (loads.get(staffId) ?? 0)));
  const figures: Kept = {
    readAtMs: nowMs,
    changes,
    agentsAvailable: available.length,
    slots: sum(available.map(({ capacity }) => capacity)),
    freeSlots: sum(free),
    handlingMs: times.length < limits.waitSamplesMin ? null : sum(times) / times.length,
  };
  kept.set(deps.broadcast, figures);
  return figures;
}

/**
 * About how long the one at this place waits, in ms: with all slots in use, one comes free every
 * handling time ÷ slots. Null when nobody can know: nobody is there, too little has happened, or it is too long to say.
 */
export function expectedWaitOf(figures: WaitFigures, position: number): number | null {
  const { slots, freeSlots, handlingMs } = figures;
  if (slots === 0) return null;
  if (position <= freeSlots) return 0;
  if (handlingMs === null) return null;
  const waitMs = ((position - freeSlots) * handlingMs) / slots;
  return waitMs > limits.expectedWaitMaxMs ? null : Math.ceil(waitMs / MINUTE_MS) * MINUTE_MS;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
