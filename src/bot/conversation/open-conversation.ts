import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { ConversationDeps } from '../deps.ts';
import type { Conversation } from '../types.ts';
import type { OpenConversation, OpenedConversation } from '../wire.ts';
import { activityOfRow } from './activity.ts';
import { beginConversation } from './begin-conversation.ts';
import { activitiesAfter, activitiesBefore, findConversation, setConversationSurface } from './store.ts';

/**
 * Finds the learner's thread or begins one, and replays it: what came after `afterSeq` oldest first, the newest page
 * when the client has nothing, or the page before `beforeSeq`. Throws `not_found` for a thread that is not theirs.
 */
export async function openConversation(
  deps: ConversationDeps,
  command: OpenConversation & { learnerId: string },
): Promise<OpenedConversation> {
  const conversation = await find(deps, command);
  const { conversationId } = conversation;
  if (conversation.surface !== command.surface) {
    await setConversationSurface(deps.db.query, { conversationId, surface: command.surface });
  }
  const rows = await readPage(deps, conversationId, command);
  const activities = rows.map(activityOfRow);
  const firstSeq = rows[0]?.seq ?? 1;
  return {
    conversationId,
    language: conversation.language,
    // What was committed since the thread was read may be on the page already.
    lastSeq: Math.max(conversation.lastSeq, rows.at(-1)?.seq ?? 0),
    activities,
    hasEarlier: command.afterSeq === 0 && firstSeq > 1,
  };
}

async function find(
  deps: ConversationDeps,
  command: OpenConversation & { learnerId: string },
): Promise<Conversation> {
  const { conversationId, learnerId } = command;
  if (conversationId === undefined) return beginConversation(deps, command);
  const known = await findConversation(deps.db.query, { conversationId, learnerId });
  if (known === undefined) throw new DomainError(kernelErrors.not_found);
  return known;
}

/** The largest place the databases can compare with; no thread gets there. */
const SEQ_MAX = 2_147_483_647;

function readPage(deps: ConversationDeps, conversationId: string, command: OpenConversation) {
  const limit = limits.activitiesPerPage;
  const afterSeq = Math.min(command.afterSeq, SEQ_MAX);
  const beforeSeq = Math.min(command.beforeSeq ?? SEQ_MAX, SEQ_MAX);
  if (command.beforeSeq === undefined && afterSeq > 0) {
    return activitiesAfter(deps.db.query, { conversationId, afterSeq, limit });
  }
  return activitiesBefore(deps.db.query, { conversationId, beforeSeq, limit });
}
