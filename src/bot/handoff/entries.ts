import { contentOfDraft } from '../conversation/activity.ts';
import type { Entry } from '../conversation/deliver.ts';
import type { ConversationDeps } from '../deps.ts';
import type { Both } from '../text/both.ts';
import type { Conversation, Draft } from '../types.ts';

/** The Activity protocol's events of a handoff, for programs that read the transcript. */
export type HandoffEvent =
  | { readonly name: 'handoff.initiate'; readonly value: { readonly reason: string } }
  | {
      readonly name: 'handoff.status';
      readonly value: { readonly state: 'accepted' | 'completed' | 'failed'; readonly message?: string };
    };

/** An entry that programs read and people do not see. */
export function eventEntry(
  deps: Pick<ConversationDeps, 'newId'>,
  event: HandoffEvent,
  activityId: string = deps.newId('act'),
): Entry {
  return { activityId, type: 'event', content: () => ({ ...event }) };
}

interface SayMore {
  readonly quickReplies?: readonly Both[];
}

/** An entry that says a sentence in the thread's own language. */
export function sentenceEntry(
  deps: Pick<ConversationDeps, 'newId'>,
  sentence: (conversation: Conversation) => Both,
  { quickReplies = [] }: SayMore = {},
): Entry {
  return {
    activityId: deps.newId('act'),
    content: (conversation) => {
      const { language, learnerId } = conversation;
      const draft: Draft = {
        text: sentence(conversation)[language],
        language,
        quickReplies: quickReplies.map((words) => words[language]),
      };
      return contentOfDraft(draft, learnerId);
    },
  };
}
