import type { ReadMarks } from '../../src/bot/conversation/wire.ts';
import type { Chat } from './deps.ts';
import { highestSeq, lastGaplessSeq } from './thread.ts';

/** What arrives together is told together. */
const tellAfterMs = 400;

/** How far the server knows the learner to be, of one thread at a time. */
let known = { conversationId: '', deliveredSeq: 0, readSeq: 0 };
let timer = 0;

/** Takes over how far each side has got. Marks only grow: whichever came last, the furthest counts. */
export function noteMarks({ deps: { store } }: Chat, conversationId: string, marks: ReadMarks): void {
  const state = store.get();
  if (conversationId !== state.conversationId) return;
  if (known.conversationId !== conversationId) known = { conversationId, deliveredSeq: 0, readSeq: 0 };
  known.deliveredSeq = Math.max(known.deliveredSeq, marks.deliveredSeq);
  known.readSeq = Math.max(known.readSeq, marks.readSeq);
  store.set({
    marks: {
      deliveredSeq: known.deliveredSeq,
      readSeq: Math.max(marks.readSeq, state.marks?.readSeq ?? 0),
      agentReadSeq: Math.max(marks.agentReadSeq, state.marks?.agentReadSeq ?? 0),
    },
  });
}

/** Whether the thread is before the learner's eyes. */
export function isLookedAt({ deps }: Chat): boolean {
  const { panelOpen, listsThreads } = deps.store.get();
  return panelOpen && !listsThreads && document.visibilityState === 'visible';
}

/** What is before the learner's eyes is read, and told to the server a little later. */
export function readOn(chat: Chat): void {
  const { store } = chat.deps;
  const { marks, activities } = store.get();
  const seq = highestSeq(activities);
  if (marks === null) return;
  if (isLookedAt(chat) && seq > marks.readSeq) store.set({ marks: { ...marks, readSeq: seq } });
  clearTimeout(timer);
  timer = window.setTimeout(() => void tell(chat), tellAfterMs);
}

async function tell(chat: Chat): Promise<void> {
  const { conversationId, activities, marks } = chat.deps.store.get();
  if (conversationId === null || marks === null || known.conversationId !== conversationId) return;
  const deliveredSeq = Math.max(lastGaplessSeq(activities), marks.readSeq, known.deliveredSeq);
  const { readSeq } = marks;
  if (deliveredSeq === known.deliveredSeq && readSeq <= known.readSeq) return;
  const answer = await chat.connection.ask('conversation:read', { conversationId, deliveredSeq, readSeq });
  if (answer?.ok && known.conversationId === conversationId)
    known = { conversationId, deliveredSeq, readSeq };
}
