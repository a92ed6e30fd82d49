import { talk } from '../text/talk.ts';
import type { Answer, Turn } from './types.ts';

/** A card number as it is kept, all but its end hidden, or digits that are called one and have a slip. */
const CARD_NUMBER =
  /•{4}\d{4}|(?:卡号|银行卡|信用卡|储蓄卡|\bcard\b|\bvisa\b|\bmastercard\b)[^\d]{0,16}\d(?:[ -]?\d){12,18}(?!\d)/iu;

/** The answer, with a word before it to whoever has typed a card number into the conversation. */
export function withCardWarning({ message, understood: { language } }: Turn, answer: Answer): Answer {
  if (!CARD_NUMBER.test(message.text)) return answer;
  const [first, ...rest] = answer.drafts;
  const text = `${talk.noCardNumbers[language]}\n${first.text}`;
  return { ...answer, drafts: [{ ...first, text }, ...rest] };
}
