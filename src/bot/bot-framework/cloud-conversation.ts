import type { NewId } from '../../kernel/id.ts';

/** So that a message of any other conversation costs this channel no look into the database. */
const PREFIX = 'conv_bf';

/** A new id of a conversation that goes on at another channel. */
export function newCloudConversationId(newId: NewId): string {
  return newId(PREFIX);
}

/** Whether a conversation goes on at another channel, as its id says. */
export function isCloudConversation(conversationId: string): boolean {
  return conversationId.startsWith(`${PREFIX}_`);
}
