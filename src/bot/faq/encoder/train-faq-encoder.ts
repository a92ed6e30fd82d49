import { createHash } from 'node:crypto';
import {
  buildQuestionIndex,
  fitRanking,
  type JudgedList,
  type QuestionEncoder,
  type QuestionPair,
  type QuestionTerms,
  questionTerms,
  type Ranking,
  type Segmenter,
  seededRandom,
  trainEncoder,
  type Weighing,
} from '../../../recommend/index.ts';
import type { FaqEntry } from '../types.ts';
import { type EncoderHead, sealEncoder } from './encoder-artifact.ts';

export interface TrainFaqEncoder {
  readonly entries: readonly FaqEntry[];
  /** Sayings by what they want: those of one want mean about the same. Left out: none. */
  readonly sayings?: readonly { readonly text: string; readonly label: string }[];
  readonly seed: number;
  readonly createdAtMs: number;
}

export interface TrainedEncoder {
  readonly bytes: Buffer;
  readonly head: Omit<EncoderHead, 'members'>;
}

const FOLDS = 5;
/** Others of its want that a saying is learned with. */
const PARTNERS = 2;
/** Two judge nearly as well as four here, and are half as large. */
const MEMBERS = 2;
/** What the encoder may have of a score; the first stays unless another finds more. */
const SHARES = [0, 0.2, 0.4, 0.6, 0.8];

/** The book has too few ways to ask to learn from. */
export class TooFewQuestions extends Error {
  override readonly name = 'TooFewQuestions';
}

/**
 * Learns from the platform's own pairs: ways to ask for one answer mean the same, across the languages too. How much the
 * encoder counts beside the words, and in which order the best are put, is chosen on questions that the judging encoders
 * had not seen (five folds). The same entries and seed give the same bytes. Throws `TooFewQuestions`.
 */
export function trainFaqEncoder(
  segmenter: Segmenter,
  { entries, sayings = [], seed, createdAtMs }: TrainFaqEncoder,
): TrainedEncoder {
  const asked = entries.flatMap(({ key, questions }) =>
    [...questions.zh, ...questions.en].map((text) => ({ key, text, terms: questionTerms(segmenter, text) })),
  );
  const said = sayings.map(({ text, label }) => ({
    key: label,
    text,
    terms: questionTerms(segmenter, text),
  }));
  const pairs = [...pairsOf(asked), ...chainOf(said, new Set(), seed)];
  if (entries.length < 2 || pairs.length < FOLDS) throw new TooFewQuestions('there are too few ways to ask');
  const { share, ranking, heldOut } = chooseWeighing({ asked, said }, seed);
  const head = {
    kind: 'tilltalk.faq_encoder' as const,
    createdAt: new Date(createdAtMs).toISOString(),
    seed,
    dataHash: dataHashOf([...asked, ...said]),
    questions: asked.length,
    pairs: pairs.length,
    share,
    ranking,
    heldOut,
  };
  return { bytes: sealEncoder(head, trainEncoder(pairs, seed, MEMBERS)), head };
}

interface Asked {
  readonly key: string;
  readonly text: string;
  readonly terms: QuestionTerms;
}

function pairsOf(asked: readonly Asked[]): QuestionPair[] {
  return asked.flatMap(({ key, terms }, at) =>
    asked
      .slice(at + 1)
      .flatMap((other) => (other.key === key ? [{ left: terms, right: other.terms, isSame: true }] : [])),
  );
}

function dataHashOf(asked: readonly Asked[]): string {
  const lines = asked.map(({ key, text }) => `${key}\t${text}`).sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

/** Each saying with a few others of its want, so that a want of many says no more than its lines do. */
function chainOf(said: readonly Asked[], leftOut: ReadonlySet<string>, seed: number): QuestionPair[] {
  const random = seededRandom(seed);
  const byWant = groupBy(
    said.filter(({ text }) => !leftOut.has(text)),
    ({ key }) => key,
  );
  return [...byWant.values()].flatMap((lines) =>
    lines.flatMap(({ terms, text }) =>
      Array.from({ length: PARTNERS }, () => lines[Math.floor(random() * lines.length)]).flatMap((other) =>
        other === undefined || other.text === text ? [] : [{ left: terms, right: other.terms, isSame: true }],
      ),
    ),
  );
}

function chooseWeighing(
  { asked, said }: { readonly asked: readonly Asked[]; readonly said: readonly Asked[] },
  seed: number,
): Pick<EncoderHead, 'share' | 'ranking' | 'heldOut'> {
  const rounds = Array.from({ length: FOLDS }, (_, fold): Round => {
    const known = asked.filter((_one, at) => at % FOLDS !== fold);
    const out = asked.filter((_one, at) => at % FOLDS === fold);
    const leftOut = new Set(out.map(({ text }) => text));
    const encoder = trainEncoder([...pairsOf(known), ...chainOf(said, leftOut, seed)], seed, MEMBERS);
    return { known, out, encoder };
  });
  const countAll = (encoderShare: number, rankingOf: (fold: number) => Ranking | null): number =>
    rounds.reduce(
      (sum, round, fold) => sum + countFirst(round, { encoderShare, ranking: rankingOf(fold) }),
      0,
    );
  const hitsByShare = SHARES.map((share) => countAll(share, () => null));
  const hits = Math.max(...hitsByShare);
  const share = SHARES[hitsByShare.indexOf(hits)] ?? 0;
  // The share is chosen without a ranking: scores say whether to answer at all, and a ranking leaves them as they are.
  const judged = share === 0 ? [] : rounds.map((round) => judge(round, share));
  // A ranking is judged on a fold that it was not learned from.
  const rankings = judged.map((own) => fitRanking(judged.filter((other) => other !== own).flat()));
  const rankedHits = countAll(share, (fold) => rankings[fold] ?? null);
  return {
    share,
    ranking: rankedHits > hits ? fitRanking(judged.flat()) : null,
    heldOut: {
      questions: asked.length,
      words: (hitsByShare[0] ?? 0) / asked.length,
      fused: Math.max(hits, rankedHits) / asked.length,
    },
  };
}

interface Round {
  readonly known: readonly Asked[];
  readonly out: readonly Asked[];
  readonly encoder: QuestionEncoder;
}

/** What questions that are not in the book find, and which of it is their answer. */
function judge({ known, out, encoder }: Round, encoderShare: number): JudgedList[] {
  const terms = known.map((one) => one.terms);
  const index = buildQuestionIndex(terms, encoder, { encoderShare, ranking: null });
  return out.map(({ key, terms: asked }) =>
    index.look(asked, -1).map(({ place, likeness }) => ({ likeness, isRight: known[place]?.key === key })),
  );
}

/** Of questions that are not in the book, how many find their answer first. */
function countFirst({ known, out, encoder }: Round, weighing: Weighing): number {
  const terms = known.map((one) => one.terms);
  const index = buildQuestionIndex(terms, weighing.encoderShare === 0 ? null : encoder, weighing);
  return out.filter((one) => known[index.find(one.terms, { limit: 1 })[0]?.place ?? -1]?.key === one.key)
    .length;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
