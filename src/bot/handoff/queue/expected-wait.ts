import { limits } from '../../../kernel/limits.ts';
import type { ConversationDeps, PresenceDeps } from '../../deps.ts';
import { agentsHere } from '../presence/agents-here.ts';
import { agentChanges } from '../presence/beat.ts';
import { countLoads, type ProfileRow } from '../presence/store.ts';
import { canTake, type Waiting } from './match-queue.ts';
import { findHandlingTimes } from './store.ts';

/** What a wait is reckoned from. */
export interface WaitFigures {
  /** Those who take conversations now. */
  readonly agents: readonly WaitAgent[];
  readonly freeSlots: number;
  readonly agentsAvailable: number;
  /** How long a conversation keeps a slot, on average; null while too few have ended lately. */
  readonly handlingMs: number | null;
}

interface WaitAgent extends Pick<ProfileRow, 'languages' | 'skills'> {
  readonly slots: number;
  readonly freeSlots: number;
}

/** What who waits needs of an agent, while there is time to look for one who has it. */
export type WaitNeeds = Pick<Waiting, 'language' | 'skill'>;

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
  const agents = here
    .filter(({ status, capacity }) => status === 'available' && capacity > 0)
    .map(({ staffId, capacity, languages, skills }) => ({
      languages,
      skills,
      slots: capacity,
      freeSlots: Math.max(0, capacity - (loads.get(staffId) ?? 0)),
    }));
  const figures: Kept = {
    readAtMs: nowMs,
    changes,
    agents,
    agentsAvailable: agents.length,
    freeSlots: sum(agents.map(({ freeSlots }) => freeSlots)),
    handlingMs: times.length < limits.waitSamplesMin ? null : sum(times) / times.length,
  };
  kept.set(deps.broadcast, figures);
  return figures;
}

/**
 * About how long the one at this place waits, in ms: with all slots in use, one comes free every
 * handling time ÷ slots. Who needs a language or a skill waits for the slots of those who have it, and after
 * `limits.eligibilityPatienceMs` for anybody's. Null when nobody can know: nobody is there, too little has happened,
 * or it is too long to say.
 */
export function expectedWaitOf(
  figures: WaitFigures,
  position: number,
  needs: WaitNeeds | null = null,
): number | null {
  const { agents } = figures;
  const able = needs === null ? agents : agents.filter((agent) => canTake(needs, agent));
  const own = waitFor(able, figures.handlingMs, position);
  const anybodys = waitFor(agents, figures.handlingMs, position);
  const patient = anybodys === null ? null : Math.max(anybodys, limits.eligibilityPatienceMs);
  const waitMs = own === null || (patient !== null && patient < own) ? patient : own;
  if (waitMs === null || waitMs > limits.expectedWaitMaxMs) return null;
  return Math.ceil(waitMs / MINUTE_MS) * MINUTE_MS;
}

function waitFor(agents: readonly WaitAgent[], handlingMs: number | null, position: number): number | null {
  const slots = sum(agents.map((agent) => agent.slots));
  const freeSlots = sum(agents.map((agent) => agent.freeSlots));
  if (slots === 0) return null;
  if (position <= freeSlots) return 0;
  return handlingMs === null ? null : ((position - freeSlots) * handlingMs) / slots;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
