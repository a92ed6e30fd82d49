import { sharedSegmenter } from '../../recommend/index.ts';
import { careNeeded } from './care.ts';
import { isErrand } from './errands.ts';
import { isForeign } from './foreign.ts';
import type { Intent } from './intents.ts';
import { confidenceOf, type IntentModel, judge } from './model/intent-model.ts';
import { servedModel } from './model/load-model.ts';
import { hintsOf } from './model/read-line.ts';
import { readViews } from './model/train-intents.ts';
import { isAboutWriting, serviceAsked } from './owned.ts';
import { readTables, type TableReading } from './tables.ts';
import { intentOf, type Want } from './wants.ts';

export interface DecidedIntent {
  readonly intent: Intent;
  /** The finer want behind the intent; the intent itself where the tables decided alone. */
  readonly want: Want;
  /** The probability that this is right, 0 to 1. */
  readonly confidence: number;
  /** Other intents that come near, best first; what "did you mean" may offer. */
  readonly alternatives: readonly Intent[];
  /** What the model would have taken it for but was not sure enough: counts where nothing else is known. */
  readonly guess: Want | null;
}

/** What the tables say is taken back only by a model as sure as this; measured on held-out sayings. */
const OVERRULES_FROM = 0.85;
/** A search by a pattern is taken back sooner: half of what one asks sounds like looking for something. */
const SEARCH_IS_OVERRULED_FROM = 0.62;
/** Less than this is no guess either. */
const GUESSED_FROM = 0.42;
/** What no table knows is taken for more than a search from this on. */
const KNOWS_FROM = 0.5;
const NEAR_FROM = 0.12;
const ALTERNATIVES_MAX = 2;
/** Of a saying that a table of high precision reads and no model has judged. */
const TABLES_ALONE = 0.8;
const GUESS = 0.3;
/** Of a saying that names a deed or a fact of the world beyond doubt. */
const SURELY_BESIDES = 0.95;

/** Weighs the tables and the trained model. The text is normalised. */
export function decideIntent(text: string): DecidedIntent {
  const besides = besidesTheTill(text);
  if (besides !== null) return besides;
  const tables = readTables(text);
  const { model } = servedModel();
  if (model === null || tables.intent === 'unclear') return byTables(tables);
  const views = readViews(sharedSegmenter(), { text, hints: hintsOf(text, tables) });
  const judged = judge(model, views);
  const confidence = confidenceOf(model, judged.certainty);
  const best = wantAt(model, judged.best);
  const want = best === 'account_login' && isAboutWriting(text) ? 'search' : best;
  const intent = intentOf(want);
  const own = byTables(tables);
  const near = nearIntents(model, judged.scores, judged.certainty);
  const others = (decided: Intent): Intent[] =>
    near.filter((one) => one !== decided && one !== 'search').slice(0, ALTERNATIVES_MAX);
  if (!takesModel(tables, intent, confidence)) {
    const guess = confidence >= GUESSED_FROM && own.intent === 'search' ? want : null;
    return { ...own, alternatives: others(own.intent), guess };
  }
  return {
    intent,
    want,
    confidence: intent === own.intent ? Math.max(confidence, own.confidence) : confidence,
    alternatives: others(intent),
    guess: null,
  };
}

/** What no dialog sells or looks up: care that comes first, errands of the world, other languages. Null for all the rest. */
function besidesTheTill(text: string): DecidedIntent | null {
  const want =
    careNeeded(text) ??
    serviceAsked(text) ??
    (isErrand(text) ? 'off_topic' : isForeign(text) ? 'language' : null);
  if (want === null) return null;
  return { intent: intentOf(want), want, confidence: SURELY_BESIDES, alternatives: [], guess: null };
}

function takesModel(tables: TableReading, intent: Intent, confidence: number): boolean {
  // What tries to talk the bot into something is never explained away.
  if (tables.intent === 'manipulate') return false;
  // Rudeness is a way of saying what the tables found.
  if (tables.isSaid && intent === 'abuse' && tables.intent !== 'search') return tables.intent === 'abuse';
  if (intent === tables.intent) return true;
  if (!tables.isSaid) return confidence >= KNOWS_FROM;
  return confidence >= (tables.intent === 'search' ? SEARCH_IS_OVERRULED_FROM : OVERRULES_FROM);
}

function byTables({ intent, isSaid }: TableReading): DecidedIntent {
  return { intent, want: intent, confidence: isSaid ? TABLES_ALONE : GUESS, alternatives: [], guess: null };
}

/** Intents by their best want, those that are at least as probable as `NEAR_FROM`. */
function nearIntents(model: IntentModel, scores: Float32Array, certainty: number): Intent[] {
  const best = Math.max(...scores);
  const places = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  const near = places.filter(
    (place) => confidenceOf(model, certainty - best + (scores[place] ?? 0)) >= NEAR_FROM,
  );
  return [...new Set(near.map((place) => intentOf(wantAt(model, place))))];
}

function wantAt({ labels }: IntentModel, place: number): Want {
  return (labels[place] ?? 'unclear') as Want;
}
