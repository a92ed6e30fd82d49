import type { ConversationDeps } from '../deps.ts';
import { BOT_SENDER_ID } from './bot-account.ts';
import type { StreamInfo, StreamingActivity } from './wire.ts';

/** The broadcast topic on which every process hears a reply grow; its messages are `StreamingActivity`. */
export const STREAM_TOPIC = 'stream';

export interface StreamedPiece {
  readonly conversationId: string;
  /** The learner's message that is being answered. */
  readonly replyToId: string;
  /** The id of the message that will be committed. */
  readonly streamId: string;
  readonly streamType: StreamInfo['streamType'];
  readonly streamSequence: number;
  /** Everything said so far, masked. */
  readonly text: string;
}

/** Tells what a reply is so far. Nothing is stored: the committed message is the fact. */
export function tellPiece(
  deps: Pick<ConversationDeps, 'broadcast'>,
  { conversationId, replyToId, text, ...info }: StreamedPiece,
): void {
  const piece: StreamingActivity = {
    type: 'typing',
    channelId: 'tilltalk',
    conversation: { id: conversationId },
    from: { id: BOT_SENDER_ID, role: 'bot' },
    replyToId,
    text,
    entities: [{ type: 'streaminfo', ...info }],
  };
  deps.broadcast.publish(STREAM_TOPIC, piece);
}
