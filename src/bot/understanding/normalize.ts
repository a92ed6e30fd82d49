import { simplifyText, spellingsOf } from '../../recommend/index.ts';

/** Slips of the input method. */
const SLIPS: readonly (readonly [RegExp, string])[] = [
  [/退欵|推款/gu, '退款'],
  [/推(?:见|件|建|鉴)/gu, '推荐'],
  [/转人(?:公|功)|专人工/gu, '转人工'],
  [/克服(?=在|呢|吗|$)/gu, '客服'],
  [/便意(?=点|一)/gu, '便宜'],
  [/购买(?:地|得)一/gu, '购买第一'],
];

/**
 * The text as the tables of intents read it: one width, lower case, simplified, one space, plain apostrophes.
 * For understanding only: searching and keeping use what was written.
 */
export function normalizeText(text: string): string {
  let plain = simplifyText(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/[’‘`´]/gu, "'")
    .replace(/\s+/gu, ' ')
    .trim();
  plain = mendSounds(mendSlips(plain));
  return plain.replace(/[a-z]{4,}/g, correctWord);
}

/** The text with slips of the input method mended. */
export function mendSlips(text: string): string {
  return SLIPS.reduce((plain, [slip, meant]) => plain.replace(slip, meant), text);
}

/** Words that intents turn on and that no other word of everyday sounds like. */
const SOUNDED: readonly string[] =
  '退款 退钱 发票 开票 订单 付款 支付 优惠 余额 充值 推荐 便宜 课程 专栏'.split(' ');
let bySound: ReadonlyMap<string, string> | undefined;

/** Two characters of which one is right and both sound like a word of ours are that word. */
function mendSounds(text: string): string {
  bySound ??= new Map(
    SOUNDED.flatMap((word) => spellingsOf(word).map((letters) => [letters, word] as const)),
  );
  let mended = text;
  for (let place = 0; place + 2 <= mended.length; place += 1) {
    const pair = mended.slice(place, place + 2);
    const word = HAN_PAIR.test(pair) ? soundedBy(pair, bySound) : undefined;
    if (word !== undefined) mended = mended.slice(0, place) + word + mended.slice(place + 2);
  }
  return mended;
}

const HAN_PAIR = /^\p{Script=Han}{2}$/u;

function soundedBy(pair: string, words: ReadonlyMap<string, string>): string | undefined {
  if (SOUNDED.includes(pair)) return undefined;
  const word = spellingsOf(pair)
    .map((letters) => words.get(letters))
    .find((one) => one !== undefined);
  return word !== undefined && (word[0] === pair[0] || word[1] === pair[1]) ? word : undefined;
}

/** English words that intents turn on. */
const KEYWORDS = [
  'refund',
  'invoice',
  'receipt',
  'order',
  'orders',
  'payment',
  'purchase',
  'purchased',
  'cheaper',
  'cheapest',
  'recommend',
  'recommendation',
  'human',
  'agent',
  'person',
  'course',
  'courses',
  'language',
  'english',
  'chinese',
  'coupon',
  'discount',
  'price',
  'second',
  'third',
  'first',
  'thanks',
  'hello',
  'customer',
  'service',
  'support',
  'representative',
  'declined',
  'failed',
];
const isKeyword = new Set(KEYWORDS);

/** Real words one slip away from a keyword. */
const REAL_WORDS = new Set([
  'cheapen',
  'coarse',
  'costumer',
  'curse',
  'filed',
  'fist',
  'foiled',
  'hell',
  'humane',
  'odder',
  'older',
  'parson',
  'persona',
  'pride',
  'prince',
  'prize',
  'thank',
  'thinks',
]);

function correctWord(word: string): string {
  if (isKeyword.has(word) || REAL_WORDS.has(word)) return word;
  const candidates = KEYWORDS.filter((keyword) => keyword[0] === word[0] && isOneSlipAway(word, keyword));
  return candidates.length === 1 && candidates[0] !== undefined ? candidates[0] : word;
}

/** One letter more, less or other, or two neighbours swapped. */
export function isOneSlipAway(word: string, keyword: string): boolean {
  if (Math.abs(word.length - keyword.length) > 1 || keyword.length < 5) return false;
  let start = 0;
  while (start < word.length && word[start] === keyword[start]) start += 1;
  const rest = word.slice(start);
  const wanted = keyword.slice(start);
  if (rest.slice(1) === wanted || rest === wanted.slice(1) || rest.slice(1) === wanted.slice(1)) return true;
  return rest.slice(2) === wanted.slice(2) && rest[0] === wanted[1] && rest[1] === wanted[0];
}
