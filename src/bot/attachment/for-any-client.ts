import { HERO } from '../cards.ts';
import type { Content } from '../conversation/activity.ts';
import { labels } from '../text/notices.ts';
import { type Activity, CARD, type CheckoutCard } from '../wire.ts';
import type { AttachmentDeps } from './deps.ts';
import { linkToFile } from './file-link.ts';
import type { FileContent } from './wire.ts';

/** What showing activities to other clients than our widget needs. */
export interface ShownDeps extends Pick<AttachmentDeps, 'fileLinkKey' | 'clock'> {
  /** Where clients reach us. */
  readonly publicUrl: string;
  /** A page of ours that opens this checkout once; null when it has ended. */
  payLinkTo(card: Pick<CheckoutCard, 'checkoutId' | 'expiresAtMs'>): string | null;
}

type Attachment = NonNullable<Activity['attachments']>[number];
type Shown = Attachment & { contentUrl?: string };

const OWN_CARDS: readonly string[] = Object.values(CARD);

/** Whether only our widget, and who knows its cards, can show it. */
export function isOwnCard({ contentType }: Attachment): boolean {
  return OWN_CARDS.includes(contentType);
}

/**
 * Of an activity's attachments those that any client of the Activity protocol can show (C5): files and ways to pay
 * under links that end, made anew whenever it is read.
 */
export function attachmentsForAnyClient(deps: ShownDeps, { attachments = [], locale }: Content): Shown[] {
  const language = locale?.startsWith('zh') === false ? 'en' : 'zh';
  return attachments.flatMap((attachment, index) => {
    if (isOwnCard(attachment)) return [];
    const before = attachments[index - 1];
    const isWayToPay = before?.contentType === CARD.checkout && attachment.contentType === HERO;
    if (!isWayToPay) return [withAddress(deps, attachment)];
    const url = deps.payLinkTo(before.content as CheckoutCard);
    return [url === null ? attachment : withButton(attachment, { title: labels.pay[language], value: url })];
  });
}

function withButton(hero: Attachment, button: { title: string; value: string }): Attachment {
  return { ...hero, content: { ...(hero.content as object), buttons: [{ type: 'openUrl', ...button }] } };
}

function withAddress(deps: ShownDeps, attachment: Attachment): Shown {
  const { attachmentId } = (attachment.content ?? {}) as Partial<FileContent>;
  if (attachmentId === undefined) return attachment;
  const { content: _ours, ...rest } = attachment;
  return { ...rest, contentUrl: `${deps.publicUrl}${linkToFile(deps, attachmentId).url}` };
}
