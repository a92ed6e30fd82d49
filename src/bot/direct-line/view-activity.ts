import type { Activity as ActivityRow } from '../../kernel/db/tables.ts';
import { linkToFile } from '../attachment/file-link.ts';
import type { FileContent } from '../attachment/wire.ts';
import { activityOf, contentOfRow } from '../conversation/activity.ts';
import { type Activity, CARD } from '../wire.ts';
import type { DirectLineDeps } from './deps.ts';

/** What a page of activities is read up to. Opaque for clients. */
export interface ActivitySet {
  readonly activities: readonly object[];
  /** Left out of what is told in passing: the client keeps the one it has. */
  readonly watermark?: string;
}

type Attachment = NonNullable<Activity['attachments']>[number];
type ViewDeps = Pick<DirectLineDeps, 'publicUrl' | 'fileLinkKey' | 'clock'>;

const CHANNEL_ID = 'directline';
const OWN_CARDS: readonly string[] = Object.values(CARD);

/**
 * A stored activity for clients of this channel: what its sender posted comes back as it was, and of our own cards
 * the part that any client can show (C5); their data travels in `channelData.cards` for those who know it.
 */
export function viewActivity(deps: ViewDeps, row: ActivityRow): object {
  const content = contentOfRow(row);
  const { posted } = content;
  const { attachments, ...activity } = activityOf(row, content);
  const { from, channelData, ...rest } = (posted ?? {}) as { from?: object; channelData?: object };
  const cards = (attachments ?? []).filter(isOwnCard);
  const others = (attachments ?? []).filter((attachment) => !isOwnCard(attachment));
  const shown = others.map((attachment) => withAddress(deps, attachment));
  return {
    ...rest,
    ...activity,
    channelId: CHANNEL_ID,
    from: { ...activity.from, ...from },
    ...(shown.length === 0 ? {} : { attachments: shown }),
    channelData: { ...channelData, ...activity.channelData, ...(cards.length === 0 ? {} : { cards }) },
  };
}

function isOwnCard({ contentType }: Attachment): boolean {
  return OWN_CARDS.includes(contentType);
}

/** A file stands under a link that ends; reading the activity again makes another. */
function withAddress(deps: ViewDeps, attachment: Attachment): Attachment & { contentUrl?: string } {
  const { attachmentId } = (attachment.content ?? {}) as Partial<FileContent>;
  if (attachmentId === undefined) return attachment;
  const { content: _ours, ...rest } = attachment;
  return { ...rest, contentUrl: `${deps.publicUrl}${linkToFile(deps, attachmentId).url}` };
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
