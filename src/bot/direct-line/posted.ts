import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { PostedParts } from '../conversation/activity.ts';
import { maskSensitive } from '../conversation/mask.ts';

/** An Activity as a client posts it. What is not known is kept, as the protocol asks (A2005). */
export const PostedActivity = z.looseObject({
  type: z.string().min(1).max(64),
  from: z
    .looseObject({ id: z.string().max(256).optional(), name: z.string().max(256).optional() })
    .optional(),
  text: z.string().max(limits.messageCharactersMax).nullish(),
  locale: z.string().max(35).nullish(),
  name: z.string().max(256).nullish(),
  channelData: z.unknown().optional(),
});
export type PostedActivity = z.infer<typeof PostedActivity>;

/** What the server alone says of an activity (C6); a client's word about it is not kept. */
const OURS = new Set([
  'id',
  'type',
  'text',
  'timestamp',
  'channelId',
  'serviceUrl',
  'conversation',
  'recipient',
  'replyToId',
  'relatesTo',
  'attachments',
  'suggestedActions',
]);

/** The words of a message; a card's button may carry them as its value. */
export function wordsOf({ text, ...activity }: PostedActivity): string {
  const value = activity['value'];
  return text || (typeof value === 'string' ? value.slice(0, limits.messageCharactersMax) : '');
}

/** Names one wish to send: made by the client, else nothing makes a repeat known. */
export function clientMessageIdOf({ channelData }: PostedActivity): string | undefined {
  const { clientActivityID: id } = (channelData ?? {}) as { clientActivityID?: unknown };
  if (typeof id !== 'string' || id === '') return undefined;
  if (/^[\w-]{8,64}$/.test(id)) return id;
  return `dl_${createHash('sha256').update(id).digest('base64url')}`;
}

/** What the client gets back of its own activity, masked (C7). Throws `payload_too_large`. */
export function postedPartsOf(activity: PostedActivity, userId: string | undefined): PostedParts {
  const kept = Object.entries(activity).filter(([name]) => !OURS.has(name));
  const { from, channelData, ...rest } = mask(Object.fromEntries(kept), 0) as Record<string, unknown>;
  const parts = {
    ...rest,
    from: { ...(from as object | undefined), ...(userId !== undefined && { id: userId }), role: 'user' },
    channelData: { ...objectOf(channelData), ...exactId(activity.channelData) },
  };
  if (JSON.stringify(parts).length > limits.directLinePostedCharactersMax) {
    throw new DomainError(kernelErrors.payload_too_large);
  }
  return parts;
}

/** By its id a client knows its own activity again, so not a character of it may change. */
function exactId(channelData: unknown): object {
  const { clientActivityID } = objectOf(channelData) as { clientActivityID?: unknown };
  const isId = typeof clientActivityID === 'string' && /^[\w.-]{1,64}$/.test(clientActivityID);
  return isId ? { clientActivityID } : {};
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

const DEPTH_MAX = 12;

function mask(value: unknown, depth: number): unknown {
  if (depth > DEPTH_MAX) throw new DomainError(kernelErrors.payload_too_large);
  if (typeof value === 'string') return maskSensitive(value);
  if (typeof value === 'number') {
    const masked = maskSensitive(String(value));
    return masked === String(value) ? value : masked;
  }
  if (Array.isArray(value)) return value.map((one) => mask(one, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, one]) => [maskSensitive(name), mask(one, depth + 1)]);
  return Object.fromEntries(entries);
}
