import type { Activity as ActivityRow } from '../../kernel/db/tables.ts';
import { attachmentsForAnyClient, type ShownDeps } from '../attachment/for-any-client.ts';
import { contentOfRow } from '../conversation/activity.ts';
import type { CloudThread } from './store.ts';

/**
 * What a channel is told of a stored activity; null for a person's own words and for events, which are for programs.
 * It is text and no markup, whatever the channel makes of text (C7).
 */
export function outwardActivity(
  deps: ShownDeps,
  { userId }: Pick<CloudThread, 'userId'>,
  row: ActivityRow,
): object | null {
  if (row.sender === 'learner' || row.type !== 'message') return null;
  const content = contentOfRow(row);
  const { text = '', fromName, locale, suggestedActions } = content;
  const shown = attachmentsForAnyClient(deps, content);
  return {
    type: 'message',
    textFormat: 'plain',
    // The channel shows one bot, so a person who answers says who they are.
    text: fromName === undefined ? text : `${fromName}: ${text}`,
    ...(locale !== undefined && { locale }),
    ...(shown.length > 0 && { attachments: shown }),
    ...(suggestedActions !== undefined && { suggestedActions: { ...suggestedActions, to: [userId] } }),
    channelData: { tilltalk: { activityId: row.activityId } },
  };
}
