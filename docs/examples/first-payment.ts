import { createHmac, randomUUID } from 'node:crypto';
import createClient from 'openapi-fetch';
import type { paths } from './tilltalk-api.ts';

interface Shop {
  /** Where Tilltalk listens, e.g. http://127.0.0.1:3000. */
  readonly url: string;
  /** One of `HOST_SECRETS`: its `kid` and its secret. */
  readonly key: { readonly kid: string; readonly secret: string };
  /** `HOST_ISSUER`: your platform's name. */
  readonly issuer: string;
}

/** Buys the first thing Tilltalk recommends, as the learner would. `showCode` gets what the phone has to scan. */
export async function firstPayment(shop: Shop, hostUserId: string, showCode: (qrText: string) => unknown) {
  const api = createClient<paths>({ baseUrl: shop.url });
  const session = must(
    await api.POST('/v1/sessions', { body: { hostToken: signLearner(shop, hostUserId) } }),
  );
  const headers = { authorization: `Bearer ${session.token}` };

  const body = { text: 'Python', language: 'en', surface: 'web' } as const;
  const { items } = must(await api.POST('/v1/recommendations', { body, headers }));
  const [product] = items;
  if (product === undefined) throw new Error('nothing is on sale yet: import a catalogue first');
  const { productId, priceId, currency, amountMinor } = product;

  // A key names one wish: sent again after a lost answer, it gives the first answer again.
  const keyed = () => ({ header: { 'idempotency-key': randomUUID() } });
  const checkout = must(
    await api.POST('/v1/checkouts', {
      headers,
      params: keyed(),
      body: {
        lines: [{ productId, priceId }],
        currency,
        expectedTotalMinor: amountMinor,
        surface: 'web',
        language: 'en',
      },
    }),
  );
  const path = { checkoutId: checkout.checkoutId };
  const pressed = must(
    await api.POST('/v1/checkouts/{checkoutId}/pay', {
      headers,
      params: { path, ...keyed() },
      body: {
        method: 'alipay',
        expectedTotalMinor: checkout.totalMinor,
        consent: { version: checkout.consent.version, language: 'en' },
      },
    }),
  );
  const action = pressed.payment?.action;
  if (action?.type === 'qr') await showCode(action.qrText);

  // The gateway tells Tilltalk, and Tilltalk says so here as soon as it knows; your server hears it by webhook.
  const params = { path, header: { prefer: 'wait=20' } };
  for (;;) {
    const view = must(await api.GET('/v1/checkouts/{checkoutId}', { headers, params }));
    if (view.status === 'complete') return view;
    if (view.status !== 'confirmed') throw new Error(`the checkout is ${view.status}`);
  }
}

/** The token that says who is signed in: your server makes it, the browser only carries it. */
function signLearner({ key, issuer }: Shop, hostUserId: string): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const iat = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, aud: 'tilltalk', sub: hostUserId, iat, exp: iat + 600 };
  const signed = `${encode({ alg: 'HS256', kid: key.kid })}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', key.secret).update(signed).digest('base64url')}`;
}

/** The answer, or the problem's code as an error. */
function must<T>({ data, error }: { data?: T; error?: { code: string } }): T {
  if (data === undefined) throw new Error(error?.code ?? 'no answer');
  return data;
}
