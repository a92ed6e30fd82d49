import type { OpenedConversation } from '../../src/bot/wire.ts';
import type { Chat } from './deps.ts';
import { noteNews } from './receive.ts';
import { emptyThread } from './state.ts';
import { lastGaplessSeq, mergeActivities } from './thread.ts';

/** Bounds one catching-up; whatever is left is read at the next occasion. */
const pagesMax = 20;

/** Finds or begins the thread and reads everything after the last gapless `seq`, page by page. */
export async function joinConversation(chat: Chat): Promise<void> {
  for (let page = 0; page < pagesMax; page += 1) {
    const opened = await openConversation(chat);
    if (!opened) return;
    takeIn(chat, opened);
    const { activities } = chat.deps.store.get();
    if (opened.activities.length === 0 || lastGaplessSeq(activities) >= opened.lastSeq) break;
  }
  void chat.flush();
}

async function openConversation({ deps, connection }: Chat): Promise<OpenedConversation | null> {
  const { conversationId, activities, language, learner } = deps.store.get();
  const answer = await connection.ask('conversation:open', {
    ...(conversationId === null ? {} : { conversationId }),
    afterSeq: lastGaplessSeq(activities),
    language,
    surface: deps.surface(),
  });
  // An answer for a learner who has left meanwhile must not reach the next one's thread.
  if (answer === null || deps.store.get().learner !== learner) return null;
  if (answer.ok) return answer.data;
  if (conversationId === null) deps.store.set({ connection: 'refused' });
  else deps.store.set({ conversationId: null, activities: [], seqAtStart: null });
  return null;
}

/** Reads the page before the oldest activity known. */
export async function readEarlier({ deps, connection }: Chat): Promise<void> {
  const { conversationId, activities, language } = deps.store.get();
  const beforeSeq = activities[0]?.channelData.seq;
  if (conversationId === null || beforeSeq === undefined) return;
  const body = { conversationId, afterSeq: 0, beforeSeq, language, surface: deps.surface() };
  const answer = await connection.ask('conversation:open', body);
  if (!answer?.ok || deps.store.get().conversationId !== conversationId) return;
  deps.store.set({
    activities: mergeActivities(deps.store.get().activities, answer.data.activities),
    hasEarlier: answer.data.hasEarlier,
  });
}

function takeIn(chat: Chat, opened: OpenedConversation): void {
  const { store } = chat.deps;
  const before = store.get();
  const isOther = before.conversationId !== opened.conversationId;
  const known = isOther ? emptyThread.activities : before.activities;
  const activities = mergeActivities(known, opened.activities);
  const isFirst = isOther || before.seqAtStart === null;
  store.set({
    conversationId: opened.conversationId,
    activities,
    ...(isFirst ? { seqAtStart: opened.lastSeq, hasEarlier: opened.hasEarlier } : {}),
  });
  agreeOnLanguage(chat, opened);
  noteNews(chat);
}

function agreeOnLanguage({ deps, connection }: Chat, opened: OpenedConversation): void {
  const { language, languageChosen } = deps.store.get();
  if (language === opened.language) return;
  if (languageChosen) {
    void connection.ask('language:set', { conversationId: opened.conversationId, language });
  } else {
    deps.store.set({ language: opened.language });
  }
}
