import { createSpelling, type Spelling } from './spelling.ts';
import type { Segmenter, Token } from './tokens.ts';
import { LIFE_TOPICS } from './topic-table-life.ts';
import { WORK_TOPICS } from './topic-table-work.ts';

/** A subject that both languages have a name for. It joins a question in one with content in the other. */
export interface Topic {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly terms: readonly string[];
  /** Ids of topics this one belongs to: who asks for those is content with this. */
  readonly broader: readonly string[];
}

/** A topic found in tokens `from` (inclusive) to `to` (exclusive). */
export interface TopicMention {
  readonly topic: Topic;
  readonly from: number;
  readonly to: number;
}

export interface TopicFinder extends Spelling {
  readonly topics: ReadonlyMap<string, Topic>;
  /** Longest names first: the tokens of a mention belong to no shorter one of another topic. */
  find(tokens: readonly Token[]): TopicMention[];
  /** Topics that a single term is a whole name of. */
  named(term: string): readonly Topic[];
  /** Terms that occur in topic names; a typing error may be corrected to one. */
  readonly vocabulary: ReadonlySet<string>;
}

/** Reads the topic tables. Throws when a line is malformed or names a broader topic that does not exist. */
export function readTopics(table: string = WORK_TOPICS + LIFE_TOPICS): Map<string, Topic> {
  const topics = new Map<string, Topic>();
  for (const line of table.split('\n')) {
    if (line.trim() === '') continue;
    const [id = '', zh = [], en = [], broader = []] = line
      .split('|')
      .map((part, place) => (place === 0 ? part.trim() : listOf(part))) as [
      string,
      string[],
      string[],
      string[],
    ];
    const [zhName, enName] = [zh[0], en[0]];
    if (zhName === undefined || enName === undefined || topics.has(id)) {
      throw new Error(`the topic table has a bad line: ${line}`);
    }
    topics.set(id, { id, name: { zh: zhName, en: enName }, terms: [...zh, ...en], broader });
  }
  for (const topic of topics.values()) {
    const lost = topic.broader.find((id) => !topics.has(id));
    if (lost !== undefined) throw new Error(`topic ${topic.id} belongs to ${lost}, which does not exist`);
  }
  return topics;
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((term) => term.trim())
    .filter((term) => term !== '');
}

/** Prepares finding topics in tokens of `segmenter`, which learns their names as words. */
export function createTopicFinder(segmenter: Segmenter, topics = readTopics()): TopicFinder {
  segmenter.addWords([...topics.values()].flatMap((topic) => topic.terms));
  const names = readNames(segmenter, topics);

  const longestMention = (tokens: readonly Token[], from: number): number => {
    const tokensMax = names.tokensFrom.get(tokens[from]?.term ?? '') ?? 0;
    for (let to = Math.min(tokens.length, from + tokensMax); to > from; to -= 1) {
      if (names.byKey.has(keyOf(tokens.slice(from, to)))) return to;
    }
    return from;
  };
  const find = (tokens: readonly Token[]): TopicMention[] => {
    const mentions: TopicMention[] = [];
    let from = 0;
    while (from < tokens.length) {
      const to = longestMention(tokens, from);
      const key = keyOf(tokens.slice(from, to));
      for (const topic of names.byKey.get(key) ?? []) mentions.push({ topic, from, to });
      from = Math.max(to, from + 1);
    }
    return mentions;
  };
  return {
    topics,
    find,
    named: (term) => names.byKey.get(`${term} `) ?? [],
    vocabulary: names.vocabulary,
    ...createSpelling(names.vocabulary),
  };
}

interface Names {
  readonly byKey: ReadonlyMap<string, readonly Topic[]>;
  /** How many tokens the longest name has that begins with a term. */
  readonly tokensFrom: ReadonlyMap<string, number>;
  readonly vocabulary: ReadonlySet<string>;
}

function readNames(segmenter: Segmenter, topics: ReadonlyMap<string, Topic>): Names {
  const byKey = new Map<string, Topic[]>();
  const tokensFrom = new Map<string, number>();
  const vocabulary = new Set<string>();
  for (const [topic, name] of [...topics.values()].flatMap(namesOf)) {
    const tokens = segmenter.tokenize(name);
    for (const token of tokens) vocabulary.add(token.term);
    const first = tokens[0]?.term ?? '';
    tokensFrom.set(first, Math.max(tokensFrom.get(first) ?? 0, tokens.length));
    const known = byKey.get(keyOf(tokens)) ?? [];
    byKey.set(keyOf(tokens), known.includes(topic) ? known : [...known, topic]);
  }
  return { byKey, tokensFrom, vocabulary };
}

function namesOf(topic: Topic): (readonly [Topic, string])[] {
  return topic.terms.map((term) => [topic, term] as const);
}

function keyOf(tokens: readonly Token[]): string {
  let key = '';
  for (const token of tokens) key += `${token.term} `;
  return key;
}

/** All topics above `topic`, nearest first, without repeats. */
export function topicsAbove(topics: ReadonlyMap<string, Topic>, topic: Topic): Topic[] {
  const above = new Set<Topic>();
  const climb = (current: Topic): void => {
    for (const id of current.broader) {
      const next = topics.get(id);
      if (next === undefined || above.has(next)) continue;
      above.add(next);
      climb(next);
    }
  };
  climb(topic);
  return [...above];
}
