import { SYSTEM_SENDER_ID } from '../conversation/bot-account.ts';
import type { Delivery } from '../conversation/deliver.ts';

type HouseSays = Pick<Delivery, 'conversationId' | 'sender' | 'senderId' | 'whileOwner' | 'whileOwnerId'>;

/** What the house says in a thread, as long as this agent has it. */
export function houseSays(of: { readonly conversationId: string; readonly staffId: string }): HouseSays {
  const { conversationId, staffId } = of;
  return {
    conversationId,
    sender: 'system',
    senderId: SYSTEM_SENDER_ID,
    whileOwner: 'agent',
    whileOwnerId: staffId,
  };
}
