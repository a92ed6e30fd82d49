import { expect, it } from 'vitest';
import { careNeeded } from './care.ts';
import { isErrand } from './errands.ts';
import { writePlainly } from './plain-writing.ts';

it.each([
  ['請問有沒有機器學習與資料庫的線上課程', '请问有没有机器学习与数据库的网课'],
  ['可唔可以退返錢俾我', '可不可以退钱给我'],
  ['heyyyy i wanna learnnnn japaneseeee', 'hey i wanna learn japanese'],
  ['想学🎸', '想学 吉他 '],
])('"%s" is read as "%s"', (said, meant) => {
  expect(writePlainly(said)).toBe(meant);
});

it.each([
  '免费的 www.example.com',
  'Chapter iii, please',
  '第一个和第二个',
  'coffee for free',
  '只要 3 门课 👍',
])('"%s" is plain already and stays as it is', (text) => {
  expect(writePlainly(text)).toBe(text);
});

it.each([
  ['can you book me a flight to tokyo', true],
  ['推荐一家好吃的火锅店', true],
  ['how tall is mount everest', true],
  ['a course on how to write a poem', false],
  ['想学怎么炒股', false],
  ['give me my money back or i call my bank', false],
  ['python', false],
])('"%s" is an errand of the world: %s', (text, is) => {
  expect(isErrand(text)).toBe(is);
});

it.each([
  ['活着真没意思', 'distress'],
  ['i want to kill myself', 'distress'],
  ['胸闷喘不上气，吃点什么药好', 'medical'],
  ['这门课无聊死了', null],
  ['有没有讲自己用药的书，能吃什么药', null],
  ['git 分支死锁了', null],
])('"%s" needs the care: %s', (text, care) => {
  expect(careNeeded(text)).toBe(care);
});
