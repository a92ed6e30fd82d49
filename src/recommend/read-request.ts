import { headTerm, topicTerm } from './search/document-terms.ts';
import { neighbourOf } from './search/neighbours.ts';
import { readQuestion } from './search/question.ts';
import { rememberLast } from './search/remember-last.ts';
import type { ShelfView } from './shelf.ts';
import { readSlots } from './slots.ts';
import type { Slots } from './wire.ts';

/** What a learner's words ask for. */
export interface ReadRequest {
  readonly slots: Slots;
  /** False when nothing but wishes is said: such words go on from what was asked before. */
  readonly hasSubject: boolean;
  /** True when the catalogue knows the subject: a topic is named, or a word that it uses. */
  readonly isKnown: boolean;
  /** True when the words name a topic. */
  readonly namesTopic: boolean;
  /** True when words point to a topic that they do not name. */
  readonly pointsToTopic: boolean;
  /** True when they name a topic, or have a word that stands in some title, tag or author's name. */
  readonly namesSubject: boolean;
  /** What is named and nothing here is about, in the learner's words; empty where everything is known or too much is not. */
  readonly missing: readonly string[];
  /** The name of a topic on sale that lies beside what is missing; null when there is none. */
  readonly neighbour: { readonly zh: string; readonly en: string } | null;
}

/** Subjects that are turned down. What follows is only taken for one when the catalogue's topics know it. */
const TURNED_DOWN: readonly RegExp[] = [
  /(?<=^|[，,。；;\s])(?:但是?|不过|可是|只是)?(?<subject>[^，。,.!！?？；;]{1,10}?)(?:那|这)?(?:类|种|些|方面|相关)?的?(?:软件|东西)?(?:内容|课程?|书)?(?:我)?(?:就|都)?(?:算了|免了|不考虑|不用了|不要了|除外|跳过|没(?:有)?兴趣|不感兴趣|不(?:太)?(?:想|喜欢|爱)(?:再)?(?:碰|学|看|要|用|听)?|(?:别|不用|不要)(?:再)?(?:给我)?(?:推荐|推|看|发|来)了?)(?=[，。,.!！?？；;吧]|$)/u,
  /(?:(?<!要)不要|(?<!想)不想(?:学|看|要)|(?<![学是])不(?:再)?学|除了?|排除|不包括|别(?:再)?(?:推荐|给我)|跳过)\s*(?<subject>[^，。,.!！?？；;]{1,14}?)(?:类|方面|相关|这类|那类)?的?(?:内容|课程?|书)?(?:以外|之外|外)?(?=[，。,.!！?？；;]|都|就|别的|其[他它]的?|另外|$)/u,
  /(?:\bnot|\bno|\bexcept(?: for)?|\banything but|\bother than|\bbut not|\bnothing (?:on|about|with|in|involving)|\bwithout(?: any)?|\bexcluding|\bapart from|\bbesides|\bleave out|\bavoid(?:ing)?|\bminus|\bnot interested in|\bno more|\bdon['’]?t want(?: anything (?:on|about))?|\bskip)\s+(?<subject>[a-z+#. ]{2,30}?)(?: (?:courses?|books?|stuff|content))?(?:,? (?:please|pls|plz|thanks|thx|if possible))?(?=[,.!?;]|$)/iu,
];

const REMEMBERED_MAX = 64;
const remembered = rememberLast<ShelfView['index'], ReadRequest>(REMEMBERED_MAX);

/** Reads the words of a question against the catalogue in memory; what a turn asks again is not read again. */
export function readRequest(view: ShelfView, text: string): ReadRequest {
  return remembered(view.index, text, () => readWords(view, text));
}

function readWords(view: ShelfView, text: string): ReadRequest {
  const { analysis, index } = view;
  const slots = readSlots(text);
  const turnedDown = findTurnedDown(slots.topic, (subject) =>
    readQuestion(analysis, index, subject).units.some(({ topics }) => topics.length > 0),
  );
  const topic = turnedDown === null ? slots.topic : slots.topic.replace(turnedDown.said, ' ').trim();
  const { units } = readQuestion(analysis, index, topic);
  return {
    slots: { ...slots, topic, ...(turnedDown === null ? {} : { excludedTopic: turnedDown.subject }) },
    hasSubject: units.length > 0,
    isKnown: units.some(
      ({ topics, terms }) =>
        topics.length > 0 || terms.some(({ term, by }) => by === 'word' && index.documentFrequency(term) > 0),
    ),
    namesTopic: units.some(({ topics }) => topics.length > 0),
    pointsToTopic: units.some(({ terms }) => terms.some(({ by }) => by === 'hint')),
    ...findMissing(view, topic),
    namesSubject: units.some(
      ({ topics, terms }) =>
        topics.length > 0 ||
        terms.some(({ term, by }) => by === 'word' && index.documentFrequency(headTerm(term)) > 0),
    ),
  };
}

const MISSING_MAX = 2;

/** Topics that no product has, else words that the catalogue does not know, when they are few enough to be a subject. */
function findMissing(
  { analysis, index }: ShelfView,
  topic: string,
): Pick<ReadRequest, 'missing' | 'neighbour'> {
  const { units } = readQuestion(analysis, index, topic);
  const isHere = ({ topics, terms }: (typeof units)[number]): boolean =>
    topics.length > 0
      ? topics.some(({ id }) => index.documentFrequency(topicTerm(id)) > 0)
      : terms.some(({ term, by }) => (by === 'word' || by === 'hint') && index.documentFrequency(term) > 0);
  const lacking = units.filter((unit) => !isHere(unit));
  const named = lacking.filter(({ topics }) => topics.length > 0);
  const telling = named.length > 0 ? named : lacking.length === units.length ? lacking : [];
  const missing = [...new Set(telling.map(({ terms }) => terms[0]?.surface ?? ''))].filter(
    (said) => said !== '',
  );
  if (missing.length === 0 || missing.length > MISSING_MAX) return { missing: [], neighbour: null };
  const beside = neighbourOf(missing.join(' ').toLowerCase());
  const isOnSale = beside !== null && index.documentFrequency(topicTerm(beside.topicId)) > 0;
  return { missing, neighbour: isOnSale ? beside.name : null };
}

function findTurnedDown(
  text: string,
  isKnown: (subject: string) => boolean,
): { said: string; subject: string } | null {
  for (const pattern of TURNED_DOWN) {
    const match = pattern.exec(text);
    const subject = match?.groups?.['subject']?.trim() ?? '';
    if (match !== null && subject !== '' && isKnown(subject)) return { said: match[0], subject };
  }
  return null;
}
