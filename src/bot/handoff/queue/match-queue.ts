import { limits } from '../../../kernel/limits.ts';
import type { ProfileRow } from '../presence/store.ts';
import type { HandoffRow } from '../store.ts';

/** One who waits. */
export type Waiting = Pick<HandoffRow, 'handoffId' | 'language' | 'skill' | 'transferTo' | 'stateSinceMs'>;

/** One who may be asked, with the slots in use. */
export interface Candidate
  extends Pick<ProfileRow, 'staffId' | 'skills' | 'languages' | 'capacity' | 'assignedAtMs'> {
  readonly load: number;
}

export interface Match {
  readonly handoffId: string;
  readonly staffId: string;
}

interface Now {
  readonly nowMs: number;
  /** Who said no to what a short while ago, as `keyOf` writes it. */
  readonly declined: ReadonlySet<string>;
}

/** A handoff and an agent as one key. */
export function keyOf({ handoffId, staffId }: Match): string {
  return `${handoffId} ${staffId}`;
}

/**
 * Whom to ask about whom: those who wait come in their order, each gets the eligible agent with the largest share of
 * free slots, among equals who was given nothing for longest. One without an eligible agent holds nobody up.
 */
export function matchQueue(waiting: readonly Waiting[], candidates: readonly Candidate[], now: Now): Match[] {
  const loads = new Map(candidates.map(({ staffId, load }) => [staffId, load]));
  const given = new Set<string>();
  const shareOf = (agent: Candidate): number => (loads.get(agent.staffId) ?? 0) / agent.capacity;
  const matches: Match[] = [];
  for (const handoff of waiting) {
    const [chosen] = candidates
      .filter((agent) => (loads.get(agent.staffId) ?? 0) < agent.capacity)
      .filter((agent) => isEligible(handoff, agent, now))
      .sort(
        (one, other) =>
          shareOf(one) - shareOf(other) ||
          Number(given.has(one.staffId)) - Number(given.has(other.staffId)) ||
          one.assignedAtMs - other.assignedAtMs ||
          (one.staffId < other.staffId ? -1 : 1),
      );
    if (chosen === undefined) continue;
    loads.set(chosen.staffId, (loads.get(chosen.staffId) ?? 0) + 1);
    given.add(chosen.staffId);
    matches.push({ handoffId: handoff.handoffId, staffId: chosen.staffId });
  }
  return matches;
}

/**
 * Whether an agent may be asked: a transfer's named agent first, one who speaks the language and has the skill, not
 * who has just said no. After a while any agent is better than none (C4).
 */
export function isEligible(
  handoff: Waiting,
  agent: Pick<Candidate, 'staffId' | 'skills' | 'languages'>,
  { nowMs, declined }: Now,
): boolean {
  const { handoffId, transferTo, language, skill } = handoff;
  if (declined.has(keyOf({ handoffId, staffId: agent.staffId }))) return false;
  if (transferTo === agent.staffId) return true;
  const waitedMs = nowMs - handoff.stateSinceMs;
  if (transferTo !== null && waitedMs < limits.transferPatienceMs) return false;
  if (waitedMs >= limits.eligibilityPatienceMs) return true;
  return canTake({ language, skill }, agent);
}

/** Whether an agent speaks the language and has the skill. */
export function canTake(
  { language, skill }: Pick<Waiting, 'language' | 'skill'>,
  { languages, skills }: Pick<Candidate, 'languages' | 'skills'>,
): boolean {
  return hasWord(languages, language) && (skill === null || hasWord(skills, skill));
}

function hasWord(words: string, word: string): boolean {
  return words.split(' ').includes(word);
}
