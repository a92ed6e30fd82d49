import { understand } from '../understanding/understand.ts';
import type { Want } from '../understanding/wants.ts';
import { meantWant } from './route.ts';
import { readAsked } from './search.ts';
import type { Answer, AnswerDeps, Turn } from './types.ts';

/** Words between two wishes that have nothing to do with each other. */
const BETWEEN =
  /[，,。；;！!？?\s]*(?:另外|顺便|顺带|还有就是|(?:同时|而且)(?=(?:我|想|还|也))|[也还](?=想(?:学|看|买|找|要|了解|问)|要(?:学|买|找)|打算学)|还有(?=(?:我|想|帮|怎么|如何|发票|订单|优惠|退|看看|有没有|请|求|一[个本门]))|对了|再帮我|再给我)[，,：:\s]*|[,.;!?]?\s*\b(?:and also|also|by the way|btw|oh and|one more thing|and (?=(?:where|how|can|could|please|show|recommend|i need|i want|something (?:on|about|for)|an? (?:course|class|book|ebook|e-book|column) (?:on|about|for))\b))[,:]?\s*/iu;
const PART_CHARACTERS_MIN = 3;

/** Wants with an answer of their own that another answer may stand beside. */
const SEPARATE: readonly Want[] = [
  ...([
    'refund',
    'refund_status',
    'orders',
    'cancel_order',
    'invoice',
    'access',
    'coupon',
    'wallet',
  ] as const),
  ...(['privacy', 'payment_trouble', 'how_to_pay', 'playback_trouble', 'membership', 'search'] as const),
  ...(['certificate', 'download', 'validity', 'devices'] as const),
];
/** With a subject these are searches too: "something cheaper on photography". */
const SEARCHED_FOR: readonly Want[] = ['cheaper', 'exclude', 'more', 'price'];
const SURE_FROM = 0.6;

type AnswerWant = (want: Want, turn: Turn) => Promise<Answer>;

/**
 * Answers two wishes of one message one after the other; null when it has but one, or one of them is not sure. What
 * shows products comes first: the list that is kept in mind is the first reply's.
 */
export async function answerSeveral(
  deps: AnswerDeps,
  turn: Turn,
  answerWant: AnswerWant,
): Promise<Answer | null> {
  const parts = partsOf(turn.message.text);
  if (parts === null) return null;
  const wishes = await Promise.all(parts.map((text) => separateWish(deps, withText(turn, text))));
  const [one, other] = wishes;
  if (one == null || other == null) return null;
  if (one.want === other.want && !(await areTwoSubjects(deps, one, other))) return null;
  const inOrder = other.want === 'search' && one.want !== 'search' ? [other, one] : [one, other];
  const answers: Answer[] = [];
  for (const { want, turn: part } of inOrder) answers.push(await answerWant(want, part));
  const [first, second] = answers;
  if (first === undefined || second === undefined || answers.some(isNoAnswer)) return null;
  const open = first.open ?? second.open;
  return { ...first, drafts: [...first.drafts, ...second.drafts], ...(open === undefined ? {} : { open }) };
}

function partsOf(text: string): readonly [string, string] | null {
  const match = BETWEEN.exec(text);
  if (match === null) return null;
  const [before, after] = [text.slice(0, match.index), text.slice(match.index + match[0].length)];
  return Math.min(before.trim().length, after.trim().length) < PART_CHARACTERS_MIN ? null : [before, after];
}

function withText(turn: Turn, text: string): Turn {
  const understood = { ...understand(text, turn.understood.language), language: turn.understood.language };
  return { ...turn, message: { ...turn.message, text }, understood };
}

interface SeparateWish {
  readonly want: Want;
  readonly turn: Turn;
}

/** What one part asks for; null when it is not sure, or nothing that another answer may stand beside. */
async function separateWish(deps: AnswerDeps, turn: Turn): Promise<SeparateWish | null> {
  const meant = await meantWant(deps, turn);
  const want = SEARCHED_FOR.includes(meant) ? 'search' : meant;
  if (!SEPARATE.includes(want)) return null;
  const isSure =
    want === 'search' ? (await readAsked(deps, turn)).namesTopic : turn.understood.confidence >= SURE_FROM;
  return isSure ? { want, turn } : null;
}

/** Whether two searches are for different subjects, each of which can be shown by itself. */
async function areTwoSubjects(deps: AnswerDeps, one: SeparateWish, other: SeparateWish): Promise<boolean> {
  if (one.want !== 'search') return false;
  const [first, second] = await Promise.all([readAsked(deps, one.turn), readAsked(deps, other.turn)]);
  return first.slots.topic !== second.slots.topic;
}

function isNoAnswer({ missed, handoff, setLanguage }: Answer): boolean {
  return missed === true || handoff !== undefined || setLanguage !== undefined;
}
