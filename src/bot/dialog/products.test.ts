import { describe, expect, it } from 'vitest';
import { PRODUCTS } from '../bot.testing.ts';
import { CARD, type ProductsCard } from '../wire.ts';
import { askAll, cardOf, titlesOf, useThreads } from './dialog.testing.ts';

const begin = useThreads();
const all = PRODUCTS.map((item) => item.title);

describe('dialogs about products', () => {
  it.each([
    ['zh', ['有没有适合零基础的 Python 课？'], '找到这几个', all],
    ['en', ['any Python course for beginners?'], "Here's what I found", all],
    ['zh', ['想学 Python', '买第二个'], '点卡片上的“购买”', ['SQL 数据分析']],
    ['en', ['learn Python', 'buy the second one'], 'Press Buy on the card', ['SQL 数据分析']],
    ['zh', ['想学 Python', '买第三个'], '免费领取', ['摄影构图']],
    ['en', ['learn Python', "I'll take the last one"], 'Get it free', ['摄影构图']],
    ['zh', ['想学 Python', '买 SQL 那个'], '《SQL 数据分析》', ['SQL 数据分析']],
    ['zh', ['想学 Python', '第二个讲什么？', '买它'], '《SQL 数据分析》', ['SQL 数据分析']],
    ['en', ['learn Python', 'tell me about the second one', 'buy it'], 'SQL 数据分析', ['SQL 数据分析']],
    ['zh', ['想学 Python', '买最便宜的'], '免费领取', ['摄影构图']],
    ['zh', ['想学 Python', '第一个多少钱'], '¥129.17', ['Python 零基础']],
    ['en', ['learn Python', 'how much is the first one?'], 'CN¥129.17', ['Python 零基础']],
    ['zh', ['想学 Python', '多少钱'], '价格如下', all],
    ['en', ['learn Python', 'how much'], 'The prices', all],
    ['zh', ['Python 课多少钱'], '的价格是', all],
    ['zh', ['我想买一门摄影课'], '找到这几个', all],
    ['en', ['I want to buy a photography course'], "Here's what I found", all],
    ['zh', ['想学 Python', '第一个讲什么'], '讲得清楚', ['Python 零基础']],
    ['zh', ['想学 Python', '买那个吉他的课'], '找到这几个', all],
    ['zh', ['想学 Python', '买最便宜的 SQL 课'], '免费领取', ['摄影构图']],
    ['zh', ['想学 Python', '2'], '讲得清楚', ['SQL 数据分析']],
  ] as const)('%s %s: answers "%s" with the products meant', async (...saying) => {
    const [language, texts, sentence, titles] = saying;
    const { bot, thread } = await begin(language);
    const reply = await askAll(bot, thread, texts);
    expect(reply.text).toContain(sentence);
    expect(titlesOf(reply)).toEqual(titles);
    expect(reply.locale).toBe(language === 'zh' ? 'zh-CN' : 'en-US');
  });

  it('what should be learned before is what the catalogue names, else the level', async () => {
    const prerequisitesOf = async (productId: string) =>
      productId === PRODUCTS[1]?.productId ? ['Python 零基础'] : [];
    const { bot, thread } = await begin('zh', { prerequisitesOf });
    const named = await askAll(bot, thread, ['想学 Python', '第二个要先学什么']);
    expect(named.text).toContain('学之前最好先学过《Python 零基础》');
    const plain = await askAll(bot, thread, ['第一个要先学什么']);
    expect(plain.text).not.toContain('学之前');
  });

  it('what was shown before and may not be sold to this learner is told of no more, and others keep their places', async () => {
    const refusal = '《SQL 数据分析》适合 18 岁及以上的学员';
    const withheldOf = async () => new Map([[PRODUCTS[1]?.productId ?? '', refusal]]);
    const { bot, thread } = await begin('zh', { withheldOf });
    for (const text of ['第二个讲什么', '买第二个', '第二个多少钱', '买 SQL 那个']) {
      const reply = await askAll(bot, thread, ['想学 Python', text]);
      expect(reply.text).toBe(refusal);
      expect(reply.attachments ?? []).toEqual([]);
    }
    const prices = await askAll(bot, thread, ['想学 Python', '多少钱']);
    expect(titlesOf(prices)).toEqual(['Python 零基础', '摄影构图']);
    const third = await askAll(bot, thread, ['想学 Python', '买第三个']);
    expect(titlesOf(third)).toEqual(['摄影构图']);
    const compared = await askAll(bot, thread, ['想学 Python', '第一个和第二个有什么区别']);
    expect(compared.text).toBe(refusal);
  });

  it('a product bought out of a list keeps the impression under which it was shown', async () => {
    const { bot, thread } = await begin('zh');
    const [list] = await bot.ask(thread, '想学 Python');
    const [one] = await bot.ask(thread, '买第二个');
    if (list === undefined || one === undefined) throw new Error('no reply');
    const shown = cardOf<ProductsCard>(list, CARD.products);
    expect(cardOf<ProductsCard>(one, CARD.products)).toEqual({
      recommendationId: shown.recommendationId,
      items: [shown.items[1]],
    });
    expect(bot.asked).toHaveLength(1);
  });

  it('asks which one is meant, with one tap for each, and whether there is a list at all', async () => {
    const { bot, thread } = await begin('zh');
    const early = await askAll(bot, thread, ['买第一个']);
    expect(early.text).toContain('还没有选定内容');
    const which = await askAll(bot, thread, ['想学 Python', '我要买']);
    expect(which.text).toContain('你说的是哪一个？');
    const taps = which.suggestedActions?.actions ?? [];
    expect(taps.map(({ title }) => title)).toEqual(['买第一个', '买第二个', '买第三个']);
    expect(which.suggestedActions?.to).toEqual([thread.learnerId]);
    const tapped = await askAll(bot, thread, [taps[1]?.value ?? '']);
    expect(titlesOf(tapped)).toEqual(['SQL 数据分析']);
    const beyond = await askAll(bot, thread, ['买第五个']);
    expect(beyond.text).toContain('一共列了 3 个');
  });

  it('cheaper means cheaper than everything shown, for the same question, in the same currency', async () => {
    const { bot, thread } = await begin('zh', {
      recommendProducts: async (command) => ({
        recommendationId: 'rec_x',
        strategy: 'match',
        items: command.cheaperThan === undefined ? PRODUCTS.slice(0, 2) : PRODUCTS.slice(2),
        relaxed: [],
      }),
    });
    const cheaper = await askAll(bot, thread, ['想学 Python', '有便宜一点的吗？']);
    expect(cheaper.text).toContain('这些更便宜一些');
    expect(titlesOf(cheaper)).toEqual(['摄影构图']);
    const none = await askAll(bot, thread, ['再找便宜点的']);
    expect(none.text).toContain('暂时没有比这更便宜的了');
    expect(titlesOf(none)).toEqual(['摄影构图']);
  });

  it('asks the recommender for what costs less than the cheapest shown', async () => {
    const { bot, thread } = await begin('en');
    await askAll(bot, thread, ['learn Python', 'buy the first one', 'anything cheaper?']);
    // The cheapest shown is free already, so nothing is asked.
    expect(bot.asked).toHaveLength(1);
    const other = await begin('en', {
      recommendProducts: async (command) => {
        bot.asked.push(command);
        return { recommendationId: 'rec_y', strategy: 'match', items: PRODUCTS.slice(0, 2), relaxed: [] };
      },
    });
    await askAll(other.bot, other.thread, ['learn Python', 'anything cheaper?']);
    expect(bot.asked.at(-1)).toMatchObject({
      text: 'learn Python',
      cheaperThan: { amountMinor: 8_831, currency: 'CNY' },
    });
  });

  it('says which wishes could not be met, and when nothing fits', async () => {
    const { bot, thread } = await begin('zh', {
      recommendProducts: async ({ text }) => ({
        recommendationId: 'rec_z',
        strategy: text.includes('Python') ? 'near' : 'none',
        items: text.includes('Python') ? PRODUCTS : [],
        relaxed: [{ message: '没有找到这个难度的。' }],
      }),
    });
    expect((await askAll(bot, thread, ['高级 Python'])).text).toBe(
      '没有找到这个难度的。\n没有完全对得上的，这几个比较接近：',
    );
    expect((await askAll(bot, thread, ['想学吹糖人'])).text).toContain('没有找到合适的内容');
  });
});
