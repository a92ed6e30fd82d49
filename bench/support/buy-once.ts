import { randomUUID } from 'node:crypto';
import type { CheckoutView } from '../../src/checkout/wire.ts';
import type { TestProduct } from '../../test/support/products.ts';
import { type JsonClient, jsonClient } from './json-client.ts';
import type { Shop } from './shop.ts';

/** What buyers need of a shop. */
type Stall = Pick<Shop, 'url' | 'sandboxUrl' | 'tokens' | 'conversationIds' | 'products'>;

export interface Buyers {
  /**
   * Buys once, from opening the checkout to access shown by HTTP; in the learner's thread, its card comes there as well.
   * Returns how long it took, in ms.
   */
  buyOnce(inThread?: boolean): Promise<number>;
  /** How often buyers have looked whether they are paid. */
  looks(): number;
  close(): void;
}

/** How long a buyer lets the server keep the question whether access is there. */
const WAIT_SECONDS = 20;

/** Buyers who share kept connections; each purchase is of a product that its learner does not own. */
export function openBuyers(shop: Stall, connections: number): Buyers {
  const server = jsonClient(shop.url, connections);
  const sandbox = jsonClient(shop.sandboxUrl, connections);
  let begun = 0;
  let looks = 0;

  const buyOnce = async (inThread = false): Promise<number> => {
    const { token, conversationId, product } = pairOf(shop, begun);
    begun += 1;
    const startedMs = performance.now();
    const checkout = await press(server, token, {
      path: '/v1/checkouts',
      body: { ...startBody(product), ...(inThread && { conversationId }) },
    });
    const path = `/v1/checkouts/${checkout.checkoutId}`;
    const paying = await press(server, token, { path: `${path}/pay`, body: payBody(checkout) });
    const action = paying.payment?.action;
    if (action?.type !== 'qr') throw new Error(`no code to scan: ${JSON.stringify(paying.payment)}`);
    const chargeId = action.qrText.split('/').at(-1);
    const paid = await sandbox({ method: 'POST', path: '/control/pay', body: { chargeId } });
    if (paid.status !== 200) throw new Error(`the sandbox answered ${paid.status}`);
    for (;;) {
      looks += 1;
      const headers = { ...bearer(token), prefer: `wait=${WAIT_SECONDS}` };
      const view = await server<CheckoutView>({ method: 'GET', path, headers });
      if (view.body.status === 'complete' && view.body.access.length > 0)
        return performance.now() - startedMs;
    }
  };
  return {
    buyOnce,
    looks: () => looks,
    close: () => {
      server.close();
      sandbox.close();
    },
  };
}

interface Pair {
  readonly token: string;
  /** The learner's own thread. */
  readonly conversationId: string | undefined;
  readonly product: TestProduct;
}

/** Every learner buys the first product, then every learner the second, and so on. */
function pairOf(shop: Stall, index: number): Pair {
  const learner = index % shop.tokens.length;
  const [token, conversationId] = [shop.tokens[learner], shop.conversationIds[learner]];
  const product = shop.products[Math.floor(index / shop.tokens.length)];
  if (token === undefined || product === undefined)
    throw new Error('the shop is sold out: give it more products');
  return { token, conversationId, product };
}

async function press(
  server: JsonClient,
  token: string,
  { path, body }: { path: string; body: unknown },
): Promise<CheckoutView> {
  const headers = { ...bearer(token), 'idempotency-key': randomUUID(), 'accept-language': 'zh-CN' };
  const answer = await server<CheckoutView>({ method: 'POST', path, headers, body });
  if (answer.status >= 300)
    throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

function bearer(token: string) {
  return { authorization: `Bearer ${token}` };
}

function startBody(product: TestProduct) {
  return {
    lines: [{ productId: product.productId, priceId: product.priceId }],
    currency: product.currency,
    expectedTotalMinor: product.amountMinor,
    surface: 'web',
    language: 'zh',
  };
}

function payBody(checkout: CheckoutView) {
  return {
    method: 'wechat_pay',
    expectedTotalMinor: checkout.totalMinor,
    consent: { version: checkout.consent.version, language: checkout.language },
  };
}
