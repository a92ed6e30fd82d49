import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Azure, startAzure } from '../support/azure.ts';
import { connectClient, DIRECT_LINE_SECRET, generateToken, type Received } from '../support/direct-line.ts';
import { changePrice } from '../support/products.ts';
import { hostToken, startTill, type Till } from '../support/till.ts';
import { until as untilIs } from '../support/until.ts';

let azure: Azure;
let till: Till;
let products: Awaited<ReturnType<Till['product']>>[];
beforeAll(async () => {
  azure = await startAzure();
  till = await startTill({ ...azure.environment, DIRECT_LINE_SECRETS: DIRECT_LINE_SECRET });
  const titles = ['水彩入门', '水彩风景', '水彩人像'];
  products = await Promise.all(
    titles.map((title, place) => till.product({ title, amountMinor: 1_900 + 100 * place })),
  );
  const { shelf } = till.running.house.recommend;
  await until(async () => (await shelf.view()).products.length === titles.length, 60_000);
});
afterAll(async () => {
  await till.close();
  await azure.close();
});

const until = (isSo: () => boolean | Promise<boolean>, timeMaxMs?: number) =>
  untilIs(async () => isSo(), Boolean, timeMaxMs);

interface Hero {
  readonly text: string;
  readonly buttons: readonly { readonly type: string; readonly title: string; readonly value: string }[];
}
const heroesOf = ({ attachments = [] }: Pick<Received, 'attachments'>): Hero[] =>
  attachments
    .filter(({ contentType }) => contentType === 'application/vnd.microsoft.card.hero')
    .map(({ content }) => content as Hero);
const payLinkOf = (said: readonly Pick<Received, 'attachments'>[]): string | undefined =>
  said
    .flatMap(heroesOf)
    .flatMap(({ buttons }) => buttons)
    .find(({ value }) => value.includes('/pay/'))?.value;

/** What the page behind the link does: opens it, presses pay, and its payer pays at the gateway. */
async function payAt(link: string): Promise<void> {
  const call = async (path: string, init: { token?: string; key?: string; body?: unknown } = {}) => {
    const { token, key, body } = init;
    const answer = await fetch(`${till.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    expect(answer.status).toBe(200);
    return answer.json();
  };
  const opened = await call(`/v1/pay-links/${link.split('/').at(-1)}/open`, {
    body: { surface: 'web', openerKey: 'key-of-this-one-tab' },
  });
  const { token, checkoutId } = opened as { token: string; checkoutId: string };
  const checkout = `/v1/checkouts/${checkoutId}`;
  const view = (await call(checkout, { token })) as { totalMinor: number; consent: { version: string } };
  await call(`${checkout}/pay`, {
    token,
    key: `pay-${checkoutId}`,
    body: {
      method: 'alipay',
      expectedTotalMinor: view.totalMinor,
      consent: { version: view.consent.version, language: 'zh' },
    },
  });
  const { gatewayReference: reference } = await till.db.query
    .selectFrom('payment_attempt')
    .innerJoin('payment', 'payment.paymentId', 'payment_attempt.paymentId')
    .select('gatewayReference')
    .where('checkoutId', '=', checkoutId)
    .executeTakeFirstOrThrow();
  await till.sandbox('/control/pay', { method: 'POST', body: JSON.stringify({ reference }) });
}

describe('a client of Direct Line without our cards', () => {
  it('asks, chooses “第二个” in words, pays on the page that the card leads to, and has receipt and access', async () => {
    const name = 'mai-by-word';
    const learner = await till.learner(name);
    const { token } = await generateToken(till, { hostToken: await hostToken(name) });
    const { received, say, close } = connectClient(till, { token });
    const told = () => received.filter(({ type, from }) => type === 'message' && from.role === 'bot');
    await say('有什么好课推荐', { locale: 'zh-CN' });
    await until(() => told().some((one) => heroesOf(one).length > 0));
    const list = told().flatMap(heroesOf)[0];
    const second = list?.text.split('\n')[1] ?? '';
    const chosen = products.find(({ title }) => second.includes(title));
    expect(second).toMatch(/^2\. /);
    await say('第二个');
    await until(() => payLinkOf(told()) !== undefined);
    const offer = told().at(-1);
    expect(offer?.text).toContain(`好的，《${chosen?.title}》`);
    expect(heroesOf(offer ?? {})[0]?.buttons).toMatchObject([{ type: 'openUrl', title: '去付款' }]);
    await payAt(payLinkOf(told()) ?? '');
    await until(() => told().some(({ text }) => text?.includes('付款成功')));
    expect((await learner.entitlements()).map(({ productId }) => productId)).toEqual([chosen?.productId]);
    const { impressionId } = (await tillLine(learner.learnerId)) ?? {};
    expect(impressionId).toMatch(/^imp_/);
    await say('买第二个');
    await until(() => told().some(({ text }) => text?.includes('你已经有了，不用再买')));
    // The reply is the only card of the checkout: none comes besides.
    expect(told().filter((one) => payLinkOf([one]) !== undefined)).toHaveLength(1);
    close();
  });

  it('is told to sign in first as a guest, what the price is when it has changed, and when all places are taken', async () => {
    const guest = connectClient(till, { token: (await generateToken(till)).token });
    const toldTo = ({ received }: typeof guest) =>
      received.filter(({ type, from }) => type === 'message' && from.role === 'bot');
    await guest.say('recommend some courses');
    await until(() => toldTo(guest).some((one) => heroesOf(one).length > 0));
    await guest.say('buy the first one');
    await until(() => toldTo(guest).some(({ text }) => text?.includes('please sign in first')));
    expect(payLinkOf(toldTo(guest))).toBeUndefined();
    guest.close();

    const { token } = await generateToken(till, { hostToken: await hostToken('lin-by-word') });
    const buyer = connectClient(till, { token });
    await buyer.say('有什么好课推荐');
    await until(() => toldTo(buyer).some((one) => heroesOf(one).length > 0));
    const first = toldTo(buyer).flatMap(heroesOf)[0]?.text ?? '';
    const product = products.find(({ title }) => first.split('\n')[0]?.includes(title));
    if (product === undefined) throw new Error('no such product is shown');
    await changePrice(till.db, product, 2_950);
    await buyer.say('就要第一个');
    await until(() => payLinkOf(toldTo(buyer)) !== undefined);
    expect(toldTo(buyer).at(-1)?.text).toContain('刚刚有变化，现在是 ¥29.50');
    const full = products.find(({ title }) => first.split('\n')[1]?.includes(title));
    const places = (count: number | null) =>
      till.db.query
        .updateTable('product')
        .set({ places: count })
        .where('productId', '=', full?.productId ?? '')
        .execute();
    await places(0);
    await buyer.say('就要第二个');
    await until(() => toldTo(buyer).some(({ text }) => text?.includes('名额已经满了')));
    await places(null);
    buyer.close();
  });
});

describe('somebody in a channel of the Bot Framework', () => {
  it('chooses “the second one” in words and pays by the link on the card; the receipt comes into the channel', async () => {
    const externalId = 'a:by-word';
    const post = async (text: string) => {
      const answer = await till.running.http.inject({
        method: 'POST',
        url: '/api/messages',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await azure.token()}` },
        payload: JSON.stringify({
          ...{ type: 'message', id: `${externalId}|${text}`, channelId: 'msteams', locale: 'en-US', text },
          serviceUrl: `${azure.url}/teams/`,
          from: { id: '29:mai' },
          recipient: { id: '28:bot' },
          conversation: { id: externalId, conversationType: 'personal' },
          channelData: { hostToken: await hostToken('mai-teams-by-word') },
        }),
      });
      expect(answer.statusCode).toBe(200);
    };
    const told = () =>
      azure.told
        .filter(({ conversationId }) => decodeURIComponent(conversationId) === externalId)
        .map(({ activity }) => activity as Received);
    await post('recommend some courses');
    await until(() => told().some((one) => heroesOf(one).length > 0));
    await post('the second one');
    await until(() => payLinkOf(told()) !== undefined);
    expect(told().at(-1)?.text).toContain('Press “Pay”');
    await payAt(payLinkOf(told()) ?? '');
    await until(() => told().some(({ text }) => text?.includes('Payment received')));
  });
});

function tillLine(learnerId: string): Promise<{ impressionId: string | null } | undefined> {
  return till.db.query
    .selectFrom('order_line')
    .innerJoin('orders', 'orders.orderId', 'order_line.orderId')
    .select('impressionId')
    .where('learnerId', '=', learnerId)
    .executeTakeFirst();
}
