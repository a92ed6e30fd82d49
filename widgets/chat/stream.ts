import type { StreamingActivity } from '../../src/bot/conversation/wire.ts';
import type { Chat } from './deps.ts';

/** A stream whose end was lost must not stay for ever. */
const pieceMaxMs = 20_000;
/** The committed reply follows its last piece; should the bot have been cut off, none comes. */
const commitWithinMs = 1_500;

let timer = 0;

/** Shows a reply while it grows. What is late, of another thread or already committed changes nothing. */
export function notePiece({ deps: { store } }: Chat, piece: StreamingActivity): void {
  const { conversationId, activities, stream } = store.get();
  const [{ streamId, streamSequence: sequence, streamType }] = piece.entities;
  if (piece.conversation.id !== conversationId) return;
  if (activities.some(({ id }) => id === streamId)) return;
  if (stream?.streamId === streamId && sequence <= stream.sequence) return;
  clearTimeout(timer);
  const isOver = streamType === 'final';
  const text = isOver ? (stream?.text ?? '') : piece.text;
  store.set({ stream: { streamId, sequence, text }, typing: null });
  const dropIt = () => {
    if (store.get().stream?.streamId === streamId) store.set({ stream: null });
  };
  timer = window.setTimeout(dropIt, isOver ? commitWithinMs : pieceMaxMs);
}
