import type { Job } from '../../kernel/job.ts';
import { expireApprovals } from './approval/decide-approval.ts';
import type { ConsoleOpsDeps } from './deps.ts';
import { indexMessages, noProgress } from './search/index-messages.ts';
import { wakeSnoozed } from './snooze/wake-snoozed.ts';

const INDEX_EVERY_MS = 1_000;
const WAKE_EVERY_MS = 3_000;
const EXPIRE_EVERY_MS = 60_000;

/** The recurring work of the console. */
export function consoleJobs(deps: ConsoleOpsDeps): Job[] {
  const progress = noProgress();
  return [
    {
      name: 'bot.index_messages',
      everyMs: INDEX_EVERY_MS,
      run: async () => void (await indexMessages(deps, progress)),
    },
    { name: 'bot.wake_snoozed', everyMs: WAKE_EVERY_MS, run: async () => void (await wakeSnoozed(deps)) },
    {
      name: 'bot.expire_approvals',
      everyMs: EXPIRE_EVERY_MS,
      run: async () => void (await expireApprovals(deps)),
    },
  ];
}
