import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import type { ConversationDeps } from '../deps.ts';
import type { SetLanguage } from '../wire.ts';
import { setConversationLanguage } from './store.ts';

/** Changes the language the bot speaks in a thread. Throws `not_found` when it is not the learner's. */
export async function setLanguage(
  deps: ConversationDeps,
  command: SetLanguage & { learnerId: string },
): Promise<void> {
  const isChanged = await setConversationLanguage(deps.db.query, command);
  if (!isChanged) throw new DomainError(kernelErrors.not_found);
}
