import { limits } from '../../kernel/limits.ts';
import type { ConversationDeps } from '../deps.ts';
import type { TypingView } from './wire.ts';

/** The broadcast topic on which every process hears who is writing; its messages are `TypingView`. */
export const TYPING_TOPIC = 'typing';

/** Tells who is writing in a conversation. Nothing is stored: a sign that is not repeated ends by itself. */
export function tellTyping(
  deps: Pick<ConversationDeps, 'broadcast'>,
  typing: Omit<TypingView, 'ttlMs'> & Pick<Required<TypingView>, 'by'>,
): void {
  const ttlMs = typing.by === 'bot' ? limits.botTypingTtlMs : limits.typingTtlMs;
  deps.broadcast.publish(TYPING_TOPIC, { ...typing, ttlMs } satisfies TypingView);
}
