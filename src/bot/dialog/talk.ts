import { type Both, both } from '../text/both.ts';
import { handoff } from '../text/handoff.ts';
import { products } from '../text/products.ts';
import { quickReplies, talk } from '../text/talk.ts';
import { say } from './say.ts';
import type { Answer, AnswerDeps, Turn } from './types.ts';

/** An answer that is always the same sentence. */
export function always(sentence: Both, ...taps: readonly Both[]) {
  return async (_deps: AnswerDeps, turn: Turn): Promise<Answer> => ({
    drafts: [say(turn, sentence, taps.length === 0 ? {} : { quickReplies: taps })],
  });
}

/** Bargaining is refused kindly, with what can be done instead. */
export const answerDiscount = always(products.noDeals, quickReplies.cheaper, quickReplies.free);

/** So is every try to talk the bot into a price, a payment or access. */
export const answerManipulation = always(products.noTricks, quickReplies.start, quickReplies.orders);

/** Fetches a person, whether one is here already or has to come. */
export async function answerHuman(_deps: AnswerDeps, turn: Turn): Promise<Answer> {
  return { drafts: [say(turn, handoff.fetchPerson)], handoff: 'asked' };
}

/** Asks back; the second time in a row with other words. */
export async function answerUnclear(_deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const { text, filesCount = 0 } = turn.message;
  if (text === '' && filesCount > 0) {
    return { drafts: [say(turn, talk.fileCame, { quickReplies: [quickReplies.person] })] };
  }
  const sentence = turn.state.misses === 0 ? talk.unclear : talk.stillUnclear;
  const taps = [quickReplies.start, quickReplies.orders, quickReplies.person];
  return { drafts: [say(turn, sentence, { quickReplies: taps })], missed: true };
}

const CHINESE = /中文|汉语|普通话|国语|chinese|mandarin/u;
const ENGLISH = /英文|英语|english/u;

/** Answers in the language that was asked for, from now on, if it is one the bot speaks. */
export async function answerLanguage(_deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const { text } = turn.understood;
  const language = CHINESE.test(text) ? 'zh' : ENGLISH.test(text) ? 'en' : null;
  if (language === null) {
    return {
      drafts: [
        say(turn, talk.languagesSpoken, {
          quickReplies: [both('说中文', '说中文'), both('Speak English', 'Speak English')],
        }),
      ],
    };
  }
  const inIt: Turn = { ...turn, understood: { ...turn.understood, language } };
  return {
    drafts: [say(inIt, talk.languageSet, { quickReplies: [quickReplies.start, quickReplies.orders] })],
    setLanguage: language,
  };
}
