import type { Job } from '../kernel/job.ts';
import { limits } from '../kernel/limits.ts';
import type { HandleTurnDeps, HandoffDeps } from './deps.ts';
import { returnConversations } from './handoff/return-conversations.ts';
import { finishTurns } from './turn/finish-turns.ts';

const EVERY_MS = 5_000;
/** Signing out gives threads back at once; this is for sessions that ended by themselves. */
const RETURN_EVERY_MS = 15_000;
/** Longer than any turn may take: what is older and unanswered belongs to nobody. */
const OLDER_THAN_MS = limits.turnTimeMaxMs + EVERY_MS;
/** Later runs look back as far as a run or two could have been missed. */
const YOUNGER_THAN_MS = 15 * 60_000;

/** The recurring work of the bot. */
export function botJobs(deps: HandleTurnDeps & HandoffDeps): Job[] {
  let isFirstRun = true;
  const run = async (): Promise<void> => {
    const isAlone = deps.db.engine === 'sqlite';
    // With SQLite there is no other process: what this one does not have in hand at its start, nobody has.
    const olderThanMs = isFirstRun && isAlone ? 0 : OLDER_THAN_MS;
    const youngerThanMs = isFirstRun ? limits.turnResumeAgeMaxMs : YOUNGER_THAN_MS;
    await finishTurns(deps, { olderThanMs, youngerThanMs });
    isFirstRun = false;
  };
  const returnStranded = async (): Promise<void> => void (await returnConversations(deps));
  return [
    { name: 'bot.finish_turns', everyMs: EVERY_MS, run },
    { name: 'bot.return_conversations', everyMs: RETURN_EVERY_MS, run: returnStranded },
  ];
}
