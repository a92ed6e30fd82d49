import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { type Figures, percentile, rounded } from '../bench/support/bench.ts';
import { createSegmenter } from '../src/recommend/index.ts';
import type { QuestionEncoder } from '../src/recommend/text/question-encoder.ts';
import {
  buildQuestionIndex,
  type QuestionIndex,
  type Weighing,
} from '../src/recommend/text/question-index.ts';
import { type QuestionTerms, questionTerms } from '../src/recommend/text/question-terms.ts';
import { trainEncoder } from '../src/recommend/text/train-encoder.ts';
import { trainRanking } from '../src/recommend/text/train-ranking.ts';
import { readPairs, type TextPair } from './faq/read-pairs.ts';
import { groupQuestions, type SameQuestions } from './faq/same-questions.ts';
import type { EvalOptions, EvalResult } from './support/eval.ts';

const OWN_SETS = ['bq'];
/** Pairs of this set's validation part are learned from beside the set's own. */
const FURTHER_SET = 'lcqmc';
const LARGE_COUNT = 76_000;
const LARGE_QUERIES = 300;
const SHOWN = 10;

/** Finds the questions that mean the same, with an encoder that has seen no sentence of the test part. */
export async function evalFaq({ dataFolder, sets, seeds, say }: EvalOptions): Promise<EvalResult> {
  const segmenter = createSegmenter();
  const termsOf = (text: string) => questionTerms(segmenter, text);
  const metrics: Record<string, Figures> = {};
  const reference: Record<string, Figures> = {};
  for (const name of sets ?? OWN_SETS) {
    const test = readPairs(join(dataFolder, name), 'test');
    const own = readPairs(join(dataFolder, name), 'dev');
    const further = name === FURTHER_SET ? [] : readPairs(join(dataFolder, FURTHER_SET), 'dev');
    const runs = Array.from({ length: seeds }, (_, at) =>
      measure({ test, own, further, seed: at + 1, termsOf }),
    );
    const figures = meanOf(runs.map(({ figures: one }) => one));
    const finder = runs[0]?.finder ?? WORDS_ALONE;
    say(`${name} ${JSON.stringify(figures)}`);
    const everything = [
      ...new Set(
        [...test, ...own, ...further, ...readPairs(join(dataFolder, FURTHER_SET), 'test')].flatMap(
          ({ left, right }) => [left, right],
        ),
      ),
    ];
    metrics[name] = { ...figures, ...timeLarge(everything, finder, termsOf) };
    reference[name] = {
      bm25: measureIndex(groupQuestions(test), WORDS_ALONE, termsOf),
      ...(name === 'bq'
        ? {
            reportedBm25Characters: { mrr10: 0.3055, hit1: 0.198, hit10: 0.584 },
            reportedFusionOnMorePairs: { mrr10: 0.3245, hit1: 0.203, hit10: 0.629 },
            reportedMiniSearch: { queryP95CpuMs: 842 },
          }
        : {}),
    };
  }
  return {
    name: 'faq',
    metrics,
    reference,
    ratio: {},
    conditions: {
      protocol:
        'corpus: all different questions of the test part; asked: each different left side of a pair that means the same, itself passed over; right: its other sides over any number of steps',
      training: `validation parts of the set and of ${FURTHER_SET}, without any pair that has a sentence of the test part; the order of what is found from a half of the set's own that its encoder has not seen`,
      large: `${LARGE_COUNT} questions: all of both sets, padded by halves of two questions joined`,
      seeds,
      node: process.version,
      cores: cpus().length,
      loadAverage: rounded(loadavg()[0] ?? 0),
    },
    problems: [],
  };
}

const NO_TERMS: QuestionTerms = { characters: [], words: [] };

type TermsOf = (text: string) => QuestionTerms;

interface Finder {
  readonly encoder: QuestionEncoder | null;
  readonly weighing: Weighing;
}

const ENCODER_SHARE = 0.5;
const WORDS_ALONE: Finder = { encoder: null, weighing: { encoderShare: 0, ranking: null } };

interface Measured {
  readonly test: readonly TextPair[];
  readonly own: readonly TextPair[];
  readonly further: readonly TextPair[];
  readonly seed: number;
  readonly termsOf: TermsOf;
}

function measure({ test, own, further, seed, termsOf }: Measured) {
  const group = groupQuestions(test);
  const tested = new Set(group.questions);
  const began = process.cpuUsage();
  const untested = (pairs: readonly TextPair[]) =>
    pairs
      .filter(({ left, right }) => !tested.has(left) && !tested.has(right))
      .map(({ left, right, isSame }) => ({ left: termsOf(left), right: termsOf(right), isSame }));
  const known = { own: untested(own), further: untested(further) };
  const encoder = trainEncoder([...known.own, ...known.further], seed);
  const ranking = trainRanking(known, seed);
  const finder: Finder = { encoder, weighing: { encoderShare: ENCODER_SHARE, ranking } };
  const { user, system } = process.cpuUsage(began);
  const figures = measureIndex(group, finder, termsOf);
  return { finder, figures: { ...figures, trainCpuSeconds: (user + system) / 1e6 } };
}

function measureIndex(group: SameQuestions, { encoder, weighing }: Finder, termsOf: TermsOf) {
  const terms = group.questions.map(termsOf);
  const index = buildQuestionIndex(terms, encoder, weighing);
  let reciprocal = 0;
  let first = 0;
  let hits = 0;
  for (const asked of group.asked) {
    const found = index.find(terms[asked] ?? NO_TERMS, { limit: SHOWN, except: asked });
    const rank = found.findIndex(({ place }) => group.isSame(place, asked));
    if (rank < 0) continue;
    hits += 1;
    reciprocal += 1 / (rank + 1);
    if (rank === 0) first += 1;
  }
  const count = Math.max(1, group.asked.length);
  return { mrr10: rounded(reciprocal / count), hit1: rounded(first / count), hit10: rounded(hits / count) };
}

function timeLarge(questions: readonly string[], { encoder, weighing }: Finder, termsOf: TermsOf): Figures {
  const padded = [...questions];
  for (let at = 0; padded.length < LARGE_COUNT; at += 1) {
    const one = questions[at % questions.length] ?? '';
    const other = questions[(at * 7 + 3) % questions.length] ?? '';
    padded.push(one.slice(0, Math.ceil(one.length / 2)) + other.slice(Math.ceil(other.length / 2)));
  }
  const index = buildQuestionIndex(padded.map(termsOf), encoder, weighing);
  const ask = (text: string, place: number): ReturnType<QuestionIndex['find']> =>
    index.find(termsOf(text), { limit: SHOWN, except: place });
  const every = Math.floor(questions.length / LARGE_QUERIES);
  const asked = questions.flatMap((text, place) => (place % every === 0 ? [{ text, place }] : []));
  for (const { text, place } of asked) ask(text, place);
  const times = asked.map(({ text, place }) => {
    const before = process.cpuUsage();
    ask(text, place);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  times.sort((a, b) => a - b);
  return {
    questions: index.questionCount,
    queryP50CpuMs: rounded(percentile(times, 0.5)),
    queryP95CpuMs: rounded(percentile(times, 0.95)),
  };
}

function meanOf(runs: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  return Object.fromEntries(
    Object.keys(runs[0] ?? {}).map((name) => [
      name,
      rounded(runs.reduce((sum, run) => sum + (run[name] ?? 0), 0) / runs.length),
    ]),
  );
}
