import type { Activity as ActivityRow } from '../../kernel/db/tables.ts';
import { attachmentsForAnyClient, isOwnCard, type ShownDeps } from '../attachment/for-any-client.ts';
import { activityOf, contentOfRow } from '../conversation/activity.ts';
import type { StreamingActivity } from '../conversation/wire.ts';

/** What a page of activities is read up to. Opaque for clients. */
export interface ActivitySet {
  readonly activities: readonly object[];
  /** Left out of what is told in passing: the client keeps the one it has. */
  readonly watermark?: string;
}

const CHANNEL_ID = 'directline';

/**
 * A stored activity for clients of this channel: what its sender posted comes back as it was, and of our own cards
 * the part that any client can show (C5); their data travels in `channelData.cards` for those who know it.
 */
export function viewActivity(deps: ShownDeps, row: ActivityRow): object {
  const content = contentOfRow(row);
  const { posted } = content;
  const { attachments, ...activity } = activityOf(row, content);
  const { from, channelData, ...rest } = (posted ?? {}) as { from?: object; channelData?: object };
  const cards = (attachments ?? []).filter(isOwnCard);
  const shown = attachmentsForAnyClient(deps, content);
  return {
    ...rest,
    ...activity,
    channelId: CHANNEL_ID,
    from: { ...activity.from, ...from },
    ...(shown.length === 0 ? {} : { attachments: shown }),
    channelData: { ...channelData, ...activity.channelData, ...(cards.length === 0 ? {} : { cards }) },
  };
}

/** That somebody is writing: told over the socket only, and never stored (DL-6). */
export function viewTyping(
  conversationId: string,
  from: { id: string; name?: string },
  nowMs: number,
): object {
  return {
    type: 'typing',
    channelId: CHANNEL_ID,
    timestamp: new Date(nowMs).toISOString(),
    from: { ...from, role: 'bot' },
    conversation: { id: conversationId },
  };
}

/** A reply as far as it has got, as the protocol streams: told over the socket only, and never stored. */
export function viewPiece(piece: StreamingActivity): object {
  const [{ streamId, streamSequence }] = piece.entities;
  // Clients know an activity by its id, and show the newest of a stream.
  return { ...piece, id: `${streamId}|${streamSequence}`, channelId: CHANNEL_ID };
}

/** Marks the message that a stream has become, so that clients show it instead of its pieces. */
export function viewStreamed(activity: object, streamId: string): object {
  const { entities = [] } = activity as { entities?: readonly object[] };
  return { ...activity, entities: [...entities, { type: 'streaminfo', streamId, streamType: 'final' }] };
}
