import { productsAttachments } from '../cards.ts';
import { type FactName, factText, prerequisitesText } from '../text/facts.ts';
import { detailsReply } from '../text/talk.ts';
import { type AboutOne, answerAboutOne } from './choose.ts';
import { sayText } from './say.ts';
import type { Answer, AnswerDeps, ShownList, Turn } from './types.ts';

/** Words that ask for a fact and name no product. */
const ASKING =
  /老师|讲师|作者|主讲|谁(?:讲|写|教)?的?|是谁|厉害|背景|要?学?多久|多长(?:时间)?|几(?:个)?(?:小时|周|天|节)|课时|时长|难不难|难吗|难度|有多?难|什么?水平|级别|适合|零基础|新手|小白|初学者|需要|基础|要先学|前置|条件|能?听懂|能?学(?:会)?|可以|什么|多少|[那它这是有的吗么呢啊吧会不]|\b(?:who|whose|is|are|was|the|it|this|that|teacher|instructor|author|lecturer|teaches|wrote|by|how|long|many|hours|weeks|does|take|takes|will|duration|hard|difficult|easy|level|what|which|for|beginners?|suitable|good|prerequisites?|required|requirements?|need|needed|know|before|do|i|to|background|have|any|of)\b/gu;

/** Tells one fact of the product spoken of, or of each of them when none is. */
export function answerFact(fact: FactName) {
  return (deps: AnswerDeps, turn: Turn): Promise<Answer> =>
    answerEach(deps, turn, (item) => factText(fact, item));
}

/** Tells what should be learned before: what the catalogue names, else how deep it goes. */
export function answerPrerequisites(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  return answerEach(deps, turn, async (item) =>
    prerequisitesText(item, await deps.prerequisitesOf(item.productId)),
  );
}

function answerEach(deps: AnswerDeps, turn: Turn, sentence: AboutOne['sentence']): Promise<Answer> {
  return answerAboutOne(deps, turn, {
    sentence,
    asking: ASKING,
    askWith: detailsReply,
    all: (list) => ofEach(turn, list, sentence),
  });
}

async function ofEach(
  turn: Turn,
  { recommendationId, items }: ShownList,
  sentence: AboutOne['sentence'],
): Promise<Answer> {
  const { language } = turn.understood;
  const sentences = await Promise.all(items.map(sentence));
  const text = sentences.map((one, index) => `${index + 1}. ${one[language]}`).join('\n');
  const attachments = productsAttachments({ recommendationId, items: [...items] }, language);
  return { drafts: [sayText(turn, text, { attachments })] };
}
