import type { Language } from '../../identity/wire.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { addThread } from '../conversation/begin-conversation.ts';
import { publishActivities } from '../conversation/deliver.ts';
import { holdLearner } from '../conversation/store.ts';
import type { ConversationDeps } from '../deps.ts';
import { findThread } from './store.ts';

export interface BeginThread {
  readonly conversationId: string;
  readonly learnerId: string;
  readonly language: Language;
}

/**
 * Begins the conversation that a token was made for, with the bot's greeting; false when it began before. Throws
 * `not_found` when it is not the learner's any more.
 */
export async function beginThread(deps: ConversationDeps, command: BeginThread): Promise<boolean> {
  const { conversationId, learnerId } = command;
  const greeted = await deps.db.transact(async (tx) => {
    if (!(await holdLearner(tx, learnerId))) throw new DomainError(kernelErrors.not_found);
    const known = await findThread(tx, conversationId);
    if (known !== undefined && known.learnerId !== learnerId) throw new DomainError(kernelErrors.not_found);
    if (known !== undefined) return null;
    return addThread(deps, tx, { ...command, surface: 'web', channel: 'direct_line' });
  });
  if (greeted === null) return false;
  const { conversation, activities } = greeted;
  publishActivities(deps, conversation, { activities });
  return true;
}
