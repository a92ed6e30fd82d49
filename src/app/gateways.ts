import { type PaymentGateway, sandboxGateway, sandboxKeys } from '../checkout/index.ts';
import type { Config } from './config.ts';

/** The gateways of the configuration, in the default order of routing. */
export function gatewaysOf(config: Config): PaymentGateway[] {
  return config.SANDBOX ? sandboxesOf(config) : [];
}

/** The sandbox, and those beside it that are gateways of their own for trying routing. */
function sandboxesOf(config: Config): PaymentGateway[] {
  const keys = sandboxKeys(config.SANDBOX_SECRET);
  const first = config.SANDBOX_URL ?? `http://127.0.0.1:${config.SANDBOX_PORT}`;
  return [{ name: 'sandbox', baseUrl: first }, ...config.SANDBOX_MORE].map(({ name, baseUrl }) =>
    sandboxGateway({
      name,
      baseUrl,
      apiKey: keys.apiKey,
      notificationSecrets: [keys.notificationSecret],
      merchantId: config.SANDBOX_MERCHANT_ID,
      timeoutMs: config.GATEWAY_TIMEOUT_MS,
    }),
  );
}
