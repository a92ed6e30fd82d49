import type { Language } from '../../identity/wire.ts';
import type { ProductCard } from '../wire.ts';
import { both } from './both.ts';
import { formatPrice } from './price.ts';

const kinds: Readonly<Record<ProductCard['kind'], ReturnType<typeof both>>> = {
  course: both('课程', 'course'),
  column: both('专栏', 'column'),
  ebook: both('电子书', 'e-book'),
};

export const levelTexts = {
  beginner: both('零基础可学', 'for beginners'),
  intermediate: both('需要一些基础', 'for learners past the basics'),
  advanced: both('适合进阶', 'advanced'),
  all: both('不限基础', 'for every level'),
} as const;

const contents = {
  zh: both('中文内容', 'in Chinese'),
  en: both('英文内容', 'in English'),
} as const;

/** How long something is, in the largest unit that says it well. */
export function durationText(minutes: number, language: Language): string {
  const hours = Math.round(minutes / 30) / 2;
  if (minutes < 90) return language === 'zh' ? `${minutes} 分钟` : `${minutes} minutes`;
  return language === 'zh' ? `约 ${hours} 小时` : `about ${hours} hours`;
}

function ageText(years: number, language: Language): string {
  return language === 'zh' ? `${years} 岁及以上` : `ages ${years}+`;
}

/** What a product is, in a line: kind, level, length, age, language if it is another, author, price. */
export function factsText(item: ProductCard, language: Language): string {
  const content = item.language === language ? undefined : contents[item.language as Language];
  return [
    kinds[item.kind][language],
    ...(item.level === null ? [] : [levelTexts[item.level][language]]),
    ...(item.durationMinutes == null ? [] : [durationText(item.durationMinutes, language)]),
    ...(item.minAgeYears === undefined ? [] : [ageText(item.minAgeYears, language)]),
    ...(content === undefined ? [] : [content[language]]),
    ...(item.author === null ? [] : [item.author]),
    formatPrice(item, language),
  ].join(' · ');
}

/** Products side by side, each with its facts, and what is plain to see of them. */
export function compareText(items: readonly ProductCard[], language: Language): string {
  const lines = items.map(
    (item, index) => `${index + 1}. ${quoted(item.title, language)}\n${factsText(item, language)}`,
  );
  return [...lines, ...verdicts(items, language)].join('\n');
}

function quoted(title: string, language: Language): string {
  return language === 'zh' ? `《${title}》` : `“${title}”`;
}

/** Only what the facts say: price in one currency, and who each is made for. */
function verdicts(items: readonly ProductCard[], language: Language): string[] {
  const [first] = items;
  const inOne = items.every(({ currency }) => currency === first?.currency);
  const sorted = [...items].sort((a, b) => a.amountMinor - b.amountMinor);
  const [cheapest, next] = sorted;
  const easy = items.filter(({ level }) => level === 'beginner' || level === 'all');
  const told: string[] = [];
  if (inOne && cheapest !== undefined && next !== undefined && cheapest.amountMinor < next.amountMinor) {
    const title = quoted(cheapest.title, language);
    told.push(language === 'zh' ? `最便宜的是${title}。` : `${title} costs least.`);
  }
  if (easy.length > 0 && easy.length < items.length) {
    const titles = easy.map(({ title }) => quoted(title, language)).join(language === 'zh' ? '、' : ', ');
    told.push(
      language === 'zh' ? `没有基础的话先看${titles}。` : `If you are new to it, begin with ${titles}.`,
    );
  }
  return told;
}
