import { createHmac } from 'node:crypto';

/** The secret of a sandbox that was given none; anybody may know it, so it must never guard real money. */
export const DEMO_SECRET = 'sandbox-demo-secret-for-tests-only';

export interface SandboxKeys {
  /** Bearer key of the merchant's API calls. */
  readonly apiKey: string;
  /** Signs notifications; the form of Standard Webhooks: `whsec_` and base64. */
  readonly notificationSecret: string;
}

/**
 * Derives a merchant's keys from one secret: HMAC-SHA256 of a fixed label, keyed by the secret.
 * docs/SANDBOX.md states the same function for the merchant's side.
 */
export function deriveKeys(secret: string): SandboxKeys {
  return {
    apiKey: `sbx_test_${mac(secret, 'sandbox-gateway:api-key:v1').toString('hex')}`,
    notificationSecret: `whsec_${mac(secret, 'sandbox-gateway:notifications:v1').toString('base64')}`,
  };
}

function mac(secret: string, label: string): Buffer {
  return createHmac('sha256', secret).update(label).digest();
}
