import { expect, it } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import type { GatewayCapabilities, PaymentGateway } from '../gateway/types.ts';
import type { Attempt } from '../payment/store.ts';
import { whyByHand } from './why-by-hand.ts';

const DAY_MS = 86_400_000;

function why(capabilities: Partial<GatewayCapabilities>, { amountMinor = 9_900, ageDays = 0 } = {}) {
  const able = { refund: true, partialRefund: true, refundWithinMs: null, ...capabilities };
  const gateway = { name: 'old', capabilities: able } as PaymentGateway;
  const attempt = {
    gateway: 'old',
    amountMinor: 9_900,
    capturedAtMs: Date.now() - ageDays * DAY_MS,
  } as Attempt;
  return whyByHand({ gateways: [gateway], clock: systemClock() }, attempt, amountMinor);
}

it('a gateway that can returns it: the whole, a part, and within its time', () => {
  expect(why({})).toBeNull();
  expect(why({}, { amountMinor: 1 })).toBeNull();
  expect(why({ partialRefund: false })).toBeNull();
  expect(why({ refundWithinMs: 365 * DAY_MS }, { ageDays: 364 })).toBeNull();
});

it('a person returns what the gateway cannot: any, a part, or after its time', () => {
  expect(why({ refund: false })).toBe('refund_not_supported');
  expect(why({ partialRefund: false }, { amountMinor: 9_899 })).toBe('partial_refund_not_supported');
  expect(why({ refundWithinMs: 365 * DAY_MS }, { ageDays: 366 })).toBe('refund_window_over');
});
