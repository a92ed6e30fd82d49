import { expect, it } from 'vitest';
import { readSlots, writeHeardSubjects } from '../../recommend/index.ts';
import { isForeign } from '../understanding/foreign.ts';
import { wishInStory } from './wish-in-story.ts';

/** A catalogue that knows sleep, pay and dogs. */
const deps = {
  readRequest: async (text: string) => ({
    slots: readSlots(text),
    ...{ hasSubject: true, isKnown: true, namesSubject: true, missing: [], neighbour: null },
    namesTopic: /睡|sleep|salary|\bdog\b|孩子/u.test(text),
    pointsToTopic: false,
  }),
};
const long =
  "Last week my boss moved us to a new office, my dog hates the long drive, and it's been a mess really. " +
  'The food there is awful and I miss my old desk by the window.';

it('a story is read for the clause that says what is wanted, with the budget that stands elsewhere', async () => {
  const read = await wishInStory(
    deps,
    `${long} I can spend at most 20 dollars. I'd love to sleep better.`,
    'en',
  );
  expect(read).toContain('sleep better');
  expect(read).toContain('20 dollars');
  expect(read).not.toContain('office');
});

it('a wish that names nothing takes what was told before it, without the people of the story', async () => {
  const story =
    '最近单位搬到很远的地方，每天来回要坐三个小时地铁，回家什么都不想做，晚上翻来覆去睡不着，我家孩子也跟着遭罪，你们这有没有能看看的东西';
  const read = await wishInStory(deps, story, 'zh');
  expect(read).toContain('睡不着');
  expect(read).not.toContain('孩子');
});

it('what is short, or tells of money that went wrong, is read whole', async () => {
  expect(await wishInStory(deps, 'I want to sleep better, my boss is loud', 'en')).toBe(
    'I want to sleep better, my boss is loud',
  );
  const trouble = `${long} I paid by card, the bank charged me twice, the payment failed and I want my refund, is there anything?`;
  expect(await wishInStory(deps, trouble, 'en')).toBe(trouble);
});

it.each([
  ['我想学变成，零基础', '我想学编程，零基础'],
  ['小朋友变成的课', '小朋友编程的课'],
  ['想学历史', '想学历史'],
  ['教我变成有钱人', '教我变成有钱人'],
])('"%s" is heard as "%s"', (said, meant) => {
  expect(writeHeardSubjects(said)).toBe(meant);
});

it.each([
  ['ich möchte deutsch lernen', true],
  ['quiero aprender a programar', true],
  ['日本語を勉強したいです', true],
  ['how do i read か and が', false],
  ['machine learning für elise', false],
  ['想学日语', false],
])('"%s" is in another language: %s', (text, is) => {
  expect(isForeign(text)).toBe(is);
});
