import type { Language } from '../identity/wire.ts';
import { formatDecimal, type Money } from '../kernel/money.ts';
import type { UnitMatch } from './search/coverage.ts';
import type { Topic } from './search/topics.ts';
import type { Choice, Wishes } from './types.ts';
import type { Relaxation } from './wire.ts';

export interface ReasonContext {
  readonly language: Language;
  readonly wishes: Wishes;
  readonly topics: ReadonlyMap<string, Topic>;
  /** Titles of the learner's own products that may be named; left out: none. */
  readonly titles?: ReadonlyMap<string, string>;
}

const NAMED_MAX = 2;

/**
 * One line on why a product is shown, in the learner's language, from the evidence that chose it and nothing
 * else. It names no price: the card does.
 */
export function explainChoice({ evidence, product }: Choice, context: ReasonContext): string {
  const { language, wishes } = context;
  const parts = [subjectOf({ evidence, product }, context), tastePart({ evidence, product }, context)];
  if (wishes.level !== null && evidence.met.includes('level')) parts.push(levelPart(product.level, context));
  if (wishes.ceiling !== null && evidence.met.includes('price'))
    parts.push(pricePart(wishes.ceiling, language));
  else if (evidence.isCheaper === true) parts.push(CHEAPER[language]);
  const said = parts.filter((part) => part !== '');
  const line = said.join(language === 'zh' ? '，' : ', ');
  return language === 'zh' ? line : line.charAt(0).toUpperCase() + line.slice(1);
}

/** What is said aloud when a wish was given up. */
export function explainRelaxation(wish: Relaxation, { language, wishes }: ReasonContext): string {
  const isFreeOnly = wishes.ceiling?.amountMinor === 0;
  if (wish === 'price' && isFreeOnly) return FREE_GIVEN_UP[language];
  return GIVEN_UP[wish][language];
}

const GIVEN_UP: Readonly<Record<Relaxation, Readonly<Record<Language, string>>>> = {
  level: {
    zh: '没有正好这个难度的，下面几个难度略有不同。',
    en: 'Nothing is at exactly that level, so these differ a little.',
  },
  kind: {
    zh: '没有合适的这类形式，下面是其他形式的内容。',
    en: 'Nothing fits in that format, so here are other formats.',
  },
  language: {
    zh: '暂时没有这种语言的相关内容，下面是其他语言的。',
    en: 'There is nothing on this in that language yet, so these are in another one.',
  },
  price: {
    zh: '这个预算内没有合适的，下面的超出了预算，或以其他币种标价。',
    en: 'Nothing fits that budget; these cost more or are priced in another currency.',
  },
};

const FREE_GIVEN_UP: Readonly<Record<Language, string>> = {
  zh: '没有相关的免费内容，下面是付费的。',
  en: 'There is nothing free on this, so these are paid.',
};

function subjectOf(
  { evidence, product }: Pick<Choice, 'evidence' | 'product'>,
  context: ReasonContext,
): string {
  const { language, topics } = context;
  const nameOf = ({ topicId }: UnitMatch): string => topics.get(topicId ?? '')?.name[language] ?? '';
  if (evidence.strategy === 'browse' && (isTasteNamed(evidence, context) || evidence.isPopular === true))
    return '';
  if (evidence.strategy === 'browse')
    return browsePart(evidence.matches.map(nameOf)[0], product.kind, language);
  // The learner's own words where the product says them, else the name of what joins the two.
  const names = evidence.matches.map((match) =>
    match.isSaid || match.topicId === null ? match.surface : nameOf(match),
  );
  const named = [...new Set(names)].filter((name) => name !== '').slice(0, NAMED_MAX);
  if (named.length === 0) return '';
  const subject = named.map((name) => `“${name}”`).join(AND[language]);
  if (evidence.strategy === 'near') return language === 'zh' ? `内容涉及${subject}` : `touches on ${subject}`;
  return language === 'zh' ? `与你想了解的${subject}相关` : `about ${subject}, as you asked`;
}

/** Whether a product of the learner's own can be named as the reason. */
function isTasteNamed({ taste }: Choice['evidence'], { titles }: ReasonContext): boolean {
  return taste !== undefined && titles?.has(taste.sourceProductId) === true;
}

const CHEAPER: Readonly<Record<Language, string>> = { zh: '价格更低的选择', en: 'a cheaper way in' };

/** What the learner's own products, or many learners, say for it. Only what the evidence holds is named. */
function tastePart(
  { evidence, product }: Pick<Choice, 'evidence' | 'product'>,
  context: ReasonContext,
): string {
  const { language } = context;
  if (!isTasteNamed(evidence, context)) {
    if (evidence.strategy !== 'browse' || evidence.isPopular !== true) return '';
    const kindName = KIND_NAMES[product.kind][language];
    return language === 'zh' ? `很多人选了这个${kindName}` : `a ${kindName} many learners chose`;
  }
  const title = context.titles?.get(evidence.taste?.sourceProductId ?? '') ?? '';
  return TASTE_PARTS[evidence.taste?.kind ?? 'alike'][language](title);
}

const TASTE_PARTS = {
  alike: {
    zh: (title: string) => `选了《${title}》的人也常选它`,
    en: (title: string) => `often chosen by people who chose “${title}”`,
  },
  next: {
    zh: (title: string) => `选了《${title}》的人接着常选它`,
    en: (title: string) => `what people often choose after “${title}”`,
  },
  subject: {
    zh: (title: string) => `和你关注过的《${title}》方向相近`,
    en: (title: string) => `close to “${title}”, which you looked at`,
  },
} as const;

const AND: Readonly<Record<Language, string>> = { zh: '和', en: ' and ' };

const KIND_NAMES = {
  course: { zh: '课程', en: 'course' },
  column: { zh: '专栏', en: 'column' },
  ebook: { zh: '电子书', en: 'e-book' },
} as const;

function browsePart(topic: string | undefined, kind: keyof typeof KIND_NAMES, language: Language): string {
  const kindName = KIND_NAMES[kind][language];
  if (language === 'zh') return `换着看看：${topic === undefined ? kindName : `${topic}方向的${kindName}`}`;
  return topic === undefined ? `for variety: ${kindName}` : `for variety: a ${kindName} on ${topic}`;
}

const LEVEL_PARTS = {
  beginner: { zh: '零基础可以学', en: 'made for beginners' },
  intermediate: { zh: '适合有一定基础的人', en: 'for learners past the basics' },
  advanced: { zh: '内容较深入', en: 'goes into depth' },
  all: { zh: '不限基础', en: 'open to every level' },
} as const;

function levelPart(level: keyof typeof LEVEL_PARTS | null, { language }: ReasonContext): string {
  return level === null ? '' : LEVEL_PARTS[level][language];
}

function pricePart(ceiling: Money, language: Language): string {
  if (ceiling.amountMinor === 0) return language === 'zh' ? '免费' : 'free';
  const budget = budgetText(ceiling);
  return language === 'zh' ? `在 ${budget} 的预算内` : `within your ${budget} budget`;
}

const SIGNS: Readonly<Record<string, string>> = { CNY: '¥', USD: '$', EUR: '€', GBP: '£' };

function budgetText(ceiling: Money): string {
  const digits = formatDecimal(ceiling).replace(/\.0+$/, '');
  const sign = SIGNS[ceiling.currency];
  return sign === undefined ? `${digits} ${ceiling.currency}` : `${sign}${digits}`;
}
