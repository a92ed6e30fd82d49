import type { ProductCard } from '../wire.ts';
import { type Both, both } from './both.ts';
import { durationText, levelTexts } from './compare.ts';

export type FactName = 'teacher' | 'level' | 'duration';

const facts: Readonly<Record<FactName, (item: ProductCard) => Both>> = {
  teacher: ({ title, author }) =>
    author === null
      ? both(`《${title}》没有写明作者。`, `“${title}” does not say who made it.`)
      : both(`《${title}》由${author}讲授。`, `“${title}” is by ${author}.`),
  level: ({ title, level }) =>
    level === null
      ? both(
          `《${title}》没有写明难度，可以先看介绍。`,
          `“${title}” does not state a level; its description tells more.`,
        )
      : both(`《${title}》${levelTexts[level].zh}。`, `“${title}” is ${levelTexts[level].en}.`),
  duration: ({ title, durationMinutes }) =>
    durationMinutes == null
      ? both(
          `《${title}》没有写明时长，可以按自己的节奏来。`,
          `“${title}” does not state a length; go at your own pace.`,
        )
      : both(
          `《${title}》${durationText(durationMinutes, 'zh')}，可以按自己的节奏学。`,
          `“${title}” takes ${durationText(durationMinutes, 'en')}, at your own pace.`,
        ),
};

/** What should be learned before a product: what the catalogue names, and the level. */
export function prerequisitesText(item: ProductCard, before: readonly string[]): Both {
  const level = facts.level(item);
  if (before.length === 0) return level;
  const zh = before.map((title) => `《${title}》`).join('、');
  const en = before.map((title) => `“${title}”`).join(', ');
  return both(`${level.zh}学之前最好先学过${zh}。`, `${level.en} It builds on ${en}, so take that first.`);
}

/** One fact of a product, as its catalogue entry has it. */
export function factText(fact: FactName, item: ProductCard): Both {
  return facts[fact](item);
}
