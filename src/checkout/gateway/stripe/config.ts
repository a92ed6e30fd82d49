import type { PaymentMethod } from '../../wire.ts';
import { gatewayBaseUrl } from '../base-url.ts';
import { type HttpClient, httpClient } from '../http-client.ts';
import { type KnownPayments, knownPayments } from './known-payments.ts';

export interface StripeConfig {
  /** Our account: acct_…. Named in every proof (M2). */
  readonly accountId: string;
  /** A secret or restricted key; `_test_` or `_live_` in it is the mode. */
  readonly secretKey: string;
  /** whsec_… of our endpoint; two while one replaces the other. */
  readonly webhookSecrets: readonly string[];
  /** What this account offers; all three unless set. */
  readonly methods?: readonly PaymentMethod[];
  /** https://api.stripe.com unless set. */
  readonly baseUrl?: string;
  /** Limit of one call. */
  readonly timeoutMs: number;
}

/** Wall time; a test may bring its own. */
export interface StripeDeps {
  wallMs(): number;
}

export const systemDeps: StripeDeps = { wallMs: () => Date.now() };

/** All that a call needs. */
export interface Connection extends StripeDeps {
  readonly accountId: string;
  readonly secretKey: string;
  readonly livemode: boolean;
  readonly baseUrl: string;
  readonly send: HttpClient;
  readonly known: KnownPayments;
}

/** Throws a plain Error that names what is wrong, never a key itself. */
export function connect(config: StripeConfig, deps: StripeDeps): Connection {
  const key = /^(?:sk|rk)_(test|live)_\w+$/.exec(config.secretKey);
  if (key === null) throw new Error('the Stripe key is no secret or restricted key');
  if (!/^acct_\w+$/.test(config.accountId)) throw new Error('the Stripe account is not acct_…');
  if (config.webhookSecrets.length === 0) throw new Error('no webhook secret of Stripe is configured');
  if (!config.webhookSecrets.every((secret) => /^whsec_\S{16,}$/.test(secret)))
    throw new Error('a webhook secret of Stripe is not whsec_…');
  const livemode = key[1] === 'live';
  return {
    ...deps,
    accountId: config.accountId,
    secretKey: config.secretKey,
    livemode,
    baseUrl: gatewayBaseUrl('Stripe', config.baseUrl ?? 'https://api.stripe.com', livemode),
    send: httpClient({ timeoutMs: config.timeoutMs }),
    known: knownPayments(),
  };
}
