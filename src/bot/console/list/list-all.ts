import type { z } from 'zod';
import { maskName, type StaffCaller } from '../../../identity/index.ts';
import type { Language } from '../../../identity/wire.ts';
import type { Activity as ActivityRow } from '../../../kernel/db/tables.ts';
import { DomainError, kernelErrors } from '../../../kernel/errors.ts';
import { limits } from '../../../kernel/limits.ts';
import { contentOfRow } from '../../conversation/activity.ts';
import { findLastMessages } from '../../handoff/console-store.ts';
import type { ConsoleOpsDeps } from '../deps.ts';
import { findLabelsOf } from '../label/store.ts';
import { findSnoozed } from '../snooze/store.ts';
import { isSupervisor, namesOfStaff } from '../thread.ts';
import { findThreads, type Place, type ThreadRow, threadWindowEnd } from './store.ts';
import type {
  AllConversations,
  AllConversationsQuery,
  ConversationStateName,
  ListedConversation,
} from './wire.ts';

interface ListAll {
  readonly caller: StaffCaller;
  readonly query: z.output<typeof AllConversationsQuery>;
}

/**
 * Every thread the caller may read that fits, by its last change, newest first. The work of a page is bounded: it
 * looks through the next `limits.conversationWindow` threads, and the cursor leads on from there.
 */
export async function listAllConversations(
  deps: Pick<ConsoleOpsDeps, 'db' | 'clock' | 'livemode'>,
  { caller, query }: ListAll,
): Promise<AllConversations> {
  const { cursor, limit, owner, ...filters } = query;
  const livemode = deps.livemode ? 1 : 0;
  const after = placeOf(cursor);
  const window = { livemode, after, size: limits.conversationWindow };
  const until = await threadWindowEnd(deps.db.query, window);
  const wanted = {
    ...filters,
    livemode,
    nowMs: deps.clock.wallMs(),
    readerId: isSupervisor(caller) ? null : caller.staffId,
    ...(owner !== undefined && { ownerId: owner === 'me' ? caller.staffId : owner }),
  };
  const rows = await findThreads(deps.db.query, wanted, { after, until, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const next = rows.length > limit ? page.at(-1) : until;
  return {
    conversations: await show(deps, page),
    nextCursor: next === undefined ? null : `${next.updatedAtMs}:${next.conversationId}`,
  };
}

function placeOf(cursor: string | undefined): Place {
  if (cursor === undefined) return { updatedAtMs: Number.MAX_SAFE_INTEGER, conversationId: '' };
  const match = /^(\d{1,16}):([\w-]{1,60})$/.exec(cursor);
  if (match === null) throw new DomainError(kernelErrors.invalid_request, { detail: 'cursor: not ours' });
  return { updatedAtMs: Number(match[1]), conversationId: match[2] ?? '' };
}

async function show(
  deps: Pick<ConsoleOpsDeps, 'db' | 'clock'>,
  rows: readonly ThreadRow[],
): Promise<ListedConversation[]> {
  const conversationIds = rows.map(({ conversationId }) => conversationId);
  const nowMs = deps.clock.wallMs();
  const [labels, snoozed, messages, names] = await Promise.all([
    findLabelsOf(deps.db.query, conversationIds),
    findSnoozed(deps.db.query, { conversationIds, nowMs }),
    findLastMessages(deps.db.query, conversationIds),
    namesOfStaff(
      deps.db.query,
      rows.map(({ ownerId }) => ownerId),
    ),
  ]);
  return rows.map(({ displayName, isGuest, isBreached, language, state, ownerId, ...row }) => ({
    ...row,
    ownerId,
    learnerName: maskName(displayName),
    isGuest: isGuest === 1,
    language: language as Language,
    state: state as ConversationStateName,
    ownerName: ownerId === null ? null : (names.get(ownerId) ?? ''),
    labels: labels.get(row.conversationId) ?? [],
    snoozedUntilMs: snoozed.get(row.conversationId)?.untilMs ?? null,
    isBreached: isBreached === 1,
    lastMessage: previewOf(messages.find((message) => message.conversationId === row.conversationId)),
  }));
}

function previewOf(
  last: Pick<ActivityRow, 'content' | 'sender' | 'createdAtMs'> | undefined,
): ListedConversation['lastMessage'] {
  if (last === undefined) return null;
  return {
    text: (contentOfRow(last).text ?? '').slice(0, limits.messagePreviewCharactersMax),
    sender: last.sender === 'agent' ? 'agent' : 'learner',
    atMs: last.createdAtMs,
  };
}
