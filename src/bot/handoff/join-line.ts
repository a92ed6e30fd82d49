import type { Language } from '../../identity/wire.ts';
import type { Tx } from '../../kernel/db/database.ts';
import type { Content } from '../conversation/activity.ts';
import type { Delivery, Entry } from '../conversation/deliver.ts';
import type { ConversationDeps } from '../deps.ts';
import { handoff as words } from '../text/handoff.ts';
import { quickReplies } from '../text/talk.ts';
import { whenOpen } from '../text/when-open.ts';
import type { Conversation } from '../types.ts';
import { initiateEntry } from './entries.ts';
import { handoffRequested } from './events.ts';
import type { HandoffReason } from './handoff.ts';
import { newRow } from './new-handoff.ts';
import { expectedWaitOf } from './queue/expected-wait.ts';
import type { LineNow } from './queue/line-now.ts';
import { positionOf } from './queue/store.ts';
import { type HandoffRow, insertHandoff, insertStep } from './store.ts';
import { readTranscript } from './transcript.ts';

/** How a delivery gets its thread into the line. */
interface JoinLine {
  /** As programs read it. */
  readonly reason: string;
  /** Writes the handoff, in the delivery's transaction. */
  readonly enter: (tx: Tx, conversation: Conversation) => Promise<HandoffRow>;
  /** Tells the event log. */
  readonly tell: (tx: Tx, entered: Entered) => Promise<unknown>;
  readonly line: LineNow;
  /** Of the activity that tells programs; left out: a new one. */
  readonly eventId?: string | undefined;
  /** Of the sentence about the line; left out: the thread's. */
  readonly language?: Language | undefined;
}

interface Entered {
  readonly handoff: HandoffRow;
  readonly position: number;
}

/**
 * The delivery that also puts its thread into the line: programs get the event with the transcript, and its last entry
 * goes on to say which place that is, as counted in the same transaction, and how to get out again.
 */
export function joiningLine(deps: ConversationDeps, delivery: Delivery, join: JoinLine): Delivery {
  let entered: Entered | undefined;
  let transcript: Awaited<ReturnType<typeof readTranscript>> = [];
  const event = initiateEntry(deps, {
    activityId: join.eventId,
    value: () => ({ reason: join.reason, ...contextOf(entered?.handoff) }),
    transcript: () => transcript,
  });
  return {
    ...delivery,
    newOwner: { owner: 'queue', ownerId: null },
    before: async (tx, conversation) => {
      const handoff = await join.enter(tx, conversation);
      entered = { handoff, position: await positionOf(tx, handoff) };
      transcript = await readTranscript(tx, conversation);
    },
    entries: [
      event,
      ...delivery.entries.map((entry, index, all) =>
        index < all.length - 1 ? entry : sayingPlace(entry, { ...join, entered: () => entered }),
      ),
    ],
    alongside: async (tx) => {
      await delivery.alongside?.(tx);
      if (entered !== undefined) await join.tell(tx, entered);
    },
  };
}

function contextOf(handoff: HandoffRow | undefined) {
  if (handoff === undefined) return {};
  const { language, skill, priority } = handoff;
  return { language, skill, priority };
}

/** Enters a new handoff; the thread has none open while the bot owns it. */
export function newHandoff(
  deps: ConversationDeps,
  { reason, language, line }: { reason: HandoffReason; language?: Language | undefined; line: LineNow },
): Pick<JoinLine, 'enter' | 'tell' | 'line' | 'reason'> {
  return {
    reason,
    line,
    enter: async (tx, conversation) => {
      const { settings, isAnybodyHere } = line;
      const isMessage = !isAnybodyHere;
      const handoff = await newRow(deps, tx, { conversation, reason, language, settings, isMessage });
      await insertHandoff(tx, handoff);
      const { handoffId, conversationId, requestedAtMs: atMs } = handoff;
      const step = { handoffId, conversationId, reason, atMs, staffId: null, note: null };
      await insertStep(tx, { ...step, stepId: deps.newId('hst'), fromState: 'bot', toState: 'queued' });
      return handoff;
    },
    tell: (tx, entered) => handoffRequested(deps, tx, entered),
  };
}

interface SayingPlace extends Pick<JoinLine, 'line' | 'language'> {
  readonly entered: () => Entered | undefined;
}

function sayingPlace(entry: Entry, { line, entered, ...said }: SayingPlace): Entry {
  return {
    ...entry,
    content: (conversation) => {
      const content = entry.content(conversation);
      const language = said.language ?? conversation.language;
      const place = placeSentence(line, entered(), language);
      const back = quickReplies.backToBot[language];
      return {
        ...content,
        text: [content.text, place, words.wayBack[language]].join('\n'),
        suggestedActions: suggestions(conversation.learnerId, back),
      };
    },
  };
}

function placeSentence(line: LineNow, entered: Entered | undefined, language: Language): string {
  const { position, handoff } = entered ?? { position: 1, handoff: null };
  const { isAnybodyHere, opensAtMs, settings, figures, nowMs } = line;
  if (!isAnybodyHere) {
    if (opensAtMs === null) return words.nobodyHere(position)[language];
    return words.closed(whenOpen(opensAtMs, settings.timeZone, nowMs)[language])[language];
  }
  const place = (position === 1 ? words.next : words.inLine(position))[language];
  const waitMs = expectedWaitOf(figures, position, handoff);
  if (waitMs === null || waitMs === 0) return place;
  return `${place}${words.about(Math.round(waitMs / 60_000))[language]}`;
}

function suggestions(learnerId: string, title: string): NonNullable<Content['suggestedActions']> {
  return { to: [learnerId], actions: [{ type: 'imBack', title, value: title }] };
}
