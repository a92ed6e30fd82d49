import type { Both } from '../text/both.ts';
import type { Draft, MarkedReply } from '../types.ts';
import type { Turn } from './types.ts';

interface SayMore {
  readonly attachments?: NonNullable<Draft['attachments']>;
  readonly quickReplies?: readonly (Both & Partial<Pick<MarkedReply, 'icon'>>)[];
}

/** A reply in the language of the turn. */
export function say(turn: Turn, sentence: Both, more?: SayMore): Draft {
  return sayText(turn, sentence[turn.understood.language], more);
}

/** A reply whose words are in the turn's language already. */
export function sayText(turn: Turn, text: string, { attachments, quickReplies }: SayMore = {}): Draft {
  const { language } = turn.understood;
  const taps = quickReplies?.map(({ icon, ...words }) =>
    icon === undefined ? words[language] : { words: words[language], icon },
  );
  return {
    text,
    language,
    ...(attachments === undefined ? {} : { attachments }),
    ...(taps === undefined ? {} : { quickReplies: taps }),
  };
}
