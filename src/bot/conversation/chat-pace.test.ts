import { expect, it } from 'vitest';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import { chatPaceOf } from './chat-pace.ts';

describeOnBothEngines('chat pace', (database) => {
  it('counts the learner’s own messages, their first instant and the median pause; nothing for a stranger', async () => {
    await database().transact(async (tx) => {
      await tx
        .insertInto('learner')
        .values({
          learnerId: 'l',
          hostUserId: null,
          hostUserKey: null,
          displayName: null,
          isGuest: 1,
          mergedIntoLearnerId: null,
          livemode: 0,
          createdAtMs: 1,
          updatedAtMs: 1,
        })
        .execute();
      await tx
        .insertInto('conversation')
        .values({
          conversationId: 'c',
          learnerId: 'l',
          livemode: 0,
          channel: 'web',
          surface: 'web',
          language: 'zh',
          owner: 'bot',
          ownerId: null,
          status: 'open',
          lastSeq: 5,
          createdAtMs: 1,
          updatedAtMs: 1,
        })
        .execute();
      for (const [index, [sender, createdAtMs]] of (
        [
          ['learner', 100],
          ['bot', 150],
          ['learner', 300],
          ['learner', 1300],
        ] as const
      ).entries()) {
        await tx
          .insertInto('activity')
          .values({
            activityId: `a${index}`,
            conversationId: 'c',
            seq: index + 1,
            clientMessageId: null,
            type: 'message',
            sender,
            senderId: 'x',
            replyToId: null,
            content: '{}',
            createdAtMs,
          })
          .execute();
      }
    });
    const pace = await chatPaceOf(database().query, { conversationId: 'c', learnerId: 'l' });
    expect(pace).toEqual({ messagesCount: 3, firstMessageAtMs: 100, medianGapMs: 600 });
    const stranger = await chatPaceOf(database().query, { conversationId: 'c', learnerId: 'other' });
    expect(stranger).toEqual({ messagesCount: 0, firstMessageAtMs: null, medianGapMs: null });
  });
});
