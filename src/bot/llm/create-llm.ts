import { createHash } from 'node:crypto';
import { z } from 'zod';
import { createDayCount } from '../../kernel/shared-day-count.ts';
import type { DraftPiece } from '../types.ts';
import { type Breaker, createBreaker } from './breaker.ts';
import { mayBeSaid } from './guard.ts';
import { rewordMessages, understandMessages } from './prompt.ts';
import { type ChatMessage, streamChat } from './stream-chat.ts';
import type { Llm, LlmDeps, LlmReading, RewordAsk, UnderstandAsk } from './types.ts';

/** Connects a model. Its quota is that of all processes which share a Redis, its breaker this one's own. */
export function createLlm(deps: LlmDeps): Llm {
  const { perLearnerDay: perKey, perDay: all } = deps.settings;
  const quota = createDayCount(deps, { name: 'llm', perKey, all });
  const breaker = createBreaker(deps.clock);
  const mayAsk = async (learnerId: string): Promise<boolean> =>
    !deps.isOff() && breaker.mayTry() && quota.take(learnerId);
  return {
    reword: async (ask) => ((await mayAsk(ask.learnerId)) ? reworded({ deps, breaker }, ask) : null),
    understand: async (ask) => ((await mayAsk(ask.learnerId)) ? understood({ deps, breaker }, ask) : null),
  };
}

interface Parts {
  readonly deps: LlmDeps;
  readonly breaker: Breaker;
}

class Refused extends Error {}

/** Words are held back until their sentence is whole and was held against the rules together with all before it. */
async function* reworded(parts: Parts, ask: RewordAsk): AsyncGenerator<DraftPiece> {
  const titles = ask.items.map(({ title }) => title);
  let said = '';
  try {
    for await (const sentence of sentencesOf(asked(parts, rewordMessages(ask)))) {
      if (!mayBeSaid(said + sentence, titles)) throw new Refused('a rule');
      said += sentence;
      yield sentence;
    }
    if (said.trim() === '') throw new Refused('nothing said');
    count(parts, 'reworded');
  } catch (error) {
    fellBack(parts, error);
    yield { instead: ask.offline };
  }
}

const SENTENCE_END = /^[\s\S]*?(?:[。！？!?\n]|\.(?=\s))/u;

async function* sentencesOf(words: AsyncIterable<string>): AsyncGenerator<string> {
  let waiting = '';
  for await (const piece of words) {
    waiting += piece;
    for (let end = SENTENCE_END.exec(waiting); end !== null; end = SENTENCE_END.exec(waiting)) {
      yield end[0];
      waiting = waiting.slice(end[0].length);
    }
  }
  if (waiting !== '') yield waiting;
}

const Reading = z.object({ intent: z.string(), topic: z.string().max(60).nullish() });

async function understood(parts: Parts, ask: UnderstandAsk): Promise<LlmReading | null> {
  try {
    let text = '';
    for await (const words of asked(parts, understandMessages(ask))) text += words;
    const json = /\{[^{}]*\}/u.exec(text)?.[0] ?? '';
    const { intent, topic } = Reading.parse(JSON.parse(json));
    const known = ask.intents.find((one) => one === intent);
    if (known === undefined) throw new Refused('an intent that was not offered');
    count(parts, 'understood');
    return { intent: known, topic: topic === undefined || topic === null || topic === '' ? null : topic };
  } catch (error) {
    fellBack(parts, error);
    return null;
  }
}

async function* asked({ deps, breaker }: Parts, messages: readonly ChatMessage[]): AsyncGenerator<string> {
  const startedAt = performance.now();
  const promptHash = createHash('sha256').update(JSON.stringify(messages)).digest('hex').slice(0, 16);
  let characters = 0;
  let outcome: 'fine' | 'failed' = 'failed';
  try {
    for await (const words of streamChat(deps, messages)) {
      characters += words.length;
      // A server that speaks is well, whatever is made of what it says.
      outcome = 'fine';
      yield words;
    }
  } catch (error) {
    outcome = 'failed';
    throw error;
  } finally {
    breaker.tell(outcome);
    const ms = Math.round(performance.now() - startedAt);
    deps.log.info({ model: deps.settings.model, promptHash, characters, ms, outcome }, 'a model was asked');
  }
}

function fellBack(parts: Parts, error: unknown): void {
  const isRefused = error instanceof Refused || error instanceof z.ZodError || error instanceof SyntaxError;
  count(parts, isRefused ? 'refused' : 'failed');
  if (!isRefused) parts.deps.log.error({ error }, 'a model failed; the offline answer is given');
}

function count({ deps }: Parts, outcome: 'reworded' | 'understood' | 'refused' | 'failed'): void {
  deps.meter
    .counter('tilltalk_llm_answers_total', 'Answers of a language model, by what became of them', ['outcome'])
    .inc({ outcome });
}
