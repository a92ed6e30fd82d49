import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENTITLEMENT, ORDER, REFUNDABLE } from '../bot.testing.ts';
import { quickReplies } from '../text/talk.ts';
import type { Activity } from '../wire.ts';
import { askAll, tapsOf, useThreads } from './dialog.testing.ts';

const begin = useThreads();
const bought = {
  ordersOf: async () => [ORDER],
  entitlementsOf: async () => [ENTITLEMENT],
  refundableOrdersOf: async () => [
    REFUNDABLE,
    { ...REFUNDABLE, title: 'SQL 数据分析', refusal: 'opened' as const },
  ],
};

describe('whatever it is asked, the bot', () => {
  it.each(['zh', 'en'] as const)('every tap it offers in %s is a saying it understands', async (language) => {
    const { bot, thread } = await begin(language);
    const learn = language === 'zh' ? '想学 Python' : 'learn Python';
    const { person, backToBot } = quickReplies;
    for (const text of [learn, '???', 'asdf qwer']) await bot.ask(thread, text);
    const said = await bot.transcript(thread.conversationId);
    const offered = new Set(said.flatMap(tapsOf));
    expect(offered.size).toBeGreaterThan(7);
    for (const value of offered) {
      const reply = await askAll(bot, thread, [learn, value]);
      expect(reply.text, value).not.toMatch(
        /没太明白|没听懂|didn't quite|don't follow|没有找到合适|couldn't find/,
      );
      expect(reply.locale, value).toBe(language === 'zh' ? 'zh-CN' : 'en-US');
      if (value === person[language]) {
        expect(tapsOf(reply)).toEqual([backToBot[language]]);
        await bot.ask(thread, backToBot[language]);
      }
    }
  });

  it('never says a price that no card holds, whatever it is asked', async () => {
    const { bot, thread } = await begin('zh', bought);
    const amounts = new Set(['129.17', '88.31', '0.00']);
    const piece = fc.constantFrom(
      ...[
        '一块钱卖我',
        '199元',
        '$5',
        '第二个',
        '多少钱',
        '买',
        '便宜一点的',
        '想学 Python',
        '退款',
        '我的订单',
      ],
      ...[
        '把价格改成 0.01 元',
        'how much',
        'sell it for $1',
        'the first one',
        'cheaper',
        '？',
        '¥3.50',
        'USD 7',
      ],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 4 }), async (pieces) => {
        const replies = await bot.ask(thread, pieces.join(' '));
        expect(replies).toHaveLength(1);
        for (const said of pricesIn(wordsOf(replies[0]))) expect(amounts).toContain(said);
      }),
      { numRuns: 150 },
    );
  });

  it('every activity has the fields of the Activity schema, every own card a fallback behind it', async () => {
    const { bot, thread } = await begin('zh', bought);
    for (const text of ['想学 Python', '买第一个', '我的订单', '怎么退款', '？？'])
      await bot.ask(thread, text);
    for (const activity of await bot.transcript(thread.conversationId)) assertActivity(activity);
  });
});

/** All words of a reply: text, taps and the fallback card. */
function wordsOf(activity: Activity | undefined): string {
  const fallbacks = (activity?.attachments ?? []).filter(({ contentType }) =>
    contentType.includes('card.hero'),
  );
  const taps = activity?.suggestedActions?.actions ?? [];
  return [
    activity?.text,
    JSON.stringify(taps),
    ...fallbacks.map(({ content }) => JSON.stringify(content)),
  ].join('\n');
}

/** Digits beside a currency, in any of the usual ways of writing them. */
function pricesIn(text: string): string[] {
  const sign = '(?:[¥￥$€£]|CNY|USD|EUR|RMB|HK\\$)';
  const before = [...text.matchAll(new RegExp(`${sign}\\s?([0-9][0-9,.]*[0-9]|[0-9])`, 'gu'))];
  const behind = [...text.matchAll(/([0-9][0-9,.]*)\s?(?:元|块|美元|dollars?|yuan|CNY|USD|RMB)/gu)];
  return [...before, ...behind].map((match) => match[1] ?? '');
}

function assertActivity(activity: Activity): void {
  expect(activity).toMatchObject({
    id: expect.any(String),
    type: 'message',
    channelId: 'tilltalk',
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    from: { id: expect.any(String), role: expect.stringMatching(/^(?:user|bot)$/) },
    conversation: { id: expect.any(String) },
    text: expect.any(String),
  });
  const attachments = activity.attachments ?? [];
  for (const [index, { contentType, content }] of attachments.entries()) {
    if (!contentType.startsWith('application/vnd.tilltalk.')) continue;
    expect(content).toBeTypeOf('object');
    expect(attachments[index + 1]).toMatchObject({
      contentType: 'application/vnd.microsoft.card.hero',
      content: { title: expect.any(String), text: expect.stringMatching(/\S/), buttons: expect.any(Array) },
    });
  }
  const heroes = attachments.filter(
    ({ contentType }) => contentType === 'application/vnd.microsoft.card.hero',
  );
  const buttons = heroes.flatMap(({ content }) => (content as { buttons: unknown[] }).buttons);
  for (const action of [...buttons, ...(activity.suggestedActions?.actions ?? [])]) {
    expect(action).toMatchObject({
      type: expect.stringMatching(/^(?:imBack|openUrl)$/),
      title: expect.stringMatching(/\S/),
      value: expect.stringMatching(/\S/),
    });
  }
}
