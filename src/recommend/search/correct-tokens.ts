import type { Analysis } from './document-terms.ts';
import { isNear } from './english.ts';
import type { SearchIndex } from './search-index.ts';
import { splitFormats } from './split-formats.ts';
import { isStopWord } from './stop-words.ts';
import type { Token } from './tokens.ts';

const CORRECTED_LETTERS_MIN = 5;
const KNOWN_LETTERS_MIN = 4;
/** Shorter runs of letters are English sooner than Chinese. */
const SPELLED_LETTERS_MIN = 4;
const SPELLED_NEAR_LETTERS_MIN = 6;
/** Neighbouring single characters that may be one word with a wrong one in it. */
const HAN_RUN_MAX = 4;

/**
 * Replaces what neither the catalogue nor a topic knows by what it was probably meant to be: English words by the
 * nearest in letters or sound, letters by the Chinese word they spell, Chinese characters by the word that sounds alike.
 */
export function correctTokens(analysis: Analysis, index: SearchIndex, said: readonly Token[]): Token[] {
  const tokens = splitFormats(analysis, index, said);
  const corrected: Token[] = [];
  for (let place = 0; place < tokens.length; place += 1) {
    const token = tokens[place];
    if (token === undefined) continue;
    const run = token.isHan ? soundsLike(analysis, index, { tokens, from: place }) : null;
    corrected.push(run === null ? correctLetters(analysis, index, token) : run.token);
    if (run !== null) place += run.length - 1;
  }
  return corrected;
}

function correctLetters({ topics, hints }: Analysis, index: SearchIndex, token: Token): Token {
  const { term, surface } = token;
  const isKnown =
    token.isHan ||
    surface.length < SPELLED_LETTERS_MIN ||
    isStopWord(token, false) ||
    index.documentFrequency(term) > 0 ||
    topics.vocabulary.has(term) ||
    hints.isHint(term);
  if (isKnown) return token;
  const spelled = topics.spelled(surface.toLowerCase(), surface.length >= SPELLED_NEAR_LETTERS_MIN ? 1 : 0);
  const nearest =
    Math.min(surface.length, term.length) < CORRECTED_LETTERS_MIN
      ? undefined
      : nearestWord(index, topics.vocabulary, term);
  if (nearest !== undefined && spelled?.isExact !== true) {
    return { ...token, term: nearest, isCorrected: true };
  }
  return spelled === undefined ? token : { term: spelled.term, surface, isHan: true, isCorrected: true };
}

interface Run {
  readonly tokens: readonly Token[];
  readonly from: number;
}

/** The word that unknown characters from a place on sound like; null when there is none. */
function soundsLike(
  { topics }: Analysis,
  index: SearchIndex,
  { tokens, from }: Run,
): { token: Token; length: number } | null {
  for (let length = HAN_RUN_MAX; length > 0; length -= 1) {
    const run = tokens.slice(from, from + length);
    if (run.length < length || !isOneWord(run)) continue;
    const word = run.map(({ term }) => term).join('');
    if (index.documentFrequency(word) > 0 || topics.vocabulary.has(word)) return null;
    const term = topics.soundsLike(word);
    if (term !== undefined) return { token: { term, surface: word, isHan: true, isCorrected: true }, length };
  }
  return null;
}

/** Single characters that the dictionary could not join, or one longer word that says something. */
function isOneWord(run: readonly Token[]): boolean {
  const [first] = run;
  if (first === undefined) return false;
  if (run.length > 1) return run.every(({ isHan, term }) => isHan && term.length === 1);
  return first.term.length > 1 && !isStopWord(first, true);
}

function nearestWord(index: SearchIndex, vocabulary: ReadonlySet<string>, term: string): string | undefined {
  const editsMax = term.length >= 8 ? 2 : 1;
  const first = soundOfFirst(term);
  const sound = soundOf(term);
  const matches = (known: string): boolean =>
    known.length >= KNOWN_LETTERS_MIN &&
    soundOfFirst(known) === first &&
    ((known[0] === term[0] && isNear(known, term, editsMax)) || isNear(soundOf(known), sound, editsMax - 1));
  return [...vocabulary].find(matches) ?? index.termsMatching(matches, 1)[0];
}

const FIRST_SOUNDS: Readonly<Record<string, string>> = { c: 'k', q: 'k', k: 'k', p: 'p', f: 'f' };

function soundOfFirst(word: string): string {
  if (word.startsWith('ph')) return 'f';
  const first = word[0] ?? '';
  return FIRST_SOUNDS[first] ?? first;
}

/** English letters as they sound, roughly: what spellers by ear mix up is the same. */
function soundOf(word: string): string {
  return word
    .replace(/ph/g, 'f')
    .replace(/ck|[cq]/g, 'k')
    .replace(/(.)\1/g, '$1');
}
