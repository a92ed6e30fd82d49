import { expect, test } from 'vitest';
import { newReference } from '../../../src/kernel/id.ts';
import { type Context, linesOf, proofOf } from './under-test.ts';

/** What is paid in each currency: the smallest digits matter. KWD ends in 0, as the strictest of gateways wants it. */
const AMOUNTS: readonly (readonly [currency: string, amountMinor: number])[] = [
  ['CNY', 9_917],
  ['JPY', 1_251],
  ['KWD', 12_340],
];

export function describePaying(context: () => Context): void {
  test('a payment that is created and paid is proved by our own query', async () => {
    const it = context();
    const request = await it.created();
    const before = await it.gateway.queryPayment(request.gatewayReference);
    expect(before.outcome === 'found' ? before.payment.status : before.outcome).not.toBe('succeeded');
    await it.under.pay(request.gatewayReference);
    const answer = await it.gateway.queryPayment(request.gatewayReference);
    expect(answer).toMatchObject({ outcome: 'found', payment: proofOf(it, request) });
    if (answer.outcome === 'found') {
      expect(Math.abs((answer.payment.paidAtMs ?? 0) - Date.now())).toBeLessThan(60_000);
      expect(answer.payment.gatewayPaymentId).not.toBe('');
    }
  });

  test('a repeated create is the same payment, charged once', async () => {
    const it = context();
    const request = await it.created();
    const repeats = await Promise.all([1, 2, 3].map(() => it.gateway.createPayment(request)));
    for (const repeat of repeats) expect(['requires_action', 'unknown']).toContain(repeat.outcome);
    await it.under.pay(request.gatewayReference);
    await expect(it.under.pay(request.gatewayReference)).rejects.toThrow();
    expect(it.booked(request.gatewayReference)).toMatchObject([{ capturedMinor: request.amountMinor }]);
    const late = await it.gateway.createPayment(request);
    expect(['requires_action', 'unknown']).toContain(late.outcome);
    expect(it.booked(request.gatewayReference)).toHaveLength(1);
  });

  test('the same number with another amount never becomes a second charge', async () => {
    const it = context();
    const request = await it.created();
    await it.gateway.createPayment({ ...request, amountMinor: request.amountMinor + 100 });
    await it.under.pay(request.gatewayReference);
    expect(it.booked(request.gatewayReference)).toHaveLength(1);
  });

  test.each(AMOUNTS)(
    '%s is paid to the last minor unit, or refused clearly',
    async (currency, amountMinor) => {
      const it = context();
      const { currencies } = it.gateway.capabilities;
      const request = it.under.request({ gatewayReference: newReference('T'), currency, amountMinor });
      const result = await it.gateway.createPayment(request);
      if (currencies !== null && !currencies.includes(currency)) {
        expect(result).toEqual({ outcome: 'declined', declineCode: 'currency_not_supported' });
        expect(it.booked(request.gatewayReference)).toEqual([]);
        return;
      }
      expect(result).toMatchObject({ outcome: 'requires_action' });
      await it.under.pay(request.gatewayReference);
      expect(await it.gateway.queryPayment(request.gatewayReference)).toMatchObject({
        payment: proofOf(it, request),
      });
      expect(it.booked(request.gatewayReference)).toMatchObject([{ capturedMinor: amountMinor, currency }]);
    },
  );
}

export function describeDoubt(context: () => Context): void {
  test('a gateway that cannot be reached has surely seen nothing', async () => {
    const { under, refundOf } = context();
    const nobody = under.unreachable;
    const request = under.request({ gatewayReference: newReference('T') });
    const { gatewayReference } = request;
    expect(await nobody.createPayment(request)).toMatchObject({ outcome: 'not_sent' });
    expect(await nobody.queryPayment(gatewayReference)).toMatchObject({ outcome: 'unknown' });
    expect(await nobody.closePayment(gatewayReference)).toMatchObject({ outcome: 'unknown' });
    expect(await nobody.refundPayment(refundOf(request))).toMatchObject({ outcome: 'unknown' });
    expect(await nobody.queryRefund('R1', gatewayReference)).toMatchObject({ outcome: 'unknown' });
    await expect(linesOf(nobody, under.statementDay())).rejects.toMatchObject({
      code: 'gateway_unavailable',
    });
  });

  test.each(['no_answer', 'error_after'] as const)(
    'a create with %s is unknown, and the query tells that it can no longer be called failed',
    async (kind) => {
      const { under, gateway, booked } = context();
      const request = under.request({ gatewayReference: newReference('T') });
      under.fault({ operation: 'create', kind });
      expect(await under.impatient.createPayment(request)).toMatchObject({ outcome: 'unknown' });
      await under.pay(request.gatewayReference);
      expect(await gateway.queryPayment(request.gatewayReference)).toMatchObject({
        outcome: 'found',
        payment: { status: 'succeeded', amountMinor: request.amountMinor },
      });
      expect(booked(request.gatewayReference)).toHaveLength(1);
    },
  );

  test('a create that the gateway failed before working is unknown, until the query says not found', async () => {
    const { under, gateway, booked } = context();
    const request = under.request({ gatewayReference: newReference('T') });
    under.fault({ operation: 'create', kind: 'error_before' });
    expect(await gateway.createPayment(request)).toMatchObject({ outcome: 'unknown' });
    expect(await gateway.queryPayment(request.gatewayReference)).toEqual({ outcome: 'not_found' });
    expect(booked(request.gatewayReference)).toEqual([]);
  });

  test('a query that fails says nothing about the payment', async () => {
    const { under, gateway, paid } = context();
    const request = await paid();
    under.fault({ operation: 'query', kind: 'error_before' });
    expect(await gateway.queryPayment(request.gatewayReference)).toMatchObject({ outcome: 'unknown' });
    under.fault({ operation: 'query', kind: 'no_answer' });
    expect(await under.impatient.queryPayment(request.gatewayReference)).toMatchObject({
      outcome: 'unknown',
    });
  });

  test('a number that nobody used is not found', async () => {
    const { gateway } = context();
    expect(await gateway.queryPayment(newReference('T'))).toEqual({ outcome: 'not_found' });
    expect(await gateway.closePayment(newReference('T'))).toEqual({ outcome: 'not_found' });
  });
}

export function describeClosing(context: () => Context): void {
  test('what is closed takes no money, and closing again changes nothing', async () => {
    const { under, gateway, created, booked } = context();
    const { gatewayReference } = await created();
    expect(['closed', 'not_found']).toContain((await gateway.closePayment(gatewayReference)).outcome);
    expect(['closed', 'not_found']).toContain((await gateway.closePayment(gatewayReference)).outcome);
    const query = await gateway.queryPayment(gatewayReference);
    expect(query.outcome === 'found' ? query.payment.status : query.outcome).toMatch(/^closed$|^not_found$/);
    if (query.outcome !== 'found') return;
    await expect(under.pay(gatewayReference)).rejects.toThrow();
    expect(booked(gatewayReference)).toMatchObject([{ capturedMinor: 0 }]);
  });

  test('what was paid first cannot be closed: the close answers with the proof', async () => {
    const it = context();
    const request = await it.paid();
    expect(await it.gateway.closePayment(request.gatewayReference)).toMatchObject({
      outcome: 'settled',
      payment: proofOf(it, request),
    });
  });

  test.each([...Array(6).keys()])(
    'a close that races a payer says what the book says (%i)',
    async (round) => {
      const { under, gateway, created, booked } = context();
      const { gatewayReference } = await created();
      const pay = () => under.pay(gatewayReference).catch(() => undefined);
      const payingFirst = round % 2 === 0 ? pay() : undefined;
      const closing = gateway.closePayment(gatewayReference);
      await (payingFirst ?? pay());
      const { outcome } = await closing;
      const captured = (booked(gatewayReference)[0]?.capturedMinor ?? 0) > 0;
      // A gateway that knows nothing until the payer comes cannot promise more than `not_found`.
      if (outcome !== 'not_found') expect(outcome).toBe(captured ? 'settled' : 'closed');
    },
  );

  test('a close without an answer is unknown, and asking again tells', async () => {
    const { under, gateway, created } = context();
    const { gatewayReference } = await created();
    under.fault({ operation: 'close', kind: 'no_answer' });
    expect(await under.impatient.closePayment(gatewayReference)).toMatchObject({ outcome: 'unknown' });
    expect(['closed', 'not_found']).toContain((await gateway.closePayment(gatewayReference)).outcome);
  });
}
