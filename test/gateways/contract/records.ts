import { expect, test } from 'vitest';
import type {
  GatewayNotification,
  GatewayPayment,
  PaymentGateway,
  RefundRequest,
} from '../../../src/checkout/gateway/types.ts';
import { newReference } from '../../../src/kernel/id.ts';
import { type Context, linesOf, proofOf } from './under-test.ts';

export function describeRefunds(context: () => Context): void {
  test('three uneven parts go back exactly, and one unit more is refused', async () => {
    const { gateway, paid, refundOf, booked } = context();
    const request = await paid();
    const parts = [1_300, 7, request.amountMinor - 1_307];
    for (const amountMinor of parts) {
      const refund = refundOf(request, { amountMinor });
      expect(await finalRefund(gateway, refund)).toMatchObject({
        outcome: 'found',
        refund: {
          refundReference: refund.refundReference,
          gatewayReference: request.gatewayReference,
          amountMinor,
          currency: request.currency,
          status: 'succeeded',
          failureCode: null,
        },
      });
    }
    const excess = refundOf(request, { amountMinor: 1 });
    expect(await gateway.refundPayment(excess)).toMatchObject({ outcome: 'refused' });
    expect(await gateway.queryRefund(excess.refundReference, request.gatewayReference)).toEqual({
      outcome: 'not_found',
    });
    const given = booked(request.gatewayReference)[0]?.refunds.map((refund) => refund.amountMinor) ?? [];
    expect([...given].sort((a, b) => a - b)).toEqual([...parts].sort((a, b) => a - b));
  });

  test('more than was captured is refused at once', async () => {
    const { gateway, paid, refundOf, booked } = context();
    const request = await paid();
    const tooMuch = refundOf(request, { amountMinor: request.amountMinor + 1 });
    expect(await gateway.refundPayment(tooMuch)).toMatchObject({ outcome: 'refused' });
    expect(booked(request.gatewayReference)).toMatchObject([{ refunds: [] }]);
  });

  test('a repeated refund gives the money back once, even when its first answer was lost', async () => {
    const { under, gateway, paid, refundOf, booked } = context();
    const request = await paid();
    const refund = refundOf(request, { amountMinor: 4_000 });
    under.fault({ operation: 'refund', kind: 'no_answer' });
    expect(await under.impatient.refundPayment(refund)).toMatchObject({ outcome: 'unknown' });
    const repeated = await finalRefund(gateway, refund);
    expect(repeated).toMatchObject({ outcome: 'found', refund: { status: 'succeeded', amountMinor: 4_000 } });
    expect(await finalRefund(gateway, refund)).toEqual(repeated);
    expect(await gateway.queryRefund(refund.refundReference, request.gatewayReference)).toEqual(repeated);
    expect(booked(request.gatewayReference)[0]?.refunds).toHaveLength(1);
  });

  test('one number never stands for two different refunds', async () => {
    const { gateway, paid, refundOf, booked } = context();
    const request = await paid();
    const refund = refundOf(request, { amountMinor: 100 });
    await finalRefund(gateway, refund);
    const other = await gateway.refundPayment({ ...refund, amountMinor: 200 });
    expect(['unknown', 'refused']).toContain(other.outcome);
    expect(booked(request.gatewayReference)[0]?.refunds).toMatchObject([{ amountMinor: 100 }]);
  });

  test('what was never paid, or never asked for, cannot be returned', async () => {
    const { gateway, created, paid, refundOf } = context();
    expect(await gateway.refundPayment(refundOf(await created()))).toMatchObject({ outcome: 'refused' });
    const { gatewayReference } = await paid();
    expect(await gateway.queryRefund(newReference('R'), gatewayReference)).toEqual({ outcome: 'not_found' });
  });
}

/** A refund that is first accepted and done a moment later is asked for until it is over. */
async function finalRefund(gateway: PaymentGateway, refund: RefundRequest) {
  let result = await gateway.refundPayment(refund);
  for (let tries = 0; tries < 20; tries += 1) {
    if (result.outcome !== 'found' || result.refund.status !== 'pending') break;
    result = await gateway.queryRefund(refund.refundReference, refund.gatewayReference);
  }
  return result;
}

export function describeNotifications(context: () => Context): void {
  test('the notification of a payment is proof like our own query', async () => {
    const it = context();
    const request = await it.paid();
    const raw = await it.under.paidNotification(request.gatewayReference);
    const notification = it.gateway.parseNotification(raw, Date.now());
    expect(paymentOf(notification)).toMatchObject(proofOf(it, request));
    expect(notification.eventId).not.toBe('');
    expect(it.gateway.answerNotification(true).status).toBeLessThan(300);
    expect(it.gateway.answerNotification(true)).not.toEqual(it.gateway.answerNotification(false));
  });

  test('a repeated notification has the same event id', async () => {
    const { under, gateway, paid } = context();
    const { gatewayReference } = await paid();
    const first = gateway.parseNotification(await under.paidNotification(gatewayReference), Date.now());
    const second = gateway.parseNotification(await under.paidNotification(gatewayReference), Date.now());
    expect(second.eventId).toBe(first.eventId);
    expect(second.content).toEqual(first.content);
  });

  test('a forged notification is refused, whatever was changed', async () => {
    const { under, gateway, paid } = context();
    const { gatewayReference } = await paid();
    const forgeries = under.forgeries(await under.paidNotification(gatewayReference));
    expect(forgeries.length).toBeGreaterThan(3);
    for (const [what, raw] of forgeries) {
      expect(() => gateway.parseNotification(raw, Date.now()), what).toThrow(
        expect.objectContaining({ code: 'notification_refused' }),
      );
    }
  });

  test('an old notification is refused, and one from the future', async () => {
    const { under, gateway, paid } = context();
    const { gatewayReference } = await paid();
    const raw = await under.paidNotification(gatewayReference);
    for (const shiftMs of [under.notificationAgeMaxMs + 5_000, -(5 * 60_000 + 5_000)]) {
      expect(() => gateway.parseNotification(raw, Date.now() + shiftMs)).toThrow(
        expect.objectContaining({ code: 'notification_refused' }),
      );
    }
  });

  test("another merchant's notification proves nothing to us", async () => {
    const { under, gateway, paid } = context();
    const { gatewayReference } = await paid();
    const raw = under.foreignNotification(gatewayReference);
    let merchant = 'refused';
    try {
      merchant = paymentOf(gateway.parseNotification(raw, Date.now()))?.gatewayMerchantId ?? 'no payment';
    } catch (error) {
      expect(error).toMatchObject({ code: 'notification_refused' });
    }
    expect(merchant).not.toBe(gateway.gatewayMerchantId);
  });
}

function paymentOf({ content }: GatewayNotification): GatewayPayment | null {
  return content.kind === 'payment' ? content.payment : null;
}

export function describeStatement(context: () => Context): void {
  test("the statement tells every payment and refund of the gateway's book, once and exactly", async () => {
    const { under, gateway, paid, refundOf } = context();
    await finalRefund(gateway, refundOf(await paid(), { amountMinor: 33 }));
    const lines = await linesOf(gateway, under.statementDay());
    const told = lines.map((line) => `${line.type} ${line.reference} ${line.amountMinor} ${line.currency}`);
    const booked = under
      .book()
      .flatMap((payment) => [
        ...(payment.capturedMinor > 0
          ? [`payment ${payment.gatewayReference} ${payment.capturedMinor} ${payment.currency}`]
          : []),
        ...payment.refunds.map(
          (refund) => `refund ${refund.refundReference} ${refund.amountMinor} ${payment.currency}`,
        ),
      ]);
    expect(booked.length).toBeGreaterThan(1);
    expect([...told].sort()).toEqual([...booked].sort());
    for (const line of lines) {
      expect(Number.isSafeInteger(line.feeMinor)).toBe(true);
      expect(Math.abs(line.settledAtMs - Date.now())).toBeLessThan(10 * 60_000);
    }
  });
}
