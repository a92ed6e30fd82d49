import { expect, it } from 'vitest';
import { groupQuestions } from './group-questions.ts';

const said = (text: string, place: number, language = 'zh') => ({
  ...{ text, language, conversationId: `conv_${place}` },
  atMs: 1_000 + place,
});

const QUESTIONS = [
  said('课程可以下载到电脑吗？', 0),
  said('请问课程可以下载吗', 1),
  said('这个课程能不能下载到电脑', 2),
  said('怎么开发票', 3),
  said('Can I download the lessons to my laptop?', 4, 'en'),
  said('download lessons to laptop', 5, 'en'),
  said('DOWNLOAD lessons to laptop!', 6, 'en'),
  said('What is order 4711?', 7, 'en'),
  said('what is order 4712', 7, 'en'),
  said('？？', 8),
];

it('questions that ask the same in other words are one group, in any order; others stay apart', async () => {
  const groups = await groupQuestions(QUESTIONS);
  expect(groups.map(({ count, conversations, languages }) => [count, conversations, languages])).toEqual([
    [3, 3, ['en']],
    [3, 3, ['zh']],
    [2, 1, ['en']],
    [1, 1, ['zh']],
  ]);
  expect(groups[0]).toMatchObject({ lastAtMs: 1_006, example: { language: 'en' } });
  expect(groups[1]?.example.text).toContain('下载');
  expect(await groupQuestions(QUESTIONS.toReversed())).toEqual(groups);
  expect(await groupQuestions([])).toEqual([]);
});
