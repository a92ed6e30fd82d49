import { runsOf, type Token } from './tokens.ts';
import { TOPIC_HINTS } from './topic-hints.ts';
import type { Topic } from './topics.ts';

/** Tokens `from` (inclusive) to `to` (exclusive) point to topics without naming one. */
export interface HintMention {
  readonly topics: readonly Topic[];
  readonly surface: string;
  readonly from: number;
  readonly to: number;
  /** How many words that say something it is made of. */
  readonly wordCount: number;
}

export interface HintFinder {
  /** Longest hints first; small words between those of an English hint do not matter. */
  find(tokens: readonly Token[], isStop: (token: Token) => boolean): HintMention[];
  /** Whether a word alone is a hint. */
  isHint(term: string): boolean;
}

/** Chinese hints are looked for by their characters: they are phrases sooner than words of a dictionary. */
const HAN_MAX = 8;
const SMALL_WORDS_MIN = 3;

/** Reads the table of hints. Throws when a line points to a topic that does not exist. */
export function createHintFinder(
  topics: ReadonlyMap<string, Topic>,
  table: string = TOPIC_HINTS,
): HintFinder {
  const byKey = readHints(topics, table);
  const wordsMax = Math.max(1, ...[...byKey.keys()].map((key) => key.split(' ').length));
  return {
    isHint: (term) => byKey.has(term),
    find: (tokens, isStop) => [
      ...hanRuns(tokens).flatMap((run) => hintsInRun(run, tokens, byKey)),
      ...latinHints(tokens, { byKey, isStop, wordsMax }),
    ],
  };
}

type Hints = ReadonlyMap<string, readonly Topic[]>;

function readHints(topics: ReadonlyMap<string, Topic>, table: string): Hints {
  const byKey = new Map<string, Topic[]>();
  for (const line of table.split('\n').filter((one) => one.trim() !== '')) {
    const [id = '', ...lists] = line.split('|').map((part) => part.trim());
    const topic = topics.get(id);
    if (topic === undefined) throw new Error(`the table of hints points to ${id}, which does not exist`);
    for (const hint of lists.flatMap((list) => list.split(',')).map((one) => one.trim())) {
      const key = keyOf(runsOf(hint));
      if (key !== '') byKey.set(key, [...(byKey.get(key) ?? []), topic]);
    }
  }
  return byKey;
}

function keyOf(tokens: readonly Token[]): string {
  return tokens.map(({ term }) => term).join(' ');
}

interface Look {
  readonly byKey: Hints;
  readonly isStop: (token: Token) => boolean;
  readonly wordsMax: number;
}

/** Hints as they are said, else as they are with small words between left out. */
function latinHints(tokens: readonly Token[], { byKey, isStop, wordsMax }: Look): HintMention[] {
  const found: HintMention[] = [];
  for (let from = 0; from < tokens.length; from += 1) {
    const mention = longestFrom(tokens, from, { byKey, isStop, wordsMax });
    if (mention === undefined) continue;
    found.push(mention);
    from = mention.to - 1;
  }
  return found;
}

function longestFrom(tokens: readonly Token[], from: number, look: Look): HintMention | undefined {
  const { byKey, isStop, wordsMax } = look;
  for (let to = Math.min(tokens.length, from + wordsMax + 1); to > from; to -= 1) {
    const said = tokens.slice(from, to);
    if (said.some(({ isHan }) => isHan)) continue;
    const telling = said.filter((token) => !isStop(token));
    const isBounded = [said[0], said.at(-1)].every((token) => token !== undefined && !isStop(token));
    const whole = byKey.get(keyOf(said));
    const topics = whole ?? (isBounded ? byKey.get(keyOf(telling)) : undefined);
    // A saying of small words alone ("makes more than me") counts as it stands in the table.
    if (
      topics === undefined ||
      (telling.length === 0 && (whole === undefined || said.length < SMALL_WORDS_MIN))
    ) {
      continue;
    }
    const surface = said.map((token) => token.surface).join(' ');
    return { topics, surface, from, to, wordCount: Math.max(1, telling.length) };
  }
  return undefined;
}

interface HanRun {
  readonly text: string;
  /** The place of the token that each character belongs to. */
  readonly places: readonly number[];
}

function hanRuns(tokens: readonly Token[]): HanRun[] {
  const runs: { text: string; places: number[] }[] = [];
  let isOpen = false;
  for (const [place, { isHan, term }] of tokens.entries()) {
    if (isHan && !isOpen) runs.push({ text: '', places: [] });
    isOpen = isHan;
    const run = runs.at(-1);
    if (!isHan || run === undefined) continue;
    run.text += term;
    for (const _ of term) run.places.push(place);
  }
  return runs;
}

function hintsInRun({ text, places }: HanRun, tokens: readonly Token[], byKey: Hints): HintMention[] {
  const found: HintMention[] = [];
  for (let start = 0; start < text.length; start += 1) {
    for (let end = Math.min(text.length, start + HAN_MAX); end > start; end -= 1) {
      const surface = text.slice(start, end);
      const topics = byKey.get(surface);
      const from = places[start] ?? 0;
      const to = (places[end - 1] ?? from) + 1;
      // One character points to something only where it is a word.
      if (topics === undefined || (surface.length === 1 && tokens[from]?.term !== surface)) continue;
      found.push({ topics, surface, from, to, wordCount: to - from });
      start = end - 1;
      break;
    }
  }
  return found;
}
