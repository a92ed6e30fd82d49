import { describe, expect, it } from 'vitest';
import { isStopWord } from './stop-words.ts';
import { createSegmenter, pairsOf } from './tokens.ts';
import { createTopicFinder, readTopics, topicsAbove } from './topics.ts';

const segmenter = createSegmenter();
const finder = createTopicFinder(segmenter);
const topicsIn = (text: string) => finder.find(segmenter.tokenize(text)).map(({ topic }) => topic.id);

describe('topics', () => {
  it.each([
    ['想系统学机器学习', ['machine-learning']],
    ['Machine Learning for nurses', ['machine-learning']],
    ['前端和 Vue', ['frontend', 'frontend']],
    ['writing a short story', ['writing', 'fiction']],
    ['C++ or Rust', ['cpp', 'rust']],
    ['机会计算', []],
  ])('%s names %j', (text, ids) => {
    expect(topicsIn(text)).toEqual(ids);
  });

  it('a longer name wins over the shorter one inside it', () => {
    expect(topicsIn('时间管理')).toEqual(['productivity']);
    expect(topicsIn('financial statements')).toEqual(['accounting']);
  });

  it('every topic has a name in both languages and leads upwards without a circle', () => {
    expect(finder.topics.size).toBeGreaterThan(120);
    for (const topic of finder.topics.values()) {
      expect(topic.name.zh.length * topic.name.en.length).toBeGreaterThan(0);
      expect(topicsAbove(finder.topics, topic).map(({ id }) => id)).not.toContain(topic.id);
    }
  });

  it('every name of a topic is found, and none is lost to words that questions drop', () => {
    for (const topic of finder.topics.values()) {
      for (const term of topic.terms) {
        expect(topicsIn(term), term).toContain(topic.id);
        expect(
          segmenter.tokenize(term).every((token) => isStopWord(token, false)),
          term,
        ).toBe(false);
      }
    }
  });

  it('a malformed table is refused when it is read', () => {
    expect(() => readTopics('a | 甲 | |')).toThrow('bad line');
    expect(() => readTopics('a | 甲 | a | nothing')).toThrow('does not exist');
    expect(() => readTopics('a | 甲 | a |\na | 乙 | b |')).toThrow('bad line');
  });
});

describe('tokens', () => {
  const terms = (text: string) => segmenter.tokenize(text).map(({ term }) => term);

  it('Chinese is split into words and the rest by letters, in order', () => {
    expect(terms('用Python学数据分析，3.5小时')).toEqual(['用', 'python', '学', '数据分析', '3.5', '小时']);
  });

  it('full-width letters, accents and apostrophes are read like plain ones', () => {
    expect(terms('Ｐｙｔｈｏｎ café don’t')).toEqual(['python', 'caf', 'dont']);
  });

  it('pairs run over word borders inside Chinese and never across other text', () => {
    expect(pairsOf(segmenter.tokenize('量化 ab 投资'))).toEqual(['量化', '投资']);
    expect(pairsOf(segmenter.tokenize('宋朝人'))).toEqual(['宋朝', '朝人']);
  });

  it('a word of the catalogue stays whole once it is known', () => {
    const fresh = createSegmenter();
    expect(fresh.tokenize('汴京瓦舍夜话').map(({ term }) => term)).not.toContain('瓦舍夜话');
    fresh.addWords(['瓦舍夜话', 'not chinese', '一']);
    expect(fresh.tokenize('汴京瓦舍夜话').map(({ term }) => term)).toContain('瓦舍夜话');
  });
});
