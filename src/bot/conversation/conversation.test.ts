import { expect, it, vi } from 'vitest';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import { limits } from '../../kernel/limits.ts';
import { createTestBot } from '../bot.testing.ts';
import { deliver } from './deliver.ts';
import { deliverMessage } from './deliver-message.ts';
import { moveConversations } from './move-conversations.ts';
import { openConversation } from './open-conversation.ts';
import { setLanguage } from './set-language.ts';

describeOnBothEngines('conversation', (database) => {
  const begin = async () => {
    const bot = createTestBot(database());
    const learnerId = await bot.newLearner();
    return { bot, learnerId, conversationId: await bot.open(learnerId) };
  };
  const open = { afterSeq: 0, language: 'zh', surface: 'web' } as const;
  const message = (number: number) => ({ clientMessageId: `message-${number}`, text: `第 ${number} 条` });

  it('begins with one greeting and comes back to the same thread', async () => {
    const { bot, learnerId, conversationId } = await begin();
    const again = await openConversation(bot.deps, { ...open, learnerId });
    expect(again.conversationId).toBe(conversationId);
    expect(again).toMatchObject({ lastSeq: 1, hasEarlier: false, language: 'zh' });
    expect(again.activities).toHaveLength(1);
    expect(again.activities[0]).toMatchObject({ channelData: { seq: 1, sender: 'bot' }, locale: 'zh-CN' });
    expect(again.activities[0]?.suggestedActions?.actions.length).toBeGreaterThan(0);
  });

  it('two devices that open at once share one thread', async () => {
    const bot = createTestBot(database());
    const learnerId = await bot.newLearner();
    const opened = await Promise.all(Array.from({ length: 8 }, () => bot.open(learnerId)));
    expect(new Set(opened).size).toBe(1);
  });

  it('gives concurrent messages places without a gap, each once', async () => {
    const { bot, learnerId, conversationId } = await begin();
    const sent = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        deliverMessage(bot.deps, { conversationId, learnerId, ...message(index) }),
      ),
    );
    const seqs = sent.map(({ committed }) => committed.seq).sort((a, b) => a - b);
    expect(seqs).toEqual(Array.from({ length: 40 }, (_, index) => index + 2));
    const transcript = await bot.transcript(conversationId);
    expect(transcript.map((activity) => activity.channelData.seq)).toEqual(
      Array.from({ length: 41 }, (_, index) => index + 1),
    );
  });

  it('a resend gets the first answer again and changes nothing, also when all come at once', async () => {
    const { bot, learnerId, conversationId } = await begin();
    const sent = await Promise.all(
      Array.from({ length: 12 }, () =>
        deliverMessage(bot.deps, { conversationId, learnerId, ...message(1) }),
      ),
    );
    expect(new Set(sent.map(({ committed }) => JSON.stringify(committed))).size).toBe(1);
    expect(sent.filter(({ turn }) => turn !== null)).toHaveLength(1);
    const later = await deliverMessage(bot.deps, {
      conversationId,
      learnerId,
      ...message(1),
      text: 'something else',
    });
    expect(later.committed).toEqual(sent[0]?.committed);
    const transcript = await bot.transcript(conversationId);
    expect(transcript.map((activity) => activity.text)).toEqual([expect.any(String), '第 1 条']);
  });

  it('nobody writes into, reads, resends into or turns the thread of another', async () => {
    const { bot, learnerId, conversationId } = await begin();
    await deliverMessage(bot.deps, { conversationId, learnerId, ...message(1) });
    const stranger = await bot.newLearner();
    const theirs = { conversationId, learnerId: stranger };
    const notFound = { definition: { code: 'not_found' } };
    await expect(deliverMessage(bot.deps, { ...theirs, ...message(1) })).rejects.toMatchObject(notFound);
    await expect(deliverMessage(bot.deps, { ...theirs, ...message(2) })).rejects.toMatchObject(notFound);
    await expect(openConversation(bot.deps, { ...open, ...theirs })).rejects.toMatchObject(notFound);
    await expect(setLanguage(bot.deps, { ...theirs, language: 'en' })).rejects.toMatchObject(notFound);
    await expect(
      openConversation(bot.deps, { ...open, ...theirs, conversationId: 'conv_none' }),
    ).rejects.toMatchObject(notFound);
    expect(await bot.transcript(conversationId)).toHaveLength(2);
    const own = await openConversation(bot.deps, { ...open, learnerId: stranger });
    expect(own.conversationId).not.toBe(conversationId);
  });

  it('replays exactly what came after a place, page by page, and earlier pages on request', async () => {
    const { bot, learnerId, conversationId } = await begin();
    const count = limits.activitiesPerPage * 2 + 20;
    for (let number = 1; number < count; number += 1) {
      await deliverMessage(bot.deps, { conversationId, learnerId, ...message(number) });
    }
    const read = async (from: { afterSeq: number; beforeSeq?: number }) => {
      const page = await openConversation(bot.deps, { ...open, ...from, learnerId, conversationId });
      const seqs = page.activities.map((activity) => activity.channelData.seq);
      return { ...page, first: seqs[0], last: seqs.at(-1), length: seqs.length };
    };
    expect(await read({ afterSeq: 0 })).toMatchObject({
      first: 121,
      last: count,
      lastSeq: count,
      hasEarlier: true,
    });
    expect(await read({ afterSeq: 0, beforeSeq: 121 })).toMatchObject({
      first: 21,
      last: 120,
      hasEarlier: true,
    });
    expect(await read({ afterSeq: 0, beforeSeq: 21 })).toMatchObject({
      first: 1,
      last: 20,
      hasEarlier: false,
    });
    expect(await read({ afterSeq: 5 })).toMatchObject({ first: 6, last: 105, hasEarlier: false });
    expect(await read({ afterSeq: 105 })).toMatchObject({ first: 106, last: 205 });
    expect(await read({ afterSeq: 205 })).toMatchObject({ first: 206, last: count, length: 15 });
    expect(await read({ afterSeq: count })).toMatchObject({ length: 0, lastSeq: count });
  });

  it('keeps a card number out of the database, the broadcast and the turn', async () => {
    const { bot, learnerId, conversationId } = await begin();
    const heard: unknown[] = [];
    bot.deps.broadcast.subscribe('conversation', (told) => heard.push(told));
    const { turn } = await deliverMessage(bot.deps, {
      conversationId,
      learnerId,
      clientMessageId: 'with-card-number',
      text: '我的卡号 4242 4242 4242 4242，安全码 123',
    });
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    const row = await database()
      .query.selectFrom('activity')
      .select('content')
      .where('clientMessageId', '=', 'with-card-number')
      .where('conversationId', '=', conversationId)
      .executeTakeFirstOrThrow();
    for (const copy of [row.content, JSON.stringify(heard), JSON.stringify(turn)]) {
      expect(copy).not.toMatch(/4242 4242|123/);
      expect(copy).toContain('••••4242');
    }
  });

  it('refuses a message that says nothing', async () => {
    const { bot, learnerId, conversationId } = await begin();
    const blank = deliverMessage(bot.deps, {
      conversationId,
      learnerId,
      clientMessageId: 'blank-one',
      text: ' \n ',
    });
    await expect(blank).rejects.toMatchObject({ definition: { code: 'invalid_request' } });
  });

  it('the bot writes only while it owns the thread, however the owner changes meanwhile', async () => {
    const { bot, learnerId, conversationId } = await begin();
    const setOwner = (owner: 'bot' | 'agent') =>
      database()
        .query.updateTable('conversation')
        .set({ owner, ownerId: owner === 'agent' ? 'agt_1' : null })
        .where('conversationId', '=', conversationId)
        .execute();
    const reply = (number: number) =>
      deliver(bot.deps, {
        conversationId,
        sender: 'bot',
        senderId: 'bot',
        whileOwner: 'bot',
        entries: [
          { activityId: `act_reply_${conversationId}_${number}`, content: () => ({ text: 'reply' }) },
        ],
      });
    await setOwner('agent');
    expect((await reply(0)).status).toBe('refused');
    const { turn } = await deliverMessage(bot.deps, { conversationId, learnerId, ...message(1) });
    expect(turn).toBeNull();
    await setOwner('bot');
    const replies = Array.from({ length: 20 }, (_, index) => reply(index + 1));
    const statuses = await Promise.all([...replies, setOwner('agent').then(() => reply(99))]);
    const delivered = statuses.filter(({ status }) => status === 'delivered').length;
    expect(statuses.at(-1)?.status).toBe('refused');
    const transcript = await bot.transcript(conversationId);
    expect(transcript.filter((activity) => activity.text === 'reply')).toHaveLength(delivered);
    expect(transcript.map((activity) => activity.channelData.seq)).toEqual(
      transcript.map((_, index) => index + 1),
    );
  });

  it('what must be committed with an activity is undone with it', async () => {
    const { bot, conversationId } = await begin();
    const failing = deliver(bot.deps, {
      conversationId,
      sender: 'bot',
      senderId: 'bot',
      entries: [{ activityId: `act_undone_${conversationId}`, content: () => ({ text: 'undone' }) }],
      alongside: async () => {
        throw new Error('not today');
      },
    });
    await expect(failing).rejects.toThrow('not today');
    expect(await bot.transcript(conversationId)).toHaveLength(1);
    const opened = await database()
      .query.selectFrom('conversation')
      .select('lastSeq')
      .where('conversationId', '=', conversationId)
      .executeTakeFirstOrThrow();
    expect(opened.lastSeq).toBe(1);
  });

  it("a guest's threads move to the learner who signs in, or stay when that fails", async () => {
    const { bot, learnerId: guest, conversationId } = await begin();
    const learner = await bot.newLearner();
    const move = { fromLearnerId: guest, toLearnerId: learner };
    const moved: unknown[] = [];
    bot.deps.broadcast.subscribe('conversation.moved', (told) => moved.push(told));
    const failing = database().transact(async (tx) => {
      await moveConversations(bot.deps, tx, move);
      throw new Error('sign-in failed');
    });
    await expect(failing).rejects.toThrow('sign-in failed');
    expect(moved).toEqual([]);
    await database().transact((tx) => moveConversations(bot.deps, tx, move));
    expect(moved).toEqual([{ fromLearnerId: guest, conversationIds: [conversationId] }]);
    const opened = await openConversation(bot.deps, { ...open, learnerId: learner, conversationId });
    expect(opened.conversationId).toBe(conversationId);
    await expect(
      openConversation(bot.deps, { ...open, learnerId: guest, conversationId }),
    ).rejects.toMatchObject({ definition: { code: 'not_found' } });
  });
});
