import type { Language } from '../../../identity/wire.ts';
import type { HandoffDeps } from '../../deps.ts';
import { CSAT_SINCE_MS, sumCsatByAgent } from '../csat/store.ts';
import type { AgentView } from '../wire.ts';
import { agentsHere } from './agents-here.ts';
import { countLoads, findProfiles } from './store.ts';

/** Everybody who has ever taken conversations, with what they have now: whom to pass one to, and how busy they are. */
export async function listAgents(deps: HandoffDeps): Promise<AgentView[]> {
  const livemode = deps.livemode ? 1 : 0;
  const sinceMs = deps.clock.wallMs() - CSAT_SINCE_MS;
  const [profiles, here, loads, ratings] = await Promise.all([
    findProfiles(deps.db.query),
    agentsHere(deps),
    countLoads(deps.db.query),
    sumCsatByAgent(deps.db.query, { livemode, sinceMs }),
  ]);
  const hereIds = new Set(here.map(({ staffId }) => staffId));
  const views = profiles.map(async ({ staffId, skills, languages, capacity, ...profile }) => {
    const isHere = hereIds.has(staffId);
    return {
      staffId,
      displayName: (await deps.nameOfStaff(staffId)) ?? '',
      skills: wordsOf(skills),
      languages: wordsOf(languages) as Language[],
      capacity,
      status: isHere ? (profile.status as AgentView['status']) : ('offline' as const),
      statusSinceMs: isHere ? profile.statusSinceMs : profile.seenAtMs,
      load: loads.get(staffId) ?? 0,
      csat: ratings.get(staffId) ?? { answered: 0, meanScore: null },
    };
  });
  return Promise.all(views);
}

function wordsOf(text: string): string[] {
  return text === '' ? [] : text.split(' ');
}
