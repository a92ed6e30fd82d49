import { expect, it } from 'vitest';
import type { PaymentGateway } from '../gateway/types.ts';
import { captureMinorOf, type PartWish } from './judge-part.ts';

const wish = (amountMinor: number | undefined): PartWish =>
  ({
    session: { topUp: null },
    payment: { amountMinor: 1_000, currency: 'USD' },
    attempt: { gateway: 'g', amountMinor: 800 },
    amountMinor,
  }) as unknown as PartWish;

const at = (capabilities: Partial<PaymentGateway['capabilities']>) => ({
  gateways: [{ name: 'g', capabilities }] as unknown as PaymentGateway[],
});

it('a gateway that takes all or nothing is asked for no part', () => {
  expect(captureMinorOf(at({}), wish(undefined))).toBeNull();
  expect(captureMinorOf(at({}), wish(1_000))).toBeNull();
  expect(() => captureMinorOf(at({}), wish(999))).toThrow(
    expect.objectContaining({ code: 'capture_part_not_supported' }),
  );
});

it('the wallet’s part is taken whole, and the gateway’s is never less than it takes at a time', () => {
  const amounts = { USD: { minMinor: 50, maxMinor: 99_999_999 } };
  const gateway = at({ partialCapture: true, amounts });
  expect(captureMinorOf(gateway, wish(250))).toBe(50);
  for (const amountMinor of [249, 1_001])
    expect(() => captureMinorOf(gateway, wish(amountMinor))).toThrow(
      expect.objectContaining({ code: 'capture_amount_out_of_range' }),
    );
});
