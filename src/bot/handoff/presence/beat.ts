import { limits } from '../../../kernel/limits.ts';
import type { ConversationDeps } from '../../deps.ts';
import { findProfile, insertProfile, type ProfileRow, updateProfile } from './store.ts';

/** The broadcast topic on which every process hears that an agent came, went, or can take more or less. */
export const AGENTS_TOPIC = 'service.agents';

type Deps = Pick<ConversationDeps, 'db' | 'clock' | 'broadcast'>;

/** How often this process has seen agents change: what is reckoned from them holds until the next time. */
const changes = new WeakMap<object, number>();

/** Tells every process that an agent came, went, or can take more or less. */
export function tellAgents(deps: Pick<Deps, 'broadcast'>, staffId: string): void {
  changes.set(deps.broadcast, agentChanges(deps) + 1);
  deps.broadcast.publish(AGENTS_TOPIC, { staffId });
}

export function agentChanges({ broadcast }: Pick<Deps, 'broadcast'>): number {
  return changes.get(broadcast) ?? 0;
}

/** When each agent's sign of life was last written by this process. */
const written = new WeakMap<object, Map<string, number>>();

/**
 * An agent's console shows a sign of life. Written at most every `limits.presenceBeatMs`; who was away is counted in
 * again at once.
 */
export async function beat(deps: Deps, staffId: string): Promise<void> {
  const nowMs = deps.clock.wallMs();
  const times = written.get(deps.broadcast) ?? new Map<string, number>();
  written.set(deps.broadcast, times);
  if (nowMs - (times.get(staffId) ?? 0) < limits.presenceBeatMs) return;
  times.set(staffId, nowMs);
  const known = await findProfile(deps.db.query, staffId);
  if (known === undefined) await insertProfile(deps.db.query, newProfile(staffId, nowMs));
  else await updateProfile(deps.db.query, staffId, { seenAtMs: nowMs });
  if (known === undefined || !isSeen(known, nowMs)) tellAgents(deps, staffId);
}

/** Whether an agent's console has shown a sign of life lately. */
export function isSeen(profile: Pick<ProfileRow, 'seenAtMs'>, nowMs: number): boolean {
  return profile.seenAtMs > seenSince(nowMs);
}

/** Who was not seen since then is not here. */
export function seenSince(nowMs: number): number {
  return nowMs - limits.presenceLostMs;
}

/** Takes anything until a supervisor says what they can. */
export function newProfile(staffId: string, nowMs: number): ProfileRow {
  return {
    staffId,
    skills: '',
    languages: 'zh en',
    capacity: limits.agentCapacityDefault,
    status: 'available',
    statusSinceMs: nowMs,
    seenAtMs: nowMs,
    missedOffers: 0,
    assignedAtMs: 0,
    updatedAtMs: nowMs,
  };
}
