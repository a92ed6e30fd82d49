import { describe, expect, it } from 'vitest';
import { explainChoice, explainRelaxation, type ReasonContext } from './explain.ts';
import type { UnitMatch } from './search/coverage.ts';
import { readTopics } from './search/topics.ts';
import type { Choice, Evidence, ShelfProduct, Wishes } from './types.ts';

const PRODUCT: ShelfProduct = {
  productId: 'prod_1',
  translationGroup: null,
  kind: 'course',
  language: 'en',
  level: 'beginner',
  author: null,
  isOnSale: true,
  prices: [],
  topicIds: ['python'],
};
const WISHES: Wishes = {
  ...{ level: null, kind: null, language: 'en', isLanguageNamed: false },
  ...{ ceiling: null, floor: null },
};

const topic = (topicId: string): UnitMatch => ({ surface: 'x', topicId, isSaid: false, isInHead: true });
const word = (surface: string): UnitMatch => ({ surface, topicId: null, isSaid: true, isInHead: true });

function reason(
  evidence: Partial<Evidence>,
  options: { language?: 'zh' | 'en'; wishes?: Partial<Wishes>; product?: Partial<ShelfProduct> } = {},
): string {
  const choice: Choice = {
    product: { ...PRODUCT, ...options.product },
    score: 1,
    evidence: { strategy: 'match', matches: [], met: [], ...evidence },
  };
  return explainChoice(choice, contextOf(options));
}

function contextOf({
  language = 'en',
  wishes = {},
}: {
  language?: 'zh' | 'en';
  wishes?: Partial<Wishes>;
}): ReasonContext {
  return { language, wishes: { ...WISHES, ...wishes }, topics: readTopics() };
}

describe('explainChoice', () => {
  it('names a shared topic in the language of the learner', () => {
    expect(reason({ matches: [topic('machine-learning')] })).toBe('About “machine learning”, as you asked');
    expect(reason({ matches: [topic('machine-learning')] }, { language: 'zh' })).toBe(
      '与你想了解的“机器学习”相关',
    );
  });

  it('names it in the words of the learner when the product says those', () => {
    const said: UnitMatch = { surface: 'deep nets', topicId: 'deep-learning', isSaid: true, isInHead: true };
    expect(reason({ matches: [said] })).toBe('About “deep nets”, as you asked');
    expect(reason({ matches: [{ ...said, isSaid: false }] })).toBe('About “deep learning”, as you asked');
  });

  it('names no more than two things', () => {
    expect(reason({ matches: [topic('python'), topic('sql'), word('tables')] })).toBe(
      'About “Python” and “SQL”, as you asked',
    );
  });

  it('speaks of level and budget only when the learner wished for them and the product meets them', () => {
    const wishes: Partial<Wishes> = { level: 'beginner', ceiling: { amountMinor: 10_000, currency: 'CNY' } };
    const met = ['level', 'price'] as const;
    expect(reason({ matches: [topic('python')], met }, { language: 'zh', wishes })).toBe(
      '与你想了解的“Python”相关，零基础可以学，在 ¥100 的预算内',
    );
    expect(reason({ matches: [topic('python')], met: [] }, { language: 'zh', wishes })).toBe(
      '与你想了解的“Python”相关',
    );
    expect(reason({ matches: [topic('python')], met })).toBe('About “Python”, as you asked');
  });

  it('says of a product for everybody that it is open, not that it is for beginners', () => {
    const wishes: Partial<Wishes> = { level: 'beginner' };
    expect(reason({ matches: [word('x')], met: ['level'] }, { wishes, product: { level: 'all' } })).toContain(
      'open to every level',
    );
  });

  it('says free only of what the learner wanted free', () => {
    const wishes: Partial<Wishes> = { ceiling: { amountMinor: 0, currency: 'USD' } };
    expect(reason({ strategy: 'browse', met: ['price'] }, { wishes })).toBe('For variety: course, free');
  });

  it('does not claim that a product is about what it only touches', () => {
    expect(reason({ strategy: 'near', matches: [word('coffee')] })).toBe('Touches on “coffee”');
    expect(reason({ strategy: 'near', matches: [word('咖啡')] }, { language: 'zh' })).toBe('内容涉及“咖啡”');
  });

  it('says of a mixed list that it is one', () => {
    expect(reason({ strategy: 'browse', matches: [topic('history')] }, { language: 'zh' })).toBe(
      '换着看看：历史方向的课程',
    );
  });
});

describe('explainRelaxation', () => {
  it('has a sentence for every wish in both languages', () => {
    for (const wish of ['level', 'kind', 'language', 'price'] as const) {
      expect(explainRelaxation(wish, contextOf({ language: 'zh' }))).toMatch(/[一-龥]/u);
      expect(explainRelaxation(wish, contextOf({}))).toMatch(/^[A-Z][^一-龥]+\.$/u);
    }
  });

  it('a wish for free content is named as such', () => {
    const wishes: Partial<Wishes> = { ceiling: { amountMinor: 0, currency: 'USD' } };
    expect(explainRelaxation('price', contextOf({ wishes }))).toContain('free');
  });
});
