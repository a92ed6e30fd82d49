import { expect, test } from 'vitest';
import { completeContent } from './complete-content.ts';
import type { GatewayDispute, PaymentGateway } from './types.ts';

const dispute: GatewayDispute = {
  gatewayDisputeId: 'du_1',
  gatewayReference: null,
  gatewayPaymentId: 'pi_1',
  amountMinor: 9_900,
  currency: 'CNY',
  status: 'opened',
  reason: 'fraudulent',
  evidenceDueAtMs: null,
};

function complete(content: object, findReference?: PaymentGateway['findReference']) {
  const asked: string[] = [];
  const gateway = {
    name: 'stripe',
    ...(findReference && {
      findReference: (id: string) => {
        asked.push(id);
        return findReference(id);
      },
    }),
  } as unknown as PaymentGateway;
  const event = { gateway: 'stripe', content: JSON.stringify({ content }) };
  return { asked, content: completeContent({ gateways: [gateway] }, event) };
}

test("a dispute that names only the gateway's payment gets our number from the gateway", async () => {
  const { asked, content } = complete({ kind: 'dispute', dispute }, async () => 'T1');
  expect(await content).toMatchObject({ dispute: { gatewayReference: 'T1', gatewayDisputeId: 'du_1' } });
  expect(asked).toEqual(['pi_1']);
});

test('a dispute about a payment of somebody else stays without a number', async () => {
  const { content } = complete({ kind: 'dispute', dispute }, async () => null);
  expect(await content).toMatchObject({ dispute: { gatewayReference: null } });
});

test('whoever told our number is not asked, nor about anything but disputes', async () => {
  const told = { kind: 'dispute', dispute: { ...dispute, gatewayReference: 'T1' } };
  for (const given of [told, { kind: 'other' }]) {
    const { asked, content } = complete(given, async () => 'T2');
    expect(await content).toEqual(given);
    expect(asked).toEqual([]);
  }
});

test('a gateway that cannot be asked now leaves the event for later', async () => {
  const { content } = complete({ kind: 'dispute', dispute }, () => Promise.reject(new Error('away')));
  await expect(content).rejects.toThrow('away');
});
