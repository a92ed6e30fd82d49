import type { Clock } from '../clock.ts';
import type { Egress, EgressResult } from '../egress/egress.ts';
import { limits } from '../limits.ts';
import { readRetryAfter } from './retry-schedule.ts';
import { signWebhook } from './sign-webhook.ts';

export interface PostWebhook {
  readonly url: string;
  readonly id: string;
  readonly body: string;
  readonly secrets: readonly string[];
  readonly signal?: AbortSignal;
}

/** What one attempt brought. */
export interface PostedWebhook {
  /** The receiver answered 2xx; a redirect counts as a failure. */
  readonly isDelivered: boolean;
  /** It answered 410: it wants no more. */
  readonly isGone: boolean;
  readonly statusCode: number | null;
  /** The beginning of the answer. */
  readonly responseBody: string | null;
  /** Why there was no answer. */
  readonly error: string | null;
  readonly retryAfterMs: number | null;
  readonly startedAtMs: number;
  readonly durationMs: number;
}

/** Answers by which a receiver, or what stands before it, asks to be left alone for a while. */
const THROTTLING = new Set([429, 502, 503, 504]);

/** Signs a message for this moment and sends it once. Never rejects. */
export async function postWebhook(
  deps: { readonly clock: Clock; readonly egress: Egress },
  { url, id, body, secrets, signal }: PostWebhook,
): Promise<PostedWebhook> {
  const startedAtMs = deps.clock.wallMs();
  const result = await deps.egress.send({
    method: 'POST',
    url,
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Tilltalk-Webhooks/1',
      ...signWebhook({ id, timestampMs: startedAtMs, body, secrets }),
    },
    timeoutMs: limits.webhookTimeoutMs,
    responseBytesMax: limits.webhookResponseBytesMax,
    ...(signal === undefined ? {} : { signal }),
  });
  const endedAtMs = deps.clock.wallMs();
  return { ...readResult(result, endedAtMs), startedAtMs, durationMs: Math.max(0, endedAtMs - startedAtMs) };
}

function readResult(result: EgressResult, nowMs: number): Omit<PostedWebhook, 'startedAtMs' | 'durationMs'> {
  if (result.outcome !== 'answered') {
    const error = result.outcome === 'refused' ? `not sent: ${result.cause}` : result.cause;
    const nothing = { statusCode: null, responseBody: null, retryAfterMs: null };
    return { isDelivered: false, isGone: false, ...nothing, error };
  }
  const { status, headers, body } = result;
  return {
    isDelivered: status >= 200 && status < 300,
    isGone: status === 410,
    statusCode: status,
    // PostgreSQL keeps no NUL in text.
    responseBody: body.toString('utf8').replaceAll('\0', ''),
    error: null,
    retryAfterMs: THROTTLING.has(status) ? readRetryAfter(headers['retry-after'], nowMs) : null,
  };
}
