import type { ProductKind } from '../checkout/wire.ts';
import type { Language } from '../identity/wire.ts';
import { AMOUNT_SOURCE } from './amount-words.ts';
import type { Slots } from './wire.ts';

/** A value of a slot and how learners say it. Patterns are tried in order; the first that fits decides. */
export type SlotPatterns<Value> = readonly (readonly [Value, RegExp])[];

const NOT_MONEY =
  '(?!\\s*(?:天|日|周|个|月|年|岁|分钟|小时|节|讲|课时|页|集|章|字|遍|人|%|min|hour|hr|day|week|month|year|page|lesson|chapter|people|percent)|[\\d.])';
const SIGN = '(?:us\\$|hk\\$|[$¥￥€£]|rmb|cny|usd|eur|gbp|jpy|hkd)';
const UNIT =
  '(?:块钱|元钱|元|块|人民币|美元|美金|刀|日元|円|欧元|英镑|港币|rmb|cny|usd|eur|gbp|jpy|hkd|yuan|kuai|dollars?|bucks?|euros?|pounds?|yen|\\$|€|£)';
const MONEY = `(?<sign>${SIGN})?\\s*(?<amount>${AMOUNT_SOURCE})\\s*(?<unit>${UNIT})?`;
const BEFORE =
  "(?:(?:预算|价格|价位|最高)[^\\d一二两三四五六七八九十百千，。,.;；]{0,6}|(?:加|提高?|涨|放宽)到|手头(?:只|就)?有?|不(?:要|能|会|想|愿意?|打算|准备)*(?:花|付|出|掏)?(?:的)?超过|别超过|(?:就|只|还|也)?剩(?:下|了)?|(?:no|not|n['’]t|never|cannot)(?: [a-z]+){1,4} (?:more than|over|above)|不高于|不多于|低于|少于|小于|最多|顶多|控制在|只有|只想花|under|below|less than|cheaper than|no more than|not more than|not over|at most|up to|max(?:imum)?(?: of)?|within|(?:only|just) (?:have|got)|have (?:only|just)|all i have is|budget(?: is| of|:)?(?: now| about| around| up to| roughly| only| just| max)*|spend(?: up to)?|<=?|≤)";
const AFTER = '(?:以内|之内|以下|封顶|左右|上下|内|or less|or under|or below|or cheaper|max(?:imum)?|tops)';

/** At least this much: understood so that it is not taken for a ceiling. */
export const PRICE_FLOOR = new RegExp(
  `(?:(?<![不别能][^，。,.]{0,5})超过|高于|至少|(?<!(?:\\b(?:no|not|never|cannot)\\b|n['’]t\\b)[^,.;!?]{0,24})(?:over|above|more than)|at least)\\s*${MONEY.replaceAll('?<', '?<floor_')}|${MONEY}\\s*(?:以上|起步|and up|or more)`,
  'iu',
);

/** A least and a greatest amount, said as such: "between 20 and 40", "150到200之间". */
export const PRICE_RANGES: readonly RegExp[] = [
  new RegExp(
    `(?:between|from)\\s*(?:${SIGN})?\\s*(?<least>${AMOUNT_SOURCE})\\s*(?:${UNIT})?\\s*(?:and|to)\\s*${MONEY}${NOT_MONEY}`,
    'iu',
  ),
  new RegExp(
    `(?:${SIGN})?\\s*(?<least>${AMOUNT_SOURCE})\\s*(?:${UNIT})?\\s*(?:到|至|-|~|–)\\s*${MONEY}\\s*(?:之间|这个?区间|价位)`,
    'iu',
  ),
];

/** Ways of naming an amount by its digits. */
export const AMOUNT_IN_DIGITS: readonly (readonly [RegExp, string])[] = [
  [/(?:是|在|控制在)?(?:两|二|2)位数(?:以内|之内)?(?!字)/gu, '不超过99.99'],
  [/(?:in )?(?:the )?(?:double|two) (?:digits|figures)/giu, ' at most 99.99'],
];

/** Most certain first: a range's upper end (in English also between … and), words before, words after, a bare amount with its currency. */
export const PRICE_CEILINGS: readonly RegExp[] = [
  new RegExp(
    `between\\s*(?:${SIGN})?\\s*\\d+(?:\\.\\d+)?\\s*(?:${UNIT})?\\s*and\\s*${MONEY}${NOT_MONEY}`,
    'iu',
  ),
  new RegExp(
    `(?:${SIGN})?\\s*\\d+(?:\\.\\d+)?\\s*(?:${UNIT})?\\s*(?:到|至|-|~|–|to)\\s*${MONEY}${NOT_MONEY}(?:${AFTER})?`,
    'iu',
  ),
  new RegExp(`${BEFORE}\\s*(?:在|是)?\\s*${MONEY}${NOT_MONEY}\\s*(?:${AFTER})?`, 'iu'),
  new RegExp(`${MONEY}\\s*${AFTER}`, 'iu'),
  new RegExp(`(?:for\\s+)?(?<sign>${SIGN})\\s*(?<amount>${AMOUNT_SOURCE})${NOT_MONEY}`, 'iu'),
  new RegExp(`(?<amount>${AMOUNT_SOURCE})\\s*(?<unit>${UNIT})(?!素|件)`, 'iu'),
];

/** Currency by what stands beside the amount. */
export const CURRENCY_MARKS: SlotPatterns<string> = [
  ['HKD', /hk\$|港币|hkd/iu],
  ['CNY', /[¥￥元块]|人民币|rmb|cny|yuan|kuai/iu],
  ['USD', /\$|usd|dollar|buck|美金|刀/iu],
  ['JPY', /円|jpy|yen/iu],
  ['EUR', /€|eur/iu],
  ['GBP', /£|gbp|pound|英镑/iu],
];
/** Names that contain the sign of another currency. */
export const CURRENCY_NAMES: SlotPatterns<string> = [
  ['USD', /美元/u],
  ['JPY', /日元/u],
  ['EUR', /欧元/u],
];

const FREE_EN =
  /(?<![-\w])(?:for free|free of charge|free(?!\s+(?:time|will|speech|from|range|lanc|to\b|trade|up))|costs? nothing|no cost|without paying|(?:zero|no) (?:budget|money)(?! limit)|(?:i['’]m|am|totally|completely) broke|broke (?=student))(?![-\w])/iu;
export const FREE_PATTERNS: SlotPatterns<true> = [
  [
    true,
    /免费|不(?:用|要|花)钱|(?<![\d.])0\s*元|零元|白嫖(?:党|族)?|一分钱(?:都|也)?(?:不(?:想|用|要|愿意?)?(?:花|出|掏|付)|没有?了?(?=$|[，。,.!！?？；\s]))|(?:零|(?<!\d)0)预算|(?<=我|又|学生|就是|实在|手头)没钱/u,
  ],
  [true, FREE_EN],
];
/** Something that does not take long. */
export const BRIEF_PATTERNS: SlotPatterns<true> = [
  [
    true,
    /(?:时间|篇幅|课时)?(?:短|精简|简短)(?:一?[点些]|小)?(?:儿)?的(?=$|[，。,.!！?？；\s]|课|书|专栏|教程|内容)|(?:不要|别|不想(?:看|学)?|没空看)(?:太|那么|很)长的?|碎片(?:化)?时间|短平快的?|(?:半个?|一两个?|[12]-2个?|一个?|两个?|1个?|2个?)(?:小时|钟头)(?:之?内|以内|左右)?(?:就)?(?:能|可以)(?:学|看|读|听)完的?/u,
  ],
  [
    true,
    /\b(?:(?:nothing |not |isn['’]t )(?:too |very |so )?long|bite[- ]?sized?|(?:short|quick|brief)(?: and sweet)?(?! (?:stor|film|video|form|term|essay|fiction|sale|question|help|refund|reply|answer|thing|check|one about my))|(?:in|within|under) (?:an|one|two) hours?)\b/iu,
  ],
];
/** Beside an amount: not more than roughly this, and not much less. */
export const MEANT_ABOUT =
  /左右|上下|(?:大概|大约|差不多|约)(?=[\d一两二三四五六七八九])|\b(?:around|about|roughly|approximately) (?:us)?[$¥￥€£]?\d/iu;

/** When and how one reads or listens: said of the learner's day, never of what is taught. */
export const OCCASIONS =
  /(?:临?睡前|枕边|床头|饭后|午休|(?:地铁|公交|飞机|火车|高铁|车)上|旅途中|等车)(?:的?时候?)?(?:可以|能)?(?:随便|随手)?(?:翻翻|看看|读读|听听|翻|看|读|听|消遣|解闷)(?:一?[点下])?的?|\b(?:to )?(?:read|listen to)(?: (?:something|it))? (?:before bed|in bed|on (?:a|the) (?:train|plane|bus|subway|flight|sofa))\b|\bbedtime read(?:ing)?\b/giu;

/** "Feel free" asks for nothing. */
export const NOT_FREE =
  /feel free|(?:不要|不想要|不看|别[^，。,.]{0,5})(?:任何)?免费的?|免费的?(?:课程?|内容|那些|那种)?(?:我)?(?:就|都)?(?:算了|不要了?|不用了?|免了|不考虑|除外|别)|\b(?:no|not(?: the)?|nothing|don['’]t want(?: the| any)?) free(?: ones?| stuff| courses?)?\b/giu;

/** "Not a beginner": above the first level unless another is named. */
export const ABOVE_BEGINNER: SlotPatterns<'intermediate'> = [
  [
    'intermediate',
    /(?:不是|非|不算)(?:纯|完全|给|面向)?(?:零基础|小白|新手|初学者)(?:的|看的|学的)?|(?:that |which )?(?:is |are |isn['’]t |aren['’]t )?(?:not |nothing )(?:just |only )?(?:meant |made |aimed )?(?:for |at )?(?:a |an )?(?:complete |total |absolute )?(?:beginner|newbie)s?/iu,
  ],
];
export const LEVEL_PATTERNS: SlotPatterns<NonNullable<Slots['level']>> = [
  [
    'beginner',
    /太难(?:了|啦)?|太深(?:了|奥)?|看不懂|跟不上|too (?:hard|difficult|advanced|complicated)(?: for me)?/iu,
  ],
  [
    'beginner',
    /(?:不要|别|不用|不想要)(?:太|很|那么)?(?:高级|高阶|难|深|专业)的?|(?:没|不)那么(?:难|深)的?|\b(?:not|nothing|no|isn['’]t|non)[- ](?:too |very |so |that |overly )?(?:advanced|hard|difficult|complicated|expert)\b/iu,
  ],
  [
    'beginner',
    /(?:那种|这种|太|偏)*(?:高级|高阶|高难度|专业|难)的?(?:内容|课程?|那种)?(?=(?:我)?(?:就|都)?(?:别|不要|算了|免了|不考虑|不用|跳过))/iu,
  ],
  [
    'beginner',
    /(?<![太不])(?:简单|容易|浅显?|基础)一?[点些]儿?的?|\b(?:easier|simpler|gentler|easy|gentle)(?: (?:ones?|course|book|stuff|intro(?:duction)?))\b/iu,
  ],
  [
    'advanced',
    /更(?:难|深|高[级阶]|有难度|有挑战)(?:一?[点些])?的?|再(?:难|深)一?[点些]儿?的?|\b(?:harder|tougher|(?:more|something) (?:advanced|difficult|challenging)|next level up)\b/iu,
  ],
  ['intermediate', /太(?:简单|浅|基础|初级)(?:了|啦)?|too (?:easy|basic|simple)(?: for me)?/iu],
  ['intermediate', /(?:know|have|past|beyond|got|already)\s+(?:already\s+)?(?:the|some)\s+basics?/iu],
  [
    'beginner',
    /零基础|0\s*基础|没有?(?:任何|什么)?基础|(?:从来|完全|一直)?没(?:有)?学过|一窍不通|(?:完全|一点(?:都|也)?)不(?:会|懂)|啥(?:都|也)不会|小白|新手|初学者?|入门|从零(?:开始|起步|学起)?|从头(?:开始)?学|零起点|初级|刚(?:开始|接触)(?:学)?/u,
  ],
  ['intermediate', /有(?:一?点|一?些|一定|了)?(?:的)?基础|进阶|中级|提高班|提升班/u],
  ['advanced', /高级|高阶|资深|精通|专家级/u],
  [
    'beginner',
    /(?:complete |total |absolute )?(?:beginner|newbie|novice)s?(?:['’]s)?(?:[- ]friendly|[- ]level)?|from (?:scratch|zero)|(?:no|zero|without(?: any)?) (?:prior |previous )?(?:experience|knowledge|background)|(?:i(?:['’]ve| have)? )?never (?:done|coded|programmed|written|played|studied|learned|learnt|tried|used|touched|taken|held|made|cooked|invested|sung|drawn)|know(?:s|ing)? nothing|(?:just )?starting out|total(?:ly)? new|brand new to|new to|introductory|intro(?:duction)?(?: to)?|for dummies|the basics|entry[- ]level/iu,
  ],
  ['intermediate', /intermediate(?:[- ]level)?|(?:some|a bit of|a little) (?:experience|background)/iu],
  ['advanced', /advanced(?:[- ]level)?|expert(?:[- ]level)?|in[- ]depth|deep dive/iu],
];

const KIND_SOURCES: readonly (readonly [ProductKind, string])[] = [
  [
    'ebook',
    '电子书|电子版|小册子?|书籍|[来找几一两这那]本\\s*书|有[没什么]*书|的书(?![法架包店])|\\be-?books?\\b|\\bbooks?\\b',
  ],
  [
    'column',
    '专栏|图文(?:课|专栏)?|音频(?:课|专栏|节目)?|有声书?|播客|(?:可以|能|适合|用来)(?:边走边|随时|路上)?听的|\\bcolumns?\\b|article series|(?:something|anything) (?:good )?to listen to|\\baudio(?: ?books?| courses?| columns?)?\\b|\\bpodcasts?\\b',
  ],
  ['course', '视频课程?|视频教程|网课|课程|\\b(?:video |online )?courses?\\b|video lessons?|\\bvideos\\b'],
];
export const KIND_PATTERNS: SlotPatterns<ProductKind> = KIND_SOURCES.map(([kind, source]) => [
  kind,
  new RegExp(source, 'iu'),
]);
/** Words that only turned down mean a kind: "不想看书", "nothing to read". */
const TURNED_DOWN_KINDS: Readonly<Partial<Record<ProductKind, string>>> = {
  ebook: '书(?!法|架|包|店|籍)|文字(?:版|的|类|内容)?|要?读的|\\breading\\b|\\bto read\\b',
  column: '文字(?:版|的|类|内容)?|文章|图文',
  course: '视频|录像|\\bwatching\\b|\\bto watch\\b',
};
/** Turned down before any is taken out, so that one word may mean two kinds. */
export const EXCLUDED_KIND_PATTERNS: SlotPatterns<ProductKind> = KIND_SOURCES.map(([kind, plain]) => [
  kind,
  excludedKind(`${plain}|${TURNED_DOWN_KINDS[kind] ?? plain}`),
]);

function excludedKind(source: string): RegExp {
  return new RegExp(
    `(?:${source})(?:我|就|都|是)*(?:算了|免了|不考虑|不要了|除外|看不下去|听不进去|学不进去|不喜欢)|(?:(?:别|不要|不用)(?:再)?(?:给我)?(?:推荐|推|发|来)|不要|不想要?|不看|不爱看?|不喜欢看?|懒得看?|看不进去?|不买|别给我|除了|排除|\\bno|\\bnot(?: an?)?|without|except(?: for)?|other than|rather than(?: an?)?|instead of(?: an?)?|don['’]?t want(?: an?)?)\\s*(?:看|听|上|买)?(?:${source})`,
    'iu',
  );
}

export const LANGUAGE_PATTERNS: SlotPatterns<Language> = [
  [
    'zh',
    /(?:英文|英语|外语|全英)(?:讲|授课|讲解|版|的)+(?:课程?|内容|视频|我)*(?:听不懂|看不懂|跟不上|不(?:要|行))/u,
  ],
  ['en', /中文(?:讲|授课|讲解|版|的)+(?:课程?|内容|视频|我)*(?:听不懂|看不懂|跟不上|不(?:要|行))/u],
  [
    'zh',
    /(?:不要|别给?我?|不看|不想看|看不懂)(?:全)?(?:英文|英语|外语)(?:的|版|内容|课程?)?(?!语法)|\b(?:no|not(?: in)?|nothing in) english\b(?! grammar)/iu,
  ],
  [
    'en',
    /(?:不要|别给?我?|不看|不想看)(?:全)?中文(?:的|版|内容)?|\b(?:no|not(?: in)?|nothing in) chinese\b/iu,
  ],
  ['en', /(?:是|要|有|最好|换成?)\s*(?:全)?(?:english|英文|英语)\s*(?:的|版|授课)(?!语法|口语|写作)/iu],
  ['zh', /(?:是|要|有|最好|换成?)\s*(?:全)?(?:chinese|中文)\s*(?:的|版|授课)/iu],
  ['zh', /^(?:有)?(?:全)?中文(?:的|版)(?:课程?|内容)?(?:有|呢|吗|么|行)/u],
  ['en', /^(?:有)?(?:全)?英文(?:的|版)(?:课程?|内容)?(?:有|呢|吗|么|行)/u],
  ['en', /英文版|英文原版|全英文|(?:英文|英语|用英语|用英文)(?:授课|讲解|讲的)|(?:要|是|看|听|找|有)英文的/u],
  ['zh', /中文版|全中文|(?:中文|汉语|用中文)(?:授课|讲解|讲的)|(?:要|是|看|听|找|有)中文的/u],
  [
    'zh',
    /chinese[- ](?:version|language (?:version|course|content|book)s?)|(?<=(?:courses?|columns?|e?books?|ones?|something|anything|taught|explained|available|content|lessons?|it) )in (?:chinese|mandarin)/iu,
  ],
  [
    'en',
    /english[- ](?:version|language (?:version|course|content|book)s?)|(?<=(?:courses?|columns?|e?books?|ones?|something|anything|taught|explained|available|content|lessons?) )in english/iu,
  ],
];
