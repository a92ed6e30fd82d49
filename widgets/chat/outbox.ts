import type { Keep } from '../ui/keep.ts';

/** A message the server has not acknowledged. It stays here, over reloads, until it has. */
export interface UnsentMessage {
  clientMessageId: string;
  text: string;
  writtenAtMs: number;
  /** The thread it was first sent to: a repeat must go to the same one to count as the same message. */
  conversationId: string | null;
  /** Files that go with it; they are at the server already. */
  files?: readonly { attachmentId: string; name: string }[];
  /** More than half of it was pasted. */
  isPasted?: boolean;
  /** Set when the server refused it; the learner decides what happens then. */
  refusal: { zh: string; en: string } | null;
}

/** A learner who writes on without any network is stopped here, not silently cut. */
export const unsentMax = 50;

const prefix = 'unsent:';

/** All messages that wait, oldest first. */
export function readOutbox(keep: Keep): UnsentMessage[] {
  return keep
    .names(prefix)
    .flatMap((name) => keep.read<UnsentMessage>(name) ?? [])
    .sort((a, b) => a.writtenAtMs - b.writtenAtMs);
}

/** Keeps a message, each under its own name so that two tabs never overwrite each other's. */
export function keepMessage(keep: Keep, message: UnsentMessage): void {
  keep.write(prefix + message.clientMessageId, message);
}

/** Lets go of an acknowledged message. */
export function releaseMessage(keep: Keep, clientMessageId: string): void {
  keep.remove(prefix + clientMessageId);
}
