import type { Language } from '../../identity/wire.ts';
import { conceptsOf } from '../understanding/concepts.ts';
import type { Intent } from '../understanding/intents.ts';
import { understand } from '../understanding/understand.ts';
import { hasWishes } from './request.ts';
import type { AnswerDeps } from './types.ts';

/** A message with more than this, weighed by how much a character of each script says, is a story. */
const STORY_WEIGHT_MIN = 150;
const HAN_WEIGHT = 3.4;
const CLAUSES_MIN = 4;
/** Clauses before an open wish ("is there anything for that?") that it may be about. */
const TOLD_MAX = 3;

/** What somebody who tells a story says at last. */
const WISH =
  /想(?:要|找|学|先|买|了解|请|看看|问问?(?:有|能))|有没有|有什么|有啥|求推荐|推荐|(?:教|帮)(?:我|人|一下)|能帮|该(?:学|看|从)|找(?:个|一|点|门|本)|打算学|需要(?:一|学)|\b(?:i(?:['’]d| would) (?:really )?(?:love|like) to|i (?:just |really |do )*(?:want|need|wish)|what i (?:really |actually )*(?:want|need)|looking for|is there|are there|do you (?:have|sell|offer)|have you got|anything|something|recommend|suggest|teach me|the point is|point is|learn|hoping (?:to|for)|any (?:courses?|books?|advice|tips)|could help|help me)\b/iu;

/** People who act in a story: what is said of them is not what is asked for. */
const PEOPLE =
  /(?:我|他|她|俺|咱)?(?:们)?(?:家|的)?(?:老公|老婆|媳妇|丈夫|妻子|爱人|孩子|儿子|女儿|闺女|老板|领导|组长|主管|经理|师傅|老师|同事|朋友|婆婆|爸爸?|妈妈?|父母|房东|对象|男朋友|女朋友)|\b(?:my|our|his|her|the|a) (?:own |old |new |best )?(?:wife|husband|partner|boyfriend|girlfriend|kids?|children|son|daughter|mom|mum|mother|dad|father|parents|boss|manager|friends?|colleagues?|neighbou?r|landlord|brother|sister|cousin|dog|cat|team)(?:['’]s)?\b/giu;

/** Asking for help names nothing that is learned. */
const HELPING = /帮[上得个不了]*忙/gu;

/** What is told at length because it matters: money, access, people. Such a message is read whole. */
const READ_WHOLE: readonly Intent[] = [
  ...(['refund', 'payment_trouble', 'claims_paid', 'access', 'orders', 'invoice', 'human'] as const),
  ...(['manipulate', 'privacy', 'abuse', 'coupon', 'wallet'] as const),
];
const READ_WHOLE_FROM = 0.6;
const TROUBLE_IDEAS = ['pay', 'charge', 'fail', 'bank', 'twice', 'refund', 'arrive', 'expense', 'missing'];
const TROUBLE_IDEAS_MIN = 3;

/**
 * The clauses of a long story that carry its wish: those that say what is wanted and name a subject, else the wish with
 * what was told right before it. Whatever names a budget, level, format or language stays. Any other text as it is.
 */
export async function wishInStory(
  deps: Pick<AnswerDeps, 'readRequest'>,
  text: string,
  language: Language,
): Promise<string> {
  if (!isStory(text)) return text;
  const clauses = clausesOf(text);
  const wishes = clauses.filter((clause) => WISH.test(clause));
  if (clauses.length < CLAUSES_MIN || wishes.length === 0 || isTrouble(text, language)) return text;
  const said = await areAbout(deps, wishes);
  const carrying = wishes.filter((_, place) => said[place]);
  const told = carrying.length > 0 ? carrying : await withToldBefore(deps, clauses);
  if (told === null) return text;
  const kept = new Set(told);
  for (const clause of clauses) {
    const { slots } = await deps.readRequest(clause);
    if (hasWishes(slots, clause)) kept.add(clause);
  }
  return clauses
    .filter((clause) => kept.has(clause) || told.includes(clause))
    .join(/\p{Script=Han}/u.test(text) ? '，' : ', ');
}

function isStory(text: string): boolean {
  if (text.length * HAN_WEIGHT < STORY_WEIGHT_MIN) return false;
  const hanCount = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return text.length + hanCount * (HAN_WEIGHT - 1) >= STORY_WEIGHT_MIN;
}

function clausesOf(text: string): string[] {
  return text
    .split(
      /[，。！？；、,!?;\n]+|\.(?=\s|$)|\s(?:(?:but|so|because)\b|and (?=(?:i|he|she|we|they|it|my|the|honestly|just)\b))/iu,
    )
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
}

function isTrouble(text: string, language: Language): boolean {
  const { intent, confidence, text: plain } = understand(text, language);
  if (READ_WHOLE.includes(intent) && confidence >= READ_WHOLE_FROM) return true;
  const ideas = conceptsOf(plain).filter((idea) => TROUBLE_IDEAS.includes(idea));
  return ideas.length >= TROUBLE_IDEAS_MIN;
}

function areAbout(deps: Pick<AnswerDeps, 'readRequest'>, clauses: readonly string[]): Promise<boolean[]> {
  return Promise.all(
    clauses.map(async (clause) => {
      const { namesTopic, pointsToTopic } = await deps.readRequest(clause.replace(HELPING, ' '));
      return namesTopic || pointsToTopic;
    }),
  );
}

/** The nearest clauses before the last wish that are about something, without the people they tell of; null for none. */
async function withToldBefore(
  deps: Pick<AnswerDeps, 'readRequest'>,
  clauses: string[],
): Promise<string[] | null> {
  const wishAt = clauses.findLastIndex((clause) => WISH.test(clause));
  const about: string[] = [];
  for (let place = wishAt - 1; place >= 0 && about.length < TOLD_MAX; place -= 1) {
    const bare = (clauses[place] ?? '').replace(PEOPLE, ' ');
    const [isAbout = false] = await areAbout(deps, [bare]);
    if (!isAbout) continue;
    clauses[place] = bare;
    about.unshift(bare);
  }
  return about.length === 0 ? null : [...about, clauses[wishAt] ?? ''];
}
