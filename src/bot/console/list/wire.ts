import { z } from 'zod';
import { Language } from '../../../identity/wire.ts';
import { LabelView } from '../label/wire.ts';

const Id = z.string().min(1).max(64);
const Flag = z.enum(['true', 'false']).transform((text) => text === 'true');

export const ConversationStateName = z.enum([
  'bot',
  'queued',
  'offered',
  'human',
  'transfer',
  'wrap_up',
  'closed',
]);
export type ConversationStateName = z.infer<typeof ConversationStateName>;

/** `GET /conversations/all`: what the caller may read, by its last change, newest first. All given must hold. */
export const AllConversationsQuery = z.strictObject({
  state: ConversationStateName.optional(),
  /** An agent's id, or `me`. */
  owner: Id.optional(),
  labelId: Id.optional(),
  language: Language.optional(),
  snoozed: Flag.optional(),
  /** Whether a promise of it is broken. */
  breached: Flag.optional(),
  learnerId: Id.optional(),
  cursor: z.string().min(1).max(80).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type AllConversationsQuery = z.input<typeof AllConversationsQuery>;

export const ListedConversation = z.object({
  conversationId: z.string(),
  learnerId: z.string(),
  /** Masked. */
  learnerName: z.string().nullable(),
  isGuest: z.boolean(),
  language: Language,
  state: ConversationStateName,
  ownerId: z.string().nullable(),
  ownerName: z.string().nullable(),
  labels: z.array(LabelView),
  snoozedUntilMs: z.number().int().nullable(),
  isBreached: z.boolean(),
  lastMessage: z
    .object({ text: z.string(), sender: z.enum(['learner', 'agent']), atMs: z.number().int() })
    .nullable(),
  updatedAtMs: z.number().int(),
});
export type ListedConversation = z.infer<typeof ListedConversation>;

export const AllConversations = z.object({
  conversations: z.array(ListedConversation),
  nextCursor: z.string().nullable(),
});
export type AllConversations = z.infer<typeof AllConversations>;
