import type { Language } from '../../identity/wire.ts';
import { type Choice, readChoice } from './choice.ts';
import { type DecidedIntent, decideIntent } from './decide-intent.ts';
import { detectLanguage } from './language.ts';
import { normalizeText } from './normalize.ts';
import { readSaidSlots, type SaidSlots } from './said-slots.ts';

export interface Understanding extends DecidedIntent {
  /** To answer in. */
  readonly language: Language;
  /** Which of the products shown is meant; null when the text names none. */
  readonly choice: Choice | null;
  /** The text as the tables read it. */
  readonly text: string;
  /** What else is named, by kind. */
  readonly slots: SaidSlots;
}

/** What one wants is said early; the rest of a long message is searched but not classified. */
const READ_CHARACTERS = 500;

/** Reads language, intent, choice and slots from a learner's message. Writes nothing. */
export function understand(message: string, fallback: Language): Understanding {
  const text = normalizeText(message.slice(0, READ_CHARACTERS));
  return {
    ...decideIntent(text),
    language: detectLanguage(message.slice(0, READ_CHARACTERS), fallback),
    choice: readChoice(text),
    text,
    slots: readSaidSlots(text),
  };
}
