import type { OpenConversation, OpenedConversation } from '../../src/bot/wire.ts';
import type { Chat } from './deps.ts';
import { fileWork } from './file-work.ts';
import { noteMarks } from './marks.ts';
import { noteHandoff, noteNews } from './receive.ts';
import { emptyThread } from './state.ts';
import { lastGaplessSeq, mergeActivities } from './thread.ts';
import { readThreads } from './threads.ts';

/** Bounds one catching-up; whatever is left is read at the next occasion. */
const pagesMax = 20;

const askAgainMs = 3_000;

/** Finds or begins the thread and reads everything after the last gapless `seq`, page by page. */
export async function joinConversation(chat: Chat): Promise<void> {
  for (let page = 0; page < pagesMax; page += 1) {
    const opened = await openConversation(chat);
    if (!opened) {
      // A connection that is down joins by itself when it is back; one that is up has to be asked again.
      if (chat.connection.isOnline()) setTimeout(() => void chat.join(), askAgainMs);
      return;
    }
    takeIn(chat, opened);
    const { activities } = chat.deps.store.get();
    if (opened.activities.length === 0 || lastGaplessSeq(activities) >= opened.lastSeq) break;
  }
  void chat.flush();
}

/** Null when there is no answer that belongs to the present learner. */
async function openConversation({ deps, connection }: Chat): Promise<OpenedConversation | null> {
  const { conversationId, activities, language, learner } = deps.store.get();
  const ask = (known: Partial<OpenConversation>) =>
    connection.ask('conversation:open', { afterSeq: 0, language, surface: deps.surface(), ...known });
  let answer =
    conversationId === null
      ? await ask({})
      : await ask({ conversationId, afterSeq: lastGaplessSeq(activities) });
  // The thread is not this learner's any more: whichever is theirs is opened instead.
  if (answer?.ok === false && answer.error.code === 'not_found') answer = await ask({});
  // An answer for a learner who has left meanwhile must not reach the next one's thread.
  return answer?.ok && deps.store.get().learner === learner ? answer.data : null;
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
  if (isOther) store.set({ handoff: null, typing: null, stream: null, marks: null });
  if (opened.marks) noteMarks(chat, opened.conversationId, opened.marks);
  if (opened.handoff) noteHandoff(chat, opened.handoff);
  agreeOnLanguage(chat, opened);
  noteNews(chat);
  if (store.get().files.length > 0) void fileWork().then(({ sendFiles }) => sendFiles(chat));
  // The badge counts the other threads too; after that they are told of one by one.
  if (isFirst) void readThreads(chat).then(() => noteNews(chat, true));
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
