import { beforeAll, expect, it } from 'vitest';
import { describeOnBothEngines } from '../../../kernel/db/engines.testing.ts';
import { firstIdSince } from '../../../kernel/id.ts';
import { createSegmenter } from '../../../recommend/index.ts';
import { forgetIndexed } from './forget-indexed.ts';
import { indexMessages, isIndexing, noProgress } from './index-messages.ts';
import { searchMessages } from './search-messages.ts';

const segmenter = createSegmenter();
const supervisor = { staffId: 'stf_1', role: 'supervisor' } as const;

describeOnBothEngines('the search of messages', (database) => {
  const search = (text: string, more: { cursor?: string; limit?: number } = {}, livemode = false) =>
    searchMessages(
      { db: database(), livemode, segmenter: async () => segmenter },
      { caller: supervisor, text, limit: 20, ...more },
    );
  const textsOf = async (text: string) => (await search(text)).items.map(({ excerpt }) => excerpt);
  const startMs = Date.now();
  let seq = 0;
  const say = async (conversationId: string, ...texts: string[]): Promise<void> => {
    for (const text of texts) {
      seq += 1;
      await database()
        .query.insertInto('activity')
        .values({
          // Ids sort by the millisecond they were made in: one each.
          activityId: `${firstIdSince('act', startMs + seq)}${'0'.repeat(16)}`,
          conversationId,
          seq,
          type: 'message',
          sender: 'learner',
          senderId: 'lrn_1',
          content: JSON.stringify({ text }),
          createdAtMs: seq,
        })
        .execute();
    }
  };
  /** Time stands still: one run takes all there is. */
  const clock = { nowMs: () => 0, wallMs: () => 0 };
  const index = () => indexMessages({ db: database(), clock }, noProgress());

  beforeAll(async () => {
    const { query } = database();
    const person = { isGuest: 0, livemode: 0, createdAtMs: 1, updatedAtMs: 1 };
    await query
      .insertInto('learner')
      .values({ learnerId: 'lrn_1', displayName: '林小满', ...person })
      .execute();
    const thread = { learnerId: 'lrn_1', livemode: 0, channel: 'web', surface: 'web', language: 'zh' };
    for (const conversationId of ['conv_1', 'conv_2'])
      await query
        .insertInto('conversation')
        .values({
          conversationId,
          ...thread,
          owner: 'bot',
          status: 'open',
          lastSeq: 0,
          createdAtMs: 1,
          updatedAtMs: 1,
        })
        .execute();
  });

  it('finds parts of words, words apart, any case and any form of English; all must be there, newest first', async () => {
    await say('conv_1', '我买的机器学习课程打不开', '退款什么时候到账？', 'When are REFUNDS paid back?');
    await say('conv_2', '到账了，谢谢你的退款', '机器很好，学习也行', '１２３号订单');
    expect(await isIndexing({ db: database() })).toBe(true);
    expect(await index()).toBe(6);
    expect(await index()).toBe(0);
    expect(await isIndexing({ db: database() })).toBe(false);
    expect(await textsOf('退款到账')).toEqual(['到账了，谢谢你的退款', '退款什么时候到账？']);
    expect(await textsOf('机器 学习')).toEqual(['机器很好，学习也行', '我买的机器学习课程打不开']);
    expect(await textsOf('器学')).toEqual(['我买的机器学习课程打不开']);
    expect(await textsOf('refund')).toEqual(['When are REFUNDS paid back?']);
    expect(await textsOf('123')).toEqual(['１２３号订单']);
    expect(await textsOf('退款 量子')).toEqual([]);
    expect(await textsOf('？！')).toEqual([]);
    expect((await search('退款', {}, true)).items).toEqual([]);
  });

  it('leads on from page to page without a gap', async () => {
    await say('conv_1', ...Array.from({ length: 25 }, (_, place) => `发票第 ${place + 1} 张`));
    await index();
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await search('发票', { limit: 10, ...(cursor && { cursor }) });
      found.push(...page.items.map(({ excerpt }) => excerpt));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(found).toEqual(Array.from({ length: 25 }, (_, place) => `发票第 ${25 - place} 张`));
  });

  it('goes on where it ended, and finds who came late when it looks back', async () => {
    const progress = noProgress();
    const at = (wallMs: number) =>
      indexMessages({ db: database(), clock: { nowMs: () => 0, wallMs: () => wallMs } }, progress);
    const lateSeq = seq + 1;
    seq += 1;
    await say('conv_1', '优惠券早到');
    expect(await at(0)).toBe(1);
    const lastSeq = seq;
    seq = lateSeq - 1;
    await say('conv_1', '优惠券晚到');
    seq = lastSeq;
    await say('conv_1', '优惠券再到');
    expect(await at(1_000)).toBe(1);
    expect(await at(60_000)).toBe(1);
    expect((await textsOf('优惠券')).sort()).toEqual(['优惠券再到', '优惠券早到', '优惠券晚到'].sort());
  });

  it('a thread that is erased leaves no word behind', async () => {
    await database().transact((tx) => forgetIndexed(tx, 'conv_2'));
    expect(await textsOf('退款到账')).toEqual(['退款什么时候到账？']);
    const numbers = database().query.selectFrom('search_message').select('messageNumber');
    const orphans = await database()
      .query.selectFrom('search_term')
      .select('term')
      .where('messageNumber', 'not in', numbers)
      .execute();
    expect(orphans).toEqual([]);
  });
});
