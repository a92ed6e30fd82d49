import { createHmac } from 'node:crypto';

export interface SignedContent {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly timestampS: number;
  readonly body: string;
}

/** The `webhook-signature` of Standard Webhooks 1.0.0. `secret` is `whsec_` and base64. */
export function signContent(secret: string, content: SignedContent): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const text = `${content.id}.${content.timestampS}.${content.body}`;
  return `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
}
