import type { Language } from '../../identity/wire.ts';
import { type Choice, readChoice } from './choice.ts';
import { EN_FILLER, EN_INTENTS, EN_WHOLE } from './intents.en.ts';
import { SERVICE_INTENTS } from './intents.service.ts';
import { INTENTS, type Intent } from './intents.ts';
import { ZH_FILLER, ZH_INTENTS, ZH_WHOLE } from './intents.zh.ts';
import { detectLanguage } from './language.ts';
import { normalizeText } from './normalize.ts';

export interface Understanding {
  readonly intent: Intent;
  /** To answer in. */
  readonly language: Language;
  /** Which of the products shown is meant; null when the text names none. */
  readonly choice: Choice | null;
  /** The text as the tables read it. */
  readonly text: string;
}

/** What one wants is said early; the rest of a long message is searched but not classified. */
const READ_CHARACTERS = 500;

/** Reads language, intent and choice from a learner's message by the tables of this folder. Pure. */
export function understand(message: string, fallback: Language): Understanding {
  const text = normalizeText(message.slice(0, READ_CHARACTERS));
  return {
    intent: classifyIntent(text),
    language: detectLanguage(message.slice(0, READ_CHARACTERS), fallback),
    choice: readChoice(text),
    text,
  };
}

/** The intent of a normalised text: the best of all patterns, then talk that is only talk, then a search. */
export function classifyIntent(text: string): Intent {
  const scored = bestScored(text);
  if (scored !== null) return scored;
  const alone = onlyTalk(text);
  if (alone !== null) return alone;
  if (/^[1-6][.。!！]?$/u.test(text)) return 'details';
  return /\p{Script=Han}|[\p{L}\d]{2}/u.test(text) ? 'search' : 'unclear';
}

function bestScored(text: string): Intent | null {
  const scores = new Map<Intent, number>();
  for (const [intent, score, pattern] of [...SERVICE_INTENTS, ...ZH_INTENTS, ...EN_INTENTS]) {
    if (score > (scores.get(intent) ?? 0) && pattern.test(text)) scores.set(intent, score);
  }
  const best = Math.max(0, ...scores.values());
  return INTENTS.find((intent) => scores.get(intent) === best) ?? null;
}

const WHOLE = [...ZH_WHOLE, ...EN_WHOLE];

function onlyTalk(text: string): Intent | null {
  const rest = WHOLE.reduce((left, [, pattern]) => left.replace(pattern, ' '), text)
    .replace(ZH_FILLER, '')
    .replace(EN_FILLER, '');
  if (/[\p{L}\d]/u.test(rest)) return null;
  const said = new Set(WHOLE.filter(([, pattern]) => text.search(pattern) >= 0).map(([intent]) => intent));
  return INTENTS.find((intent) => (said as ReadonlySet<Intent>).has(intent)) ?? null;
}
