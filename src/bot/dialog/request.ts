import type { ReadRequest, Slots } from '../../recommend/index.ts';

/** Wishes that a learner takes back. */
const ANY_PRICE =
  /预算(?:可以)?(?:不限|无上限|没有?限制|放开|不是问题)|(?:价格|价钱|钱|多少钱)(?:都)?(?:无所谓|不是问题|不限|不重要|都行|都可以)|不差钱|贵(?:一?点)?(?:也|都)?(?:没关系|无所谓|行|可以)|\b(?:any|whatever the) price\b|\bmoney is no object\b|\b(?:price|cost|budget) (?:doesn't|does not|isn't|is not) (?:matter|important|an issue|a problem)\b|\b(?:forget|drop|ignore) (?:the|my) budget\b|\bno budget limit\b/iu;
const ANY_LANGUAGE =
  /(?:其他|其它|别的|什么|哪种|任何)语言(?:的)?(?:也|都)?(?:行|可以|好|没关系)?|语言(?:不限|无所谓|都行|都可以)|(?:中英文|中文英文|英文中文)都(?:行|可以)|(?:中文|英文|英语|外文|外语|english|chinese) ?(?:的|版|课|书)*(?:也|都)(?:行|成|可以|好|ok|没问题|没关系|无所谓|能看|能接受)|(?<!not )\b(?:ok(?:ay)?|fine|also|even|can be|is|are|works?) (?:if (?:it(?:'s| is) )?)?(?:in )?(?:english|chinese|mandarin)(?: (?:is|are|works))?(?: (?:ok(?:ay)?|fine|too|also))|\b(?:english|chinese|mandarin) (?:is |works |would be )?(?:ok(?:ay)?|fine|too|also|alright)\b|\b(?:ok(?:ay)?|fine) if (?:it is |it's |they are )?in (?:english|chinese|mandarin)\b|\b(?:any|other|another|either) languages?\b/iu;
const ANY_KIND =
  /(?:什么|任何|其他|其它|别的|哪种)(?:形式|类型)(?:的)?(?:也|都)?(?:行|可以)?|形式(?:不限|无所谓|都行)|\bany (?:kind|format|type)\b|\bother (?:kinds|formats|types)\b/u;
const ANY_LEVEL = /(?:难度|级别|程度)(?:不限|无所谓|都行|都可以)|\bany level\b/u;

/** Words that hang on what was said before: "那…呢", "and on cooking?". */
const CONNECTING =
  /^(?:那么?|再|还有|或者|以及|另外|要是|如果|换成?|改成?)|(?:呢|的话)[？?。！!]*$|^(?:and|or|what about|how about|what if|also|then|maybe)\b|\binstead\b/u;

/** Words that begin anew although they name no subject. */
const ANEW =
  /推荐(?:几|一些|一?[点个下门本])|随便(?:推荐|看看)|有(?:什么|哪些)(?:热门|好课|推荐)|\b(?:recommend|suggest) (?:me )?(?:something|some|a few|anything)\b|\bwhat(?:'s| is) popular\b/u;

/** A message without what it takes back, which would be read as a subject. */
export function withoutTakenWishes(text: string): string {
  return [ANY_PRICE, ANY_LANGUAGE, ANY_KIND, ANY_LEVEL].reduce(
    (left, pattern) => left.replace(pattern, ' '),
    text,
  );
}

/** Says that something besides the subject was asked for. */
export function hasWishes({ topic: _topic, ...wishes }: Slots, text: string): boolean {
  return Object.keys(wishes).length > 0 || takesBack(text);
}

function takesBack(text: string): boolean {
  return [ANY_PRICE, ANY_LANGUAGE, ANY_KIND, ANY_LEVEL].some((pattern) => pattern.test(text));
}

/**
 * What is asked for now, after what was asked before. Words without a subject go on from the subject before with the
 * wishes changed; words that hang on what was said bring a new subject under the budget, language and aversions of
 * before; anything else begins anew. `text` is normalised.
 */
export function goOnFrom(before: Slots | undefined, { slots, hasSubject }: ReadRequest, text: string): Slots {
  if (before === undefined) return slots;
  if (!hasSubject && ANEW.test(text)) return slots;
  if (!hasSubject) return mergeWishes(before, { ...slots, topic: before.topic }, text);
  if (!CONNECTING.test(text)) return slots;
  const { priceCeiling, priceFloor, free, excludedKinds, language } = before;
  const kept = definedOf({ priceCeiling, priceFloor, free, excludedKinds, language });
  return mergeWishes({ topic: slots.topic, ...kept }, slots, text);
}

function mergeWishes(before: Slots, now: Slots, text: string): Slots {
  const subjects = [before.excludedTopic, now.excludedTopic].filter((one) => one !== undefined);
  const kept = <Value>(said: Value | undefined, had: Value | undefined, takenBack: RegExp) =>
    takenBack.test(text) ? undefined : (said ?? had);
  return {
    topic: now.topic,
    ...pricesNow(before, now, text),
    ...kindsNow(before, now, text),
    ...definedOf({
      language: kept(now.language, before.language, ANY_LANGUAGE),
      level: kept(now.level, before.level, ANY_LEVEL),
      isBrief: now.isBrief ?? before.isBrief,
      excludedTopic: subjects.length === 0 ? undefined : subjects.join(' '),
    }),
  };
}

function pricesNow(before: Slots, now: Slots, text: string) {
  if (ANY_PRICE.test(text)) return {};
  const said = pricesOf(now);
  return Object.keys(said).length > 0 ? said : pricesOf(before);
}

/** A kind that is turned down is no longer wished for, and the other way round. */
function kindsNow(before: Slots, now: Slots, text: string) {
  if (ANY_KIND.test(text)) return {};
  const turnedDown = [...new Set([...(before.excludedKinds ?? []), ...(now.excludedKinds ?? [])])];
  const excludedKinds = turnedDown.filter((kind) => kind !== now.kind);
  const kind = now.kind ?? before.kind;
  return {
    ...(kind === undefined || excludedKinds.includes(kind) ? {} : { kind }),
    ...(excludedKinds.length === 0 ? {} : { excludedKinds }),
  };
}

function pricesOf({ free, priceCeiling, priceFloor, isAround }: Slots) {
  return definedOf({ free, priceCeiling, priceFloor, isAround });
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

function definedOf<T extends object>(given: T): Defined<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Defined<T>;
}
