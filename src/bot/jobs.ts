import type { Job } from '../kernel/job.ts';
import { limits } from '../kernel/limits.ts';
import type { AttachmentDeps } from './attachment/deps.ts';
import { dropUnsent } from './attachment/drop-unsent.ts';
import type { BotSocketsDeps, HandleTurnDeps, HandoffDeps } from './deps.ts';
import { countWaiting } from './handoff/queue/count-waiting.ts';
import { QUEUE_JOB, runQueue } from './handoff/queue/run-queue.ts';
import { finishTurns } from './turn/finish-turns.ts';

const EVERY_MS = 5_000;
/** As often as figures are read. */
const COUNT_EVERY_MS = 10_000;
const DROP_FILES_EVERY_MS = 15 * 60_000;
/** Longer than any turn may take: what is older and unanswered belongs to nobody. */
const OLDER_THAN_MS = limits.turnTimeMaxMs + EVERY_MS;
/** Later runs look back as far as a run or two could have been missed. */
const YOUNGER_THAN_MS = 15 * 60_000;

interface BotJobsDeps
  extends HandleTurnDeps,
    HandoffDeps,
    Pick<BotSocketsDeps, 'meter'>,
    Pick<AttachmentDeps, 'files'> {}

/** The recurring work of the bot. */
export function botJobs(deps: BotJobsDeps): Job[] {
  let isFirstRun = true;
  const run = async (): Promise<void> => {
    const isAlone = deps.db.engine === 'sqlite';
    // With SQLite there is no other process: what this one does not have in hand at its start, nobody has.
    const olderThanMs = isFirstRun && isAlone ? 0 : OLDER_THAN_MS;
    const youngerThanMs = isFirstRun ? limits.turnResumeAgeMaxMs : YOUNGER_THAN_MS;
    await finishTurns(deps, { olderThanMs, youngerThanMs });
    isFirstRun = false;
  };
  const dropFiles = async (): Promise<void> => void (await dropUnsent(deps));
  return [
    { name: 'bot.finish_turns', everyMs: EVERY_MS, run },
    { name: QUEUE_JOB, everyMs: limits.queueBackstopMs, run: () => runQueue(deps) },
    { name: 'bot.count_waiting', everyMs: COUNT_EVERY_MS, run: () => countWaiting(deps) },
    { name: 'bot.drop_unsent_files', everyMs: DROP_FILES_EVERY_MS, run: dropFiles },
  ];
}
