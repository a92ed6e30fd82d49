import { type Content, contentOfDraft } from '../conversation/activity.ts';
import { BOT_SENDER_ID } from '../conversation/bot-account.ts';
import type { Entry } from '../conversation/deliver.ts';
import type { ConversationDeps } from '../deps.ts';
import type { Both } from '../text/both.ts';
import type { Conversation, Draft } from '../types.ts';
import type { Said } from './transcript.ts';

/** How a handoff stands, as the Activity protocol names it. */
interface StatusValue {
  readonly state: 'accepted' | 'completed' | 'failed';
  readonly message?: string;
}

/** Tells programs how the handoff stands; people do not see it. */
export function statusEntry(deps: Pick<ConversationDeps, 'newId'>, value: StatusValue): Entry {
  return {
    activityId: deps.newId('act'),
    type: 'event',
    content: () => ({ name: 'handoff.status', value }),
  };
}

interface Initiate {
  readonly activityId?: string | undefined;
  /** The context for whoever takes it over: read when it is written. */
  readonly value: () => Record<string, unknown>;
  readonly transcript: () => readonly Said[];
}

/** Tells programs that a person is wanted, with what was said so far attached as the Activity protocol says. */
export function initiateEntry(
  deps: Pick<ConversationDeps, 'newId'>,
  { activityId = deps.newId('act'), value, transcript }: Initiate,
): Entry {
  return {
    activityId,
    type: 'event',
    content: (conversation) => ({
      name: 'handoff.initiate',
      value: value(),
      relatesTo: referenceTo(conversation),
      attachments: [
        { contentType: 'application/json', name: 'Transcript', content: { activities: [...transcript()] } },
      ],
    }),
  };
}

function referenceTo({ conversationId, learnerId }: Conversation): NonNullable<Content['relatesTo']> {
  return {
    channelId: 'tilltalk',
    conversation: { id: conversationId },
    user: { id: learnerId },
    bot: { id: BOT_SENDER_ID },
  };
}

interface SayMore {
  readonly quickReplies?: readonly Both[];
  readonly attachments?: Draft['attachments'];
}

/** An entry that says a sentence in the thread's own language. */
export function sentenceEntry(
  deps: Pick<ConversationDeps, 'newId'>,
  sentence: (conversation: Conversation) => Both,
  { quickReplies = [], attachments }: SayMore = {},
): Entry {
  return {
    activityId: deps.newId('act'),
    content: (conversation) => {
      const { language, learnerId } = conversation;
      const draft: Draft = {
        text: sentence(conversation)[language],
        language,
        quickReplies: quickReplies.map((words) => words[language]),
        ...(attachments === undefined ? {} : { attachments }),
      };
      return contentOfDraft(draft, learnerId);
    },
  };
}
