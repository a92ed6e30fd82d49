import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

const SECRET_BYTES = 32;

/** A secret of Standard Webhooks 1.0.0: 256 random bits. */
export function makeWebhookSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}

export interface WebhookToSign {
  /** The same for every attempt, so that a receiver knows a repeat. */
  readonly id: string;
  /** Of this attempt, wall time in ms. */
  readonly timestampMs: number;
  readonly body: string;
  /** One signature each; two while a secret is being rotated. */
  readonly secrets: readonly string[];
}

/** The headers by which a receiver proves that a message is ours and fresh (Standard Webhooks 1.0.0). */
export function signWebhook({ id, timestampMs, body, secrets }: WebhookToSign): Record<string, string> {
  if (secrets.length === 0) throw new Error('a webhook is never sent unsigned');
  const timestamp = new Date(timestampMs);
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, timestamp, body));
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(timestampMs / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}
