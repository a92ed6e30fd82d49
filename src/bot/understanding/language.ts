import type { Language } from '../../identity/wire.ts';

/** Words no name or title of a skill is likely to be: one of them makes a Latin text English. */
const ENGLISH =
  /(?<![\w'])(?:the|is|are|am|was|be|do|does|did|i|i'm|im|you|we|it|me|my|your|to|for|of|in|on|with|and|or|not|no|yes|can|could|would|will|want|need|like|have|has|got|how|what|which|who|where|when|why|any|some|this|that|there|please|thanks|thank|hello|hi|hey|bye|goodbye|sorry|show|find|buy|pay|paid|get|give|help|learn|teach|recommend|refund|invoice|receipt|order|orders|course|courses|book|books|price|cost|much|cheaper|cheap|expensive|cheapest|free|discount|human|person|agent|support|first|second|third|last|one|english|chinese|beginner|beginners|about)(?!\w)/giu;
const HAN = /\p{Script=Han}/gu;
const LATIN_WORD = /[\p{Script=Latin}][\p{Script=Latin}\p{M}'’-]*/gu;

/**
 * The language to answer in, by script: Han makes it Chinese, even around English names; English needs an English
 * sentence around a few Han characters. What could be either ("Python", "3") keeps `fallback`.
 */
export function detectLanguage(text: string, fallback: Language): Language {
  const hanCount = text.match(HAN)?.length ?? 0;
  const latinCount = text.match(LATIN_WORD)?.length ?? 0;
  const englishCount = text.match(ENGLISH)?.length ?? 0;
  const startsLatin = /^[^\p{L}]*\p{Script=Latin}/u.test(text);
  if (hanCount > 0) return startsLatin && englishCount >= 2 && latinCount > hanCount ? 'en' : 'zh';
  if (englishCount > 0 || latinCount >= 4) return 'en';
  return fallback;
}
