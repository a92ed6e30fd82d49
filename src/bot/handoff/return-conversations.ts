import { limits } from '../../kernel/limits.ts';
import { deliver } from '../conversation/deliver.ts';
import type { HandoffDeps } from '../deps.ts';
import { handoff as words } from '../text/handoff.ts';
import { changeHandoff, elsewhere } from './change-handoff.ts';
import { sentenceEntry } from './entries.ts';
import { handoffReturned } from './events.ts';
import { houseSays } from './house-says.ts';
import { joiningLine } from './join-line.ts';
import { agentsHere, isAnybodyAvailable } from './presence/agents-here.ts';
import { tellAgents } from './presence/beat.ts';
import { lineNow } from './queue/line-now.ts';
import { findOffered } from './queue/store.ts';
import { takeBack } from './queue/take-back.ts';
import { findHeld, findOwed } from './store.ts';
import { finishWrapUp } from './wrap-up.ts';

/**
 * Puts the threads of agents who are not here any more back into the line, at the place they had; returns how many.
 * Nobody waits for somebody who is gone (C4). Offers to them are taken back, and talks that were over are ended.
 */
export async function returnConversations(deps: HandoffDeps): Promise<number> {
  const livemode = deps.livemode ? 1 : 0;
  const [held, offered] = await Promise.all([
    findHeld(deps.db.query, livemode),
    findOffered(deps.db.query, livemode),
  ]);
  if (held.length + offered.length === 0) return 0;
  const here = new Set((await agentsHere(deps)).map(({ staffId }) => staffId));
  for (const { conversationId, offeredTo } of offered) {
    if (offeredTo === null || here.has(offeredTo)) continue;
    await takeBack(deps, { conversationId, staffId: offeredTo, reason: 'agent_away' });
  }
  const stranded = held.filter(({ staffId }) => !here.has(staffId));
  for (const staffId of new Set(stranded.map((each) => each.staffId))) tellAgents(deps, staffId);
  for (const { state, ...conversation } of stranded) {
    if (state === 'wrap_up') await finishWrapUp(deps, conversation);
    else await returnConversation(deps, conversation);
  }
  return stranded.length + (await returnOwed(deps, livemode));
}

/**
 * A console that is open says little about who sits before it: an agent on a break who owes an answer longer than was
 * promised gives the conversation to those who are there. With nobody else there it stays.
 */
async function returnOwed(deps: HandoffDeps, livemode: number): Promise<number> {
  const sinceMs = deps.clock.wallMs() - limits.awayPatienceMs;
  const owed = await findOwed(deps.db.query, { livemode, sinceMs });
  if (owed.length === 0 || !(await isAnybodyAvailable(deps))) return 0;
  for (const conversation of owed) await returnConversation(deps, conversation);
  return owed.length;
}

async function returnConversation(
  deps: HandoffDeps,
  { conversationId, staffId }: { conversationId: string; staffId: string },
): Promise<void> {
  const name = (await deps.nameOfStaff(staffId)) ?? '';
  const line = await lineNow(deps);
  const nowMs = deps.clock.wallMs();
  const delivery = joiningLine(
    deps,
    {
      ...houseSays({ conversationId, staffId }),
      entries: [sentenceEntry(deps, () => words.left(name))],
    },
    {
      reason: 'agent_away',
      line,
      enter: (tx) =>
        changeHandoff(deps, tx, {
          conversationId,
          from: ['human'],
          to: 'queued',
          reason: 'agent_away',
          nowMs,
          staffId,
          set: { isMessage: line.isAnybodyHere ? 0 : 1 },
        }),
      tell: (tx, entered) => handoffReturned(deps, tx, { ...entered, staffId }),
    },
  );
  try {
    await deliver(deps, delivery);
  } catch (error) {
    // It went into wrap-up, or on, at this moment; the next round sees where.
    if (error !== elsewhere) throw error;
  }
}
