import { createHmac } from 'node:crypto';

/** The secret of a sandbox that was started without one. Known to everybody: refused in live mode (M11). */
export const SANDBOX_DEMO_SECRET = 'sandbox-demo-secret-for-tests-only';

export interface SandboxKeys {
  readonly apiKey: string;
  readonly notificationSecret: string;
}

/** The keys that a sandbox with this secret gives its merchant, by the function stated in docs/SANDBOX.md. */
export function sandboxKeys(secret: string): SandboxKeys {
  const mac = (label: string) => createHmac('sha256', secret).update(label).digest();
  return {
    apiKey: `sbx_test_${mac('sandbox-gateway:api-key:v1').toString('hex')}`,
    notificationSecret: `whsec_${mac('sandbox-gateway:notifications:v1').toString('base64')}`,
  };
}
