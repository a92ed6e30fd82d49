import { service } from '../text/service.ts';
import { quickReplies } from '../text/talk.ts';
import type { Intent } from '../understanding/intents.ts';
import { answerBuy, answerDetails, answerPrice } from './choose.ts';
import { answerCoupon, codeIn } from './coupon.ts';
import { helpWithPayment } from './payment.ts';
import { say } from './say.ts';
import { findAndShow } from './search.ts';
import type { OpenStep } from './steps.ts';
import { always, answerHuman } from './talk.ts';
import type { Answer, AnswerDeps, Turn } from './types.ts';

type Continue<Step extends OpenStep['step']> = (
  deps: AnswerDeps,
  turn: Turn,
  step: Extract<OpenStep, { step: Step }>,
) => Promise<Answer | null>;

/** How each step takes what is said next; null when it is something else, which is then answered as such. */
const STEPS: { readonly [Step in OpenStep['step']]: Continue<Step> } = {
  asked_level: takeLevel,
  asked_which: takeWhich,
  asked_code: takeCode,
  asked_meaning: async () => null,
  offered_refund: takeRefund,
  told_payment: takeTrouble,
  told_access: takeTrouble,
};

/** Goes on with what the bot waits for; null when the message is about something else, or nothing was waited for. */
export async function continueStep(deps: AnswerDeps, turn: Turn): Promise<Answer | null> {
  const { step } = turn;
  if (step === null || MONEY_FIRST.includes(turn.understood.intent)) return null;
  const take = STEPS[step.step] as Continue<OpenStep['step']>;
  return take(deps, turn, step);
}

/** What is never taken for an answer to a question of ours. */
const MONEY_FIRST: readonly Intent[] = ['manipulate', 'human', 'abuse'];

const HAS_BASIS =
  /^(?:有(?:的|一?点|一?些)?|会(?:一?点|一?些)?|学过|懂(?:一?点|一?些)?|有(?:一?点|一?些)?(?:的)?基础)(?:吧|的|了)?[。！!]*$|^(?:yes|yeah|yep|yup|some|a (?:little|bit)|i do|sure)[.! ]*$/u;
const NO_BASIS =
  /^(?:没有?|不会|不懂|零|没学过|完全没有?|一点(?:都|也)?(?:没有|不会)|小白)(?:基础)?(?:吧|的|了|呢)?[。！!]*$|^(?:no(?:pe)?|none|not (?:really|at all)|nothing|i don't|zero)[.! ]*$/u;

async function takeLevel(deps: AnswerDeps, turn: Turn): Promise<Answer | null> {
  const { text } = turn.understood;
  const level = NO_BASIS.test(text) ? 'beginner' : HAS_BASIS.test(text) ? 'intermediate' : null;
  const request = turn.state.shown?.request;
  if (level === null || request === undefined) return null;
  return findAndShow(deps, turn, { ...request, level });
}

const ABOUT = { buy: answerBuy, price: answerPrice, details: answerDetails } as const;

async function takeWhich(
  deps: AnswerDeps,
  turn: Turn,
  { about }: Extract<OpenStep, { step: 'asked_which' }>,
): Promise<Answer | null> {
  const { choice, intent } = turn.understood;
  const isPlace = choice !== null && choice.kind !== 'it';
  return isPlace && (intent === 'details' || intent === 'search') ? ABOUT[about](deps, turn) : null;
}

async function takeCode(deps: AnswerDeps, turn: Turn): Promise<Answer | null> {
  return codeIn(turn.message.text) === null ? null : answerCoupon(deps, turn);
}

const KEEPS =
  /不退|别退|先不|再想想|再考虑|算了|不用了|留着|\b(?:keep it|don't|do not|never ?mind|changed my mind|forget it|cancel (?:that|it)|no thanks|leave it)\b/u;
const GOES_ON =
  /^(?:好的?|行|可以|嗯+|确认|是的?|退吧|就退|办理|帮我退|ok(?:ay)?|yes|sure|do it|go ahead|confirm|please do)[吧了。！!., ]*(?:please)?[.!]*$/u;

async function takeRefund(_deps: AnswerDeps, turn: Turn): Promise<Answer | null> {
  const { text } = turn.understood;
  if (KEEPS.test(text)) {
    return { drafts: [say(turn, service.refundKept, { quickReplies: [quickReplies.content] })] };
  }
  if (!GOES_ON.test(text)) return null;
  return { drafts: [say(turn, service.refundPress)], open: { step: 'offered_refund' } };
}

const WHAT_NOW =
  /怎么办|咋办|该怎么(?:做|弄|处理)|怎么(?:处理|解决)|然后呢|接下来|\bwhat (?:should|can|do|shall) i do\b|\bwhat now\b|\bwhat next\b|\bthen what\b|\bhow (?:do|can) i (?:fix|solve)\b|\bnow what\b/u;
const STILL =
  /还是(?:不行|打不开|没用|看不了|一样|没有|失败|付不了|这样)|(?:都)?试过了|没用|不管用|依然|仍然|又失败|\bstill (?:not|doesn't|does not|can't|cannot|won't|nothing|fails?|the same|broken)\b|\b(?:doesn't|didn't|does not|did not) (?:work|help)\b|\b(?:already|also|just|even) tried\b|\btried (?:that|everything|it|all|another|a different|other|two|three|several)\b|(?:换|试)(?:了|过)(?:好?几|别的|其他|一?张|两|三|另|也|还|都)/u;

/** Who is still in trouble after what was told gets a person; who asks what to do is told. */
async function takeTrouble(deps: AnswerDeps, turn: Turn, step: OpenStep): Promise<Answer | null> {
  const { text } = turn.understood;
  if (STILL.test(text)) return answerHuman(deps, turn);
  if (!WHAT_NOW.test(text)) return null;
  if (step.step === 'told_payment') return helpWithPayment(deps, turn);
  return always(service.accessHelp, quickReplies.person, quickReplies.orders)(deps, turn);
}
