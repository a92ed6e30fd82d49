import { afterAll, beforeAll } from 'vitest';
import { openTestSqlite } from '../../kernel/db/engines.testing.ts';
import { createTestBot, type TestBot } from '../bot.testing.ts';
import type { TurnDeps } from '../deps.ts';
import { type Activity, CARD, type ProductsCard } from '../wire.ts';

export interface Thread {
  readonly learnerId: string;
  readonly conversationId: string;
}

/** One SQLite database for the dialogs of a test file; returns how to begin a thread of its own in it. */
export function useThreads() {
  let opened: Awaited<ReturnType<typeof openTestSqlite>> | undefined;
  beforeAll(async () => {
    opened = await openTestSqlite();
  });
  afterAll(() => opened?.remove());
  return async (language: 'zh' | 'en', changes: Partial<TurnDeps> = {}) => {
    if (opened === undefined) throw new Error('the database is not open yet');
    const bot = createTestBot(opened.db, changes);
    const learnerId = await bot.newLearner();
    const thread: Thread = { learnerId, conversationId: await bot.open(learnerId, language) };
    return { bot, thread };
  };
}

/** Sends the texts one after the other; returns the reply to the last. */
export async function askAll(bot: TestBot, thread: Thread, texts: readonly string[]): Promise<Activity> {
  let last: Activity | undefined;
  for (const text of texts) [last] = await bot.ask(thread, text);
  if (last === undefined) throw new Error('nothing was asked');
  return last;
}

/** The content of one of our cards. */
export function cardOf<Content>(activity: Activity, contentType: string): Content {
  const found = activity.attachments?.find((attachment) => attachment.contentType === contentType);
  if (found === undefined) throw new Error(`no ${contentType} in the reply`);
  return found.content as Content;
}

export function titlesOf(activity: Activity): string[] {
  return cardOf<ProductsCard>(activity, CARD.products).items.map((item) => item.title);
}

/** What a tap on one of the reply's suggestions would send. */
export function tapsOf(activity: Activity): string[] {
  return (activity.suggestedActions?.actions ?? []).map(({ value }) => value);
}
