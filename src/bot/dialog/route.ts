import type { Intent } from '../understanding/intents.ts';
import { hasWishes } from './request.ts';
import type { AnswerDeps, Turn } from './types.ts';

/** Intents that words such as "not in English" or "at most 300" are easily taken for. */
const MAY_BE_WISHES: readonly string[] = [
  'search',
  'unclear',
  'agreement',
  'off_topic',
  'greeting',
  'language',
  'terms',
  'price',
  'discount',
  'details',
  'exclude',
  'decline',
  'level',
  'prerequisites',
];

/** Asked as a question, these are about what is shown: "can beginners follow it?" */
const ASKED_OF_ONE: readonly string[] = ['details', 'level', 'prerequisites'];
const QUESTION = /吗|么|[?？]|能不能|可不可以|^(?:is|are|can|could|do|does|would)\b/u;

/** Intents that a place of the list alone is easily taken for. */
const MAY_BE_CHOICE: readonly string[] = [
  'search',
  'unclear',
  'agreement',
  'greeting',
  'thanks',
  'off_topic',
  'decline',
];

/** What a message is about, as far as what was said before decides it. */
export async function meantIntent(deps: AnswerDeps, turn: Turn): Promise<Intent> {
  const { intent } = turn.understood;
  if (turn.state.shown === undefined) return intent;
  if (await changesWishes(deps, turn)) return 'search';
  return choosesOnly(turn) ? (TAKES.test(turn.understood.text) ? 'buy' : 'details') : intent;
}

/** Whether the message says nothing but wishes about what was asked for before. */
async function changesWishes(deps: AnswerDeps, { state, understood, message }: Turn): Promise<boolean> {
  if (state.shown?.request === undefined || !MAY_BE_WISHES.includes(understood.intent)) return false;
  if (
    ASKED_OF_ONE.includes(understood.intent) &&
    (understood.choice !== null || QUESTION.test(understood.text))
  )
    return false;
  const { slots, hasSubject } = await deps.readRequest(message.text);
  return !hasSubject && hasWishes(slots, understood.text);
}

const TAKES =
  /就|要|选|买|拿|来|下单|拍|定|订|\b(?:take|get|want|go with|choose|pick|have|buy|order|i'll)\b/u;
/** What a place is named with; what remains is something else. */
const NAMING =
  /一下|第?\s*[一二两三四五六1-6]\s*(?:个|门|本|款|套|节|号|种|项)?|最(?:后|便宜|贵)(?:的|一?个|一?门|一?本)?|(?:这|那)(?:个|门|本|款)?|详细|介绍|具体|讲讲|说说|了解|看看|一下|就|要|选|买|拿|来|定|吧|呢|了|的|我|想|再|好|嗯|行|可以|课程?|书|[，。,.!！?？\s]|\b(?:the|number|no\.?|option|item|first|second|third|fourth|fifth|sixth|last|one|two|three|[1-6](?:st|nd|rd|th)?|cheapest|most expensive|please|ok(?:ay)?|i'll|i|take|get|want|go|with|choose|pick|have|that|this|then|more|about|tell|me|details?|on|let's|let|see|it|what|is|of)\b|#/gu;

/** A message that names a place of the list shown and nothing else: "那就第二个", "the first one, please". */
function choosesOnly({ understood }: Turn): boolean {
  const { intent, choice, text } = understood;
  if (choice === null || choice.kind === 'it' || !MAY_BE_CHOICE.includes(intent)) return false;
  return text.replace(NAMING, '') === '';
}
