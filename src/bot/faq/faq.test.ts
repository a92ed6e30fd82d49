import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import type { FileStore } from '../../kernel/file-store.ts';
import { createTestBot } from '../bot.testing.ts';
import { eraseConversations } from '../conversation/erase-conversations.ts';
import { tapsOf } from '../dialog/dialog.testing.ts';
import { createFaqBook } from './create-faq-book.ts';
import { importFaq } from './import-faq.ts';
import { readFaq, type WrittenAnswer } from './read-faq.ts';
import { currentEntries, feedbackByKey, unansweredQuestions } from './store.ts';

const DEMO = readFaq('faq.md', readFileSync('demo/faq.md', 'utf8'));

it('the demo has an answer in both languages to each of its questions, found by its own words', () => {
  expect(DEMO.length).toBeGreaterThanOrEqual(15);
  for (const { questions } of DEMO)
    expect(Math.min(questions.zh.length, questions.en.length)).toBeGreaterThan(2);
});

const CSV = `key,zh,en,answer_zh,answer_en,source,from,until
gym,有健身房吗|能健身吗,is there a gym,"有，在 ""二楼""","Yes, upstairs",/gym,2026-01-01,2026-02-01
`;

it('reads CSV as Markdown, with days and quotation marks, and refuses what is not whole', () => {
  const [gym] = readFaq('faq.csv', CSV);
  expect(gym).toEqual({
    key: 'gym',
    questions: { zh: ['有健身房吗', '能健身吗'], en: ['is there a gym'] },
    answer: { zh: '有，在 "二楼"', en: 'Yes, upstairs' },
    sourceUrl: '/gym',
    validFromMs: Date.UTC(2026, 0, 1),
    validUntilMs: Date.UTC(2026, 1, 1),
  });
  expect(readFaq('x.md', '## a\nzh: 一\nen: one\n### zh\n甲\n### en\nA')[0]?.answer).toEqual({
    zh: '甲',
    en: 'A',
  });
  for (const [wrong, why] of [
    ['', 'no answers'],
    ['## a\nzh: 一\n### zh\n甲\n### en\nA', 'questions.en'],
    ['## a\nzh: 一\nen: one\nfrom: soon\n### zh\n甲\n### en\nA', 'validFromMs'],
    ['## a\nzh: 一\nen: one\nsource: javascript:x\n### zh\n甲\n### en\nA', 'sourceUrl'],
    ['## A b\nzh: 一\nen: one\n### zh\n甲\n### en\nA', 'key'],
    ['## a\nzh: 一\nen: one\n### zh\n甲\n### en\nA\n## a\nzh: 一\nen: one\n### zh\n甲\n### en\nA', 'twice'],
  ] as const)
    expect(() => readFaq('faq.md', wrong)).toThrow(why);
});

/** Nobody sent a file. */
const NO_FILES: FileStore = {
  write: () => Promise.reject(new Error('no file was sent')),
  read: () => Promise.resolve(null),
  remove: () => Promise.resolve(),
};

describeOnBothEngines('answers of the platform', (database) => {
  const begin = async (language: 'zh' | 'en') => {
    const plain = createTestBot(database());
    await importFaq(plain.deps, { answers: DEMO, withdrawOthers: true });
    const bot = createTestBot(database(), { faq: createFaqBook(plain.deps) });
    const learnerId = await bot.newLearner();
    return { bot, thread: { learnerId, conversationId: await bot.open(learnerId, language) } };
  };

  it('import keeps versions: what changed is replaced, what did not stays, what is gone is withdrawn', async () => {
    const { deps } = createTestBot(database());
    const [first, second] = DEMO as [WrittenAnswer, WrittenAnswer];
    await importFaq(deps, { answers: [first, second], withdrawOthers: true });
    const changed = { ...first, answer: { ...first.answer, zh: '新的答案' } };
    expect(await importFaq(deps, { answers: [changed], withdrawOthers: true })).toEqual({
      ...{ added: 0, changed: 1, same: 0, withdrawn: 1 },
    });
    const [now, ...others] = await currentEntries(database().query);
    expect([now?.answer.zh, others]).toEqual(['新的答案', []]);
    await importFaq(deps, { answers: [second], withdrawOthers: false });
    const versions = await database()
      .query.selectFrom('faq_entry')
      .select(['version'])
      .where('key', '=', second.key)
      .orderBy('version')
      .execute();
    expect(versions.map(({ version }) => version)).toEqual(expect.arrayContaining([1, 2]));
  });

  it.each([
    ['zh', '学完以后有证书吗', '不颁发证书'],
    ['zh', '买了之后能看多久呀', '一次买断'],
    ['en', 'how long can i use what i bought', 'You buy once'],
    ['en', 'which ways to pay are there', 'Alipay'],
  ] as const)('in %s "%s" is answered from the book', async (language, question, told) => {
    const { bot, thread } = await begin(language);
    const [reply] = await bot.ask(thread, question);
    expect(reply?.text).toContain(told);
    expect(tapsOf(reply as NonNullable<typeof reply>)).toHaveLength(3);
  });

  it('an answer about invoices leads to where one is asked for', async () => {
    const { bot, thread } = await begin('zh');
    const [reply] = await bot.ask(thread, '怎么开发票');
    expect(reply?.attachments?.[0]?.content).toMatchObject({ view: 'invoice' });
  });

  it('whether an answer helped is kept once, and the last word counts', async () => {
    const { bot, thread } = await begin('zh');
    const [reply] = await bot.ask(thread, '学完以后有证书吗');
    const [up, down] = tapsOf(reply as NonNullable<typeof reply>);
    const [thanks] = await bot.ask(thread, up ?? '');
    expect(thanks?.text).toContain('谢谢');
    const helpedOf = async () =>
      (await feedbackByKey(database().query)).find(({ key }) => key === 'certificate');
    const before = await helpedOf();
    expect(before?.helped).toBeGreaterThanOrEqual(1);
    await bot.ask(thread, '学完以后有证书吗');
    await bot.ask(thread, down ?? '');
    expect(await helpedOf()).toEqual({
      key: 'certificate',
      helped: before?.helped,
      answered: (before?.answered ?? 0) + 1,
    });
  });

  it('what nothing answered is collected, and forgotten with the conversation', async () => {
    const { bot, thread } = await begin('en');
    await bot.ask(thread, 'zzqx wobblify the frumious bandersnatch');
    const mine = async () =>
      (await unansweredQuestions(database().query, 100)).filter(
        ({ conversationId }) => conversationId === thread.conversationId,
      );
    expect((await mine()).map(({ text }) => text)).toEqual(['zzqx wobblify the frumious bandersnatch']);
    await eraseConversations({ ...bot.deps, files: NO_FILES }, thread.learnerId);
    expect(await mine()).toEqual([]);
    const left = await database()
      .query.selectFrom('faq_miss')
      .selectAll()
      .where('conversationId', '=', thread.conversationId)
      .execute();
    expect(left).toEqual([]);
  });

  it('an answer is given only on the days it is valid', async () => {
    const { deps, pass } = createTestBot(database());
    const [gym] = readFaq('faq.csv', CSV) as [WrittenAnswer];
    const nowMs = deps.clock.nowMs();
    await importFaq(deps, {
      answers: [{ ...gym, validFromMs: nowMs + 60_000, validUntilMs: nowMs + 120_000 }],
      withdrawOthers: true,
    });
    const book = createFaqBook(deps);
    const find = async () =>
      (await book.find({ text: '有健身房吗', want: 'search', confidence: 0 }))?.entry.key;
    expect(await find()).toBeUndefined();
    pass(61_000);
    expect(await find()).toBe('gym');
    pass(60_000);
    expect(await find()).toBeUndefined();
  });
});
