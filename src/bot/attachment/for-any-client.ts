import { type Activity, CARD } from '../wire.ts';
import type { AttachmentDeps } from './deps.ts';
import { linkToFile } from './file-link.ts';
import type { FileContent } from './wire.ts';

/** What showing activities to other clients than our widget needs. */
export interface ShownDeps extends Pick<AttachmentDeps, 'fileLinkKey' | 'clock'> {
  /** Where clients reach us. */
  readonly publicUrl: string;
}

type Attachment = NonNullable<Activity['attachments']>[number];

const OWN_CARDS: readonly string[] = Object.values(CARD);

/** Whether only our widget, and who knows its cards, can show it. */
export function isOwnCard({ contentType }: Attachment): boolean {
  return OWN_CARDS.includes(contentType);
}

/** Of the attachments those that any client of the Activity protocol can show (C5), files under links that end. */
export function attachmentsForAnyClient(
  deps: ShownDeps,
  attachments: readonly Attachment[],
): (Attachment & { contentUrl?: string })[] {
  return attachments
    .filter((attachment) => !isOwnCard(attachment))
    .map((attachment) => withAddress(deps, attachment));
}

/** A file stands under a link that ends; reading the activity again makes another. */
function withAddress(deps: ShownDeps, attachment: Attachment): Attachment & { contentUrl?: string } {
  const { attachmentId } = (attachment.content ?? {}) as Partial<FileContent>;
  if (attachmentId === undefined) return attachment;
  const { content: _ours, ...rest } = attachment;
  return { ...rest, contentUrl: `${deps.publicUrl}${linkToFile(deps, attachmentId).url}` };
}
