import { expect, test } from 'vitest';
import type { CheckoutView } from '../../src/checkout/wire.ts';
import { isPending, stageOf } from './stage.ts';

type Payment = NonNullable<CheckoutView['payment']>;

const view = (status: CheckoutView['status'], payment: Partial<Payment> | null = null) =>
  ({
    status,
    payment: payment && { status: 'requires_action', action: { type: 'none' }, failure: null, ...payment },
  }) as CheckoutView;
const qr = { type: 'qr', qrText: 'x', expiresAtMs: 1 } as const;
const failure = { code: 'card_declined', message: { zh: '', en: '' } };

test.each([
  ['choose', view('open')],
  ['choose', view('confirmed', { status: 'failed', failure })],
  ['choose', view('confirmed', { status: 'canceled' })],
  ['choose', view('confirmed', { status: 'requires_action', action: qr, failure })],
  ['qr', view('confirmed', { action: qr })],
  ['redirect', view('confirmed', { action: { type: 'redirect', url: '/go/x', expiresAtMs: 1 } })],
  ['waiting', view('confirmed', { action: { type: 'wait', retryAfterMs: 1 } })],
  ['waiting', view('confirmed', { status: 'created' })],
  ['waiting', view('confirmed', { status: 'processing', action: qr })],
  ['paid', view('complete', { status: 'succeeded' })],
  ['expired', view('expired')],
  ['canceled', view('canceled', { action: qr })],
] as const)('the learner is at %s', (stage, shown) => {
  expect(stageOf(shown)).toBe(stage);
});

test('a payment that succeeded is not shown as paid before the order is complete', () => {
  expect(stageOf(view('confirmed', { status: 'succeeded' }))).toBe('waiting');
});

test('the server is asked again exactly while something may still happen', () => {
  expect(isPending(view('confirmed', { action: qr }))).toBe(true);
  expect([view('open'), view('complete'), view('expired'), view('canceled')].map(isPending)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
