import type { Slots } from '../../recommend/index.ts';

/** An amount and nothing else but that it is another one: "wait, make that 20", "说错了 是七十", "那三百呢". */
const AMOUNT_ALONE =
  /^(?:说错了|不对|等等|那|就|是|改(?:成|到|为)?|换成|应该是|预算|大概|提到|加到|我是说|嗯|哦|\s|[，,。])*(?<zh>[\d.]+|[一二两三四五六七八九十百千几]+)\s*(?:块钱?|元|左右|吧|呢|的话|行吗|以内)*[。.!！?？]*$|^(?:no|wait|sorry|actually|oops|ok(?:ay)?|hmm|well|[,. ]|make (?:that|it)|let's say|say|i mean(?:t)?|it's|rather|what about|how about|then|more like)*\s*(?<en>[$€£¥]?\s?\d+(?:\.\d+)?|(?:a |one |two |three )?hundred|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?: (?:dollars|bucks|yuan|rmb|then|instead|max|please))*[.!?]*$/iu;
/** Smaller numbers are places of a list. */
const LEAST_AMOUNT = 7;

/** What a message leaves out because a budget was spoken of just before; the message itself otherwise. */
export function filledOut(text: string, before: Slots | undefined): string {
  if (before?.priceCeiling === undefined && before?.priceFloor === undefined) return text;
  const { zh, en } = AMOUNT_ALONE.exec(text.trim())?.groups ?? {};
  if (zh !== undefined && !(Number(zh) < LEAST_AMOUNT)) return `不超过${zh}元`;
  return en !== undefined && !(Number(en) < LEAST_AMOUNT) ? `at most ${en}` : text;
}
