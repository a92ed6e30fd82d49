import { say, sayText } from '../dialog/say.ts';
import { isDoneInAccount, wayIntoAccount } from '../dialog/service.ts';
import type { Answer, AnswerDeps, Turn } from '../dialog/types.ts';
import type { Both } from '../text/both.ts';
import { faq } from '../text/faq.ts';
import { quickReplies } from '../text/talk.ts';
import type { Intent } from '../understanding/intents.ts';
import type { FaqEntry } from './types.ts';

/**
 * How near a question must come to be answered from the book instead of by the intent's dialog; intents that are not
 * here have a dialog that knows the learner's own affairs. Set by the questions of the demo's book and by lines that no
 * answer covers.
 */
const NEAR_ENOUGH: Readonly<Partial<Record<Intent, number>>> = {
  terms: 0.4,
  how_to_pay: 0.6,
  membership: 0.6,
  search: 0.66,
  unclear: 0.7,
  about_bot: 0.75,
  details: 0.75,
  off_topic: 0.8,
  buy: 0.8,
  privacy: 0.8,
  invoice: 0.8,
  refund: 0.85,
};

const CERTAIN_SEARCH_FROM = 0.9;

/** The platform's own answer to a question, or the thanks for saying whether one helped; null when there is none. */
export async function answerFaq(deps: AnswerDeps, turn: Turn): Promise<Answer | null> {
  if (deps.faq === undefined) return null;
  const said = await noteWhetherHelped(deps, turn);
  if (said !== null) return said;
  const { intent, want, confidence } = turn.understood;
  // Who certainly looks for content is shown content.
  const isSearch = intent === 'search' && confidence >= CERTAIN_SEARCH_FROM;
  const nearEnough = isSearch ? NEAR_ENOUGH.buy : NEAR_ENOUGH[intent];
  if (nearEnough === undefined) return null;
  const found = await deps.faq.find({ text: turn.message.text, want, confidence });
  return found === null || found.score < nearEnough ? null : tell(turn, found.entry);
}

/** Notes a message that nothing answered, unless people are only being polite. */
export async function noteUnanswered(deps: AnswerDeps, { message, understood }: Turn): Promise<void> {
  const { activityId, conversationId, text } = message;
  if (text.trim() === '') return;
  await deps.faq?.noteMiss({ activityId, conversationId, language: understood.language });
}

function tell(turn: Turn, entry: FaqEntry): Answer {
  const { language, intent } = turn.understood;
  const source = entry.sourceUrl === null ? '' : `\n${faq.source[language]}${entry.sourceUrl}`;
  return {
    drafts: [
      sayText(turn, `${entry.answer[language]}${source}`, {
        // An answer that tells how it is done leads there, too.
        ...(isDoneInAccount(intent) && { attachments: wayIntoAccount(turn, intent) }),
        quickReplies: [faq.helped, faq.notHelped, quickReplies.person],
      }),
    ],
    answered: { faqEntryId: entry.faqEntryId, activityId: turn.replyActivityId },
  };
}

async function noteWhetherHelped(deps: AnswerDeps, turn: Turn): Promise<Answer | null> {
  const { text } = turn.message;
  const helped = saysSo(text, faq.helped, '👍');
  const { answered } = turn.state;
  if (answered === undefined || (!helped && !saysSo(text, faq.notHelped, '👎'))) return null;
  await deps.faq?.noteFeedback({
    answerActivityId: answered.activityId,
    faqEntryId: answered.faqEntryId,
    conversationId: turn.message.conversationId,
    helped,
  });
  return {
    drafts: [
      helped
        ? say(turn, faq.thanks)
        : say(turn, faq.sorry, { quickReplies: [quickReplies.person, quickReplies.start] }),
    ],
  };
}

/** Tapped, or said by its sign. */
function saysSo(text: string, words: Both, sign: string): boolean {
  const said = text.trim();
  return said === words.zh || said === words.en || said.startsWith(sign);
}
