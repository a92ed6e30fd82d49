import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrderPage } from '../../src/checkout/order/wire.ts';
import { hostServerToken } from '../support/host-server-token.ts';
import { staffApi } from '../support/staff-api.ts';
import { hostToken, startTill, type Till } from '../support/till.ts';

const PATH = '/v1/console/orders';

let till: Till;
beforeAll(async () => {
  till = await startTill();
  const learner = await till.learner('finder');
  const { body: checkout } = await learner.start(await till.product({ title: '统计学二十讲' }));
  await learner.pay(checkout, { method: 'alipay' });
});
afterAll(() => till.close());

describe('orders are found', () => {
  it('by an agent: by a part of a word, then by the number at the gateway, with learner and way', async () => {
    const agent = await staffApi(till, 'agent');
    const { body } = await agent.call<OrderPage>('GET', `${PATH}?text=${encodeURIComponent('计学')}`);
    expect(body).toMatchObject({
      orders: [
        {
          status: 'pending',
          learner: { hostUserId: '••••' },
          attempt: { gateway: 'sandbox', method: 'alipay', status: 'requires_action' },
          lines: [{ title: '统计学二十讲' }],
        },
      ],
      nextCursor: null,
    });
    const reference = body.orders[0]?.attempt?.gatewayReference ?? '';
    const again = await agent.call<OrderPage>('GET', `${PATH}?text=${reference.toLowerCase()}`);
    expect(again.body.orders).toEqual(body.orders);
    expect(again.headers.get('cache-control')).toBe('no-store');
  });

  it('by the host platform’s server, by its own id of the learner', async () => {
    const response = await fetch(`${till.url}/v1/host/orders?hostUserId=finder&status=pending`, {
      headers: { authorization: `Bearer ${await hostServerToken()}` },
    });
    expect(response.status).toBe(200);
    expect(((await response.json()) as OrderPage).orders).toHaveLength(1);
  });

  it('by nobody else: no learner, no analyst, nobody unknown', async () => {
    const headers = { authorization: `Bearer ${await hostToken('finder')}` };
    expect((await fetch(`${till.url}/v1/host/orders`, { headers })).status).toBe(401);
    expect((await fetch(`${till.url}/v1/host/orders`)).status).toBe(401);
    expect((await fetch(`${till.url}${PATH}`)).status).toBe(401);
    const analyst = await staffApi(till, 'analyst');
    expect((await analyst.call('GET', PATH)).body.code).toBe('role_forbidden');
  });

  it('and a question that makes no sense is refused with what is wrong', async () => {
    const agent = await staffApi(till, 'agent');
    for (const query of ['limit=0', 'limit=101', 'minMinor=5', 'status=lost', 'fromMs=yesterday', 'what=1']) {
      const { status, body } = await agent.call('GET', `${PATH}?${query}`);
      expect([status, body.code]).toEqual([400, 'invalid_request']);
    }
  });
});
