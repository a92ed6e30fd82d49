import { type Both, both } from '../text/both.ts';
import { handoff } from '../text/handoff.ts';
import { products } from '../text/products.ts';
import { quickReplies, talk } from '../text/talk.ts';
import { isForeign, languageNamed } from '../understanding/foreign.ts';
import { say } from './say.ts';
import { answerSearch } from './search.ts';
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

const NAMED = /(?<zh>中文|汉语|普通话|国语|chinese|mandarin)|(?<en>英文|英语|english)/gu;
/** What somebody says of a language to have the other one. */
const POOR =
  /(?:看不懂|听不懂|不会(?:说|讲|看)?|不懂|不太?好|别(?:说|讲|用)|不要(?:说|讲|用)?)\s*$|(?:not|no|don't (?:speak|read|know|understand)|can't (?:speak|read|understand)|stop (?:speaking|using)) *$/u;
const IS_POOR =
  /^(?:我)?(?:不(?:太)?(?:好|行|会|懂)|很(?:差|烂))|^ (?:is|isn't|skills are) (?:not |very |so )*(?:good|bad|poor|great|weak)/u;

/** The language that is asked for: the last one named that is not called a poor one, else the other than that one. */
function languageAsked(text: string): 'zh' | 'en' | null {
  let poor: 'zh' | 'en' | null = null;
  let asked: 'zh' | 'en' | null = null;
  for (const { 0: said, index, groups } of text.matchAll(NAMED)) {
    const language = groups?.['zh'] === undefined ? 'en' : 'zh';
    if (POOR.test(text.slice(0, index)) || IS_POOR.test(text.slice(index + said.length))) poor = language;
    else asked = language;
  }
  return asked ?? (poor === null ? null : poor === 'zh' ? 'en' : 'zh');
}

/** Who writes in another language is told which ones are spoken, and shown what there is on the one they name. */
async function answerForeign(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const named = languageNamed(turn.understood.text);
  const taps = [both('说中文', '说中文'), both('Speak English', 'Speak English')];
  const told = say(turn, talk.foreign, { quickReplies: taps });
  if (named === null) return { drafts: [told] };
  const name = named[turn.understood.language];
  const found = await answerSearch(deps, { ...turn, message: { ...turn.message, text: name } });
  return { ...found, drafts: [told, ...found.drafts], missed: false };
}

/** Answers in the language that was asked for, from now on, if it is one the bot speaks. */
export async function answerLanguage(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  if (isForeign(turn.understood.text)) return answerForeign(deps, turn);
  const language = languageAsked(turn.understood.text);
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
