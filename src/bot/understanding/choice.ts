/** Which of the products shown is meant. */
export type Choice =
  | { readonly kind: 'place' /** From 0. */; readonly index: number }
  | { readonly kind: 'last' | 'middle' | 'cheapest' | 'dearest' | 'it' };

const NUMBERS: Readonly<Record<string, number>> = {
  ...{ 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6 },
  ...{ first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6 },
  ...{ one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 },
};

const PLACES: readonly RegExp[] = [
  /(?<!倒数)第\s*([一二两三四五六]|[1-6](?!\d))/u,
  /(?<!\d)([1-6])\s*号/u,
  /(?:买|购买|下单|选|要|拍|看)(?:了|下)?\s*([1-6])(?![\d.]|\s*(?:元|块|门|本|个|节|套|年|月|天|小时))/u,
  /^([1-6])[.。!！]?$/u,
  /\b(?:number|no\.?|option|item|#)\s*([1-6]|one|two|three|four|five|six)\b/u,
  /#([1-6])\b/u,
  /\b([1-6])(?:st|nd|rd|th)\b(?! (?:grade|edition|century))/u,
  /\b(?:buy|take|get|choose|pick|want|order) ([1-6])(?![\d.]|\s*(?:courses?|books?|of|dollars?|bucks?|hours?|months?|lessons?))\b/u,
  /\b(first|second|third|fourth|fifth|sixth)\b(?! (?:steps?|time|language|hand|grade|edition))/u,
];

/** Places that are named otherwise than by a number. */
const NAMED_PLACES: readonly (readonly [number, RegExp])[] = [
  [
    0,
    /(?<!还|更|以)(?:头|前|上面|最上面?|最前面?|左边|最左边?)(?:那|的)?(?:一)(?:个|门|本|款)|(?:打头|首)(?:的)?(?:那)?(?:一)?(?:个|门|本|款)|头(?:个|门|本)|最(?:上面|前面|左边)(?:的|那)|\b(?:the )?(?:former|top one|very top)\b/u,
  ],
  [1, /(?<![最以之今])(?:后|下面)(?:那|的)?一(?:个|门|本|款)|\bthe latter\b/u],
];

const OTHERS: readonly (readonly [Exclude<Choice['kind'], 'place'>, RegExp])[] = [
  ['cheapest', /最便宜|价格最低|最实惠|\bcheapest\b|\bleast expensive\b|\blowest[- ]priced?\b/u],
  ['dearest', /最贵|价格最高|\bmost expensive\b|\bdearest\b|\bpriciest\b/u],
  [
    'last',
    /最后(?:一|那)?[个门本款]?|倒数第一|末尾?(?:那|的)?(?:一)?[个门本款]|最(?:下面|后面|右边)(?:的|那)|\blast (?:one|course|book|item)\b|\bthe last\b/u,
  ],
  [
    'middle',
    /(?<!时|期|年|月)中间(?:的|那|这)?(?:一)?[个门本款]|\bthe (?:middle|one in the middle)\b(?! (?:ages|east|class|management))/u,
  ],
  ['it', /(?:这|那|刚才的?|上面的?)(?:一)?[个门本款]|它|\b(?:it|this one|that one|this|that|the one)\b/u],
];

/** Reads which product of a list is meant. Null when the text names none. The text is normalised. */
export function readChoice(text: string): Choice | null {
  for (const pattern of PLACES) {
    const said = pattern.exec(text)?.[1];
    const number = said === undefined ? undefined : (NUMBERS[said] ?? Number(said));
    if (number !== undefined) return { kind: 'place', index: number - 1 };
  }
  const named = NAMED_PLACES.find(([, pattern]) => pattern.test(text));
  if (named !== undefined) return { kind: 'place', index: named[0] };
  const other = OTHERS.find(([, pattern]) => pattern.test(text));
  return other === undefined ? null : { kind: other[0] };
}

interface Priced {
  readonly amountMinor: number;
}

/** The place in `items` that a choice means; null when the list has no such place. */
export function placeOf(choice: Choice, items: readonly Priced[], focus: number | undefined): number | null {
  if (items.length === 0) return null;
  if (choice.kind === 'place') return choice.index < items.length ? choice.index : null;
  if (choice.kind === 'last') return items.length - 1;
  if (choice.kind === 'middle') return Math.floor((items.length - 1) / 2);
  if (choice.kind === 'it') return focus ?? (items.length === 1 ? 0 : null);
  const amounts = items.map((item) => item.amountMinor);
  return amounts.indexOf(choice.kind === 'cheapest' ? Math.min(...amounts) : Math.max(...amounts));
}
