import {
  buildQuestionIndex,
  isWord,
  type QuestionIndex,
  questionTerms,
  sharedSegmenter,
} from '../../recommend/index.ts';
import type { ConversationDeps } from '../deps.ts';
import type { ServedEncoder } from './encoder/encoder-artifact.ts';
import { currentEntries, saveFeedback, saveMiss } from './store.ts';
import type { AskFaq, FaqBook, FaqEntry, FoundAnswer } from './types.ts';

export interface FaqBookDeps extends Pick<ConversationDeps, 'db' | 'clock' | 'livemode'> {
  /** What was trained on ways to ask; left out: words alone. */
  readonly readEncoder?: () => ServedEncoder | null;
}

/** What was imported is known after this at the latest. */
const READ_EVERY_MS = 20_000;
/** A want that is as sure as this points to the answer of its name. */
const WANT_FROM = 0.45;
const FOUND_MAX = 5;

/** Keeps the current answers in memory; the first question reads them. */
export function createFaqBook(deps: FaqBookDeps): FaqBook {
  let known: Promise<KnownAnswers> | undefined;
  let readAtMs = 0;
  const answers = (): Promise<KnownAnswers> => {
    const nowMs = deps.clock.wallMs();
    if (known === undefined || nowMs - readAtMs >= READ_EVERY_MS) {
      readAtMs = nowMs;
      const before = known;
      known = readAnswers(deps).catch((error: unknown) => {
        if (before === undefined) known = undefined;
        if (before === undefined) throw error;
        return before;
      });
    }
    return known;
  };
  return {
    find: async (ask) => findAnswer(await answers(), ask, deps.clock.nowMs()),
    noteMiss: (miss) =>
      deps.db.transact((tx) =>
        saveMiss(tx, { ...miss, livemode: deps.livemode ? 1 : 0, createdAtMs: deps.clock.nowMs() }),
      ),
    noteFeedback: ({ helped, ...rest }) =>
      deps.db.transact((tx) =>
        saveFeedback(tx, { ...rest, helped: helped ? 1 : 0, createdAtMs: deps.clock.nowMs() }),
      ),
  };
}

interface KnownAnswers {
  readonly entries: readonly FaqEntry[];
  /** Of every way to ask, its entry. */
  readonly entryOf: readonly FaqEntry[];
  readonly index: QuestionIndex;
  /** Words and single characters that some way to ask has. */
  readonly words: ReadonlySet<string>;
}

async function readAnswers({ db, readEncoder }: FaqBookDeps): Promise<KnownAnswers> {
  const entries = await currentEntries(db.query);
  const segmenter = sharedSegmenter();
  const served = readEncoder?.() ?? null;
  const asked = entries.flatMap((entry) =>
    [...entry.questions.zh, ...entry.questions.en].map((question) => ({
      entry,
      terms: questionTerms(segmenter, question),
    })),
  );
  return {
    entries,
    entryOf: asked.map(({ entry }) => entry),
    index: buildQuestionIndex(
      asked.map(({ terms }) => terms),
      served === null || served.head.share === 0 ? null : served.encoder,
      { encoderShare: served?.head.share ?? 0, ranking: served?.head.ranking ?? null },
    ),
    words: new Set(asked.flatMap(({ terms }) => terms.characters.filter(isWord))),
  };
}

/** What the words find, or what a sure want names; whichever is surer. */
function findAnswer(
  { entries, entryOf, index, words }: KnownAnswers,
  ask: AskFaq,
  nowMs: number,
): FoundAnswer | null {
  const byWant =
    ask.confidence < WANT_FROM
      ? undefined
      : entries.find((entry) => entry.key === ask.want && isValid(entry, nowMs));
  const terms = questionTerms(sharedSegmenter(), ask.text);
  const own = [...new Set(terms.characters.filter(isWord))];
  // A question about something else shares its small words with many.
  const known = own.filter((word) => words.has(word)).length / Math.max(1, own.length);
  const [byWords] = index.find(terms, { limit: FOUND_MAX }).flatMap(({ place, score }) => {
    const entry = entryOf[place];
    return entry !== undefined && isValid(entry, nowMs) ? [{ entry, score: score * known }] : [];
  });
  if (byWant !== undefined && ask.confidence >= (byWords?.score ?? 0)) {
    return { entry: byWant, score: ask.confidence };
  }
  return byWords ?? null;
}

function isValid({ validFromMs, validUntilMs }: FaqEntry, nowMs: number): boolean {
  return (validFromMs ?? nowMs) <= nowMs && nowMs < (validUntilMs ?? Number.POSITIVE_INFINITY);
}
