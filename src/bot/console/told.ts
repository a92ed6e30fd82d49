import type { ConversationDeps } from '../deps.ts';

/** The broadcast topic on which every process hears that something beside a thread changed. */
export const BESIDE_TOPIC = 'console.beside_changed';

/** What changed: notes, labels, snooze of a thread; approvals; cases. */
export interface BesideChanged {
  readonly what: 'conversation' | 'approvals' | 'cases';
  readonly conversationId: string | null;
}

/** Consoles that show it read it again: a hint only. */
export function tellBeside(deps: Pick<ConversationDeps, 'broadcast'>, changed: BesideChanged): void {
  deps.broadcast.publish(BESIDE_TOPIC, changed);
}
