import type { Language } from '../../identity/wire.ts';
import type { Tx } from '../../kernel/db/database.ts';
import type { Content } from '../conversation/activity.ts';
import type { Delivery, Entry } from '../conversation/deliver.ts';
import type { ConversationDeps } from '../deps.ts';
import { handoff as words } from '../text/handoff.ts';
import { quickReplies } from '../text/talk.ts';
import type { Conversation } from '../types.ts';
import { handoffRequested } from './events.ts';
import type { HandoffReason } from './handoff.ts';
import { type HandoffRow, insertHandoff, positionOf } from './store.ts';

/** How a delivery gets its thread into the line. */
interface JoinLine {
  /** Writes the handoff, in the delivery's transaction. */
  readonly enter: (tx: Tx, conversation: Conversation) => Promise<HandoffRow>;
  /** Tells the event log. */
  readonly tell: (tx: Tx, entered: { handoff: HandoffRow; position: number }) => Promise<unknown>;
  /** Whether an agent is signed in at all: nobody is told to wait for somebody who is not there. */
  readonly isAnybodyHere: boolean;
  /** Of the sentence about the line; left out: the thread's. */
  readonly language?: Language | undefined;
}

/**
 * The delivery that also puts its thread into the line: its last entry goes on to say which place that is, as counted
 * in the same transaction, and how to get out again.
 */
export function joiningLine(delivery: Delivery, join: JoinLine): Delivery {
  let entered: { handoff: HandoffRow; position: number } | undefined;
  const positionNow = (): number => entered?.position ?? 1;
  return {
    ...delivery,
    newOwner: { owner: 'queue', ownerId: null },
    before: async (tx, conversation) => {
      const handoff = await join.enter(tx, conversation);
      entered = { handoff, position: await positionOf(tx, handoff) };
    },
    entries: delivery.entries.map((entry, index, all) =>
      index < all.length - 1 ? entry : sayingPlace(entry, { ...join, position: positionNow }),
    ),
    alongside: async (tx) => {
      await delivery.alongside?.(tx);
      if (entered !== undefined) await join.tell(tx, entered);
    },
  };
}

/** Enters a new handoff; the thread has none open while the bot owns it. */
export function newHandoff(
  deps: ConversationDeps,
  { reason, language }: { reason: HandoffReason; language?: Language | undefined },
): Pick<JoinLine, 'enter' | 'tell'> {
  return {
    enter: async (tx, conversation) => {
      const { conversationId, learnerId } = conversation;
      const handoff: HandoffRow = {
        handoffId: deps.newId('hnd'),
        conversationId,
        learnerId,
        livemode: deps.livemode ? 1 : 0,
        state: 'queued',
        openKey: conversationId,
        reason,
        language: language ?? conversation.language,
        requestedAtMs: deps.clock.wallMs(),
        acceptedBy: null,
        acceptedAtMs: null,
        endedAtMs: null,
      };
      await insertHandoff(tx, handoff);
      return handoff;
    },
    tell: (tx, entered) => handoffRequested(deps, tx, entered),
  };
}

function sayingPlace(
  entry: Entry,
  line: { position: () => number; isAnybodyHere: boolean; language?: Language | undefined },
): Entry {
  return {
    ...entry,
    content: (conversation) => {
      const content = entry.content(conversation);
      const language = line.language ?? conversation.language;
      const place = placeSentence(line.position(), line.isAnybodyHere)[language];
      const back = quickReplies.backToBot[language];
      return {
        ...content,
        text: [content.text, place, words.wayBack[language]].join('\n'),
        suggestedActions: suggestions(conversation.learnerId, back),
      };
    },
  };
}

function placeSentence(position: number, isAnybodyHere: boolean) {
  if (!isAnybodyHere) return words.nobodyHere(position);
  return position === 1 ? words.next : words.inLine(position);
}

function suggestions(learnerId: string, title: string): NonNullable<Content['suggestedActions']> {
  return { to: [learnerId], actions: [{ type: 'imBack', title, value: title }] };
}
