import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import { deferred } from '../../kernel/deferred.ts';
import { createMeter } from '../../kernel/meter.ts';
import type { CreatePaymentResult } from '../gateway/types.ts';
import { createCircuits } from './circuits.ts';

const good: CreatePaymentResult = { outcome: 'declined', declineCode: 'card_declined' };
const lost: CreatePaymentResult = { outcome: 'unknown', cause: 'timeout' };
const unsent: CreatePaymentResult = { outcome: 'not_sent', cause: 'ECONNREFUSED' };
const keptBack: CreatePaymentResult = { outcome: 'not_sent', cause: 'circuit_open' };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

function open() {
  const meter = createMeter({ processMetrics: false });
  const circuits = createCircuits({ clock: systemClock(), meter });
  const call = (result: CreatePaymentResult) => circuits.call('a', 'card', async () => result);
  const many = async (count: number, result: CreatePaymentResult) => {
    for (let each = 0; each < count; each += 1) await call(result);
  };
  return { meter, circuits, call, many, view: () => circuits.view('a', 'card') };
}

describe('a circuit', () => {
  it('opens at the 20th call when half of them were technical failures, of either kind', async () => {
    const { many, view } = open();
    await many(10, good);
    await many(5, lost);
    await many(4, unsent);
    expect(view()).toBe('closed');
    await many(1, unsent);
    expect(view()).toBe('open');
  });

  it('stays closed below half, however many calls there are', async () => {
    const { many, view } = open();
    for (let round = 0; round < 10; round += 1) {
      await many(11, good);
      await many(10, lost);
    }
    expect(view()).toBe('closed');
  });

  it('stays closed when cards are declined: a decline is an answer', async () => {
    const { many, view } = open();
    await many(200, good);
    expect(view()).toBe('closed');
  });

  it('forgets what is older than its window, on a quiet till too', async () => {
    const { many, view } = open();
    for (let each = 0; each < 60; each += 1) {
      await many(1, lost);
      vi.advanceTimersByTime(2_000);
    }
    expect(view()).toBe('closed');
  });

  it('keeps calls back while open: nobody sees them, so another gateway may be asked', async () => {
    const { many, circuits } = open();
    await many(20, lost);
    const create = vi.fn(async () => good);
    expect(await circuits.call('a', 'card', create)).toEqual(keptBack);
    expect(create).not.toHaveBeenCalled();
  });

  it('is one per gateway and method', async () => {
    const { many, circuits } = open();
    await many(20, lost);
    expect(circuits.view('a', 'alipay')).toBe('closed');
    expect(circuits.view('b', 'card')).toBe('closed');
  });

  it('lets one probe through after its pause, and closes when that goes well', async () => {
    const { many, call, view, circuits } = open();
    await many(20, lost);
    vi.advanceTimersByTime(9_999);
    expect(view()).toBe('open');
    vi.advanceTimersByTime(1);
    expect(view()).toBe('probe_due');
    circuits.reserveProbe('a', 'card');
    expect(view()).toBe('probing');
    const answer = deferred<CreatePaymentResult>();
    const probe = circuits.call('a', 'card', () => answer.promise);
    expect(view()).toBe('probing');
    answer.resolve(good);
    expect(await probe).toEqual(good);
    expect(view()).toBe('closed');
    // What was counted before is forgotten: one more failure does not open it again.
    expect(await call(lost)).toEqual(lost);
    expect(view()).toBe('closed');
  });

  it('opens again when the probe fails, and a reserved probe that never came is due again', async () => {
    const { many, call, view, circuits } = open();
    await many(20, lost);
    vi.advanceTimersByTime(10_000);
    circuits.reserveProbe('a', 'card');
    vi.advanceTimersByTime(8_000);
    expect(view()).toBe('probe_due');
    expect(await call(unsent)).toEqual(unsent);
    expect(view()).toBe('open');
    expect(await call(good)).toEqual(keptBack);
  });

  it('shows its state in the metrics', async () => {
    const { many, meter } = open();
    await many(20, lost);
    const text = await meter.text();
    expect(text).toContain('tilltalk_gateway_circuit{gateway="a",method="card"} 1');
    expect(text).toContain('tilltalk_gateway_circuit_opened_total{gateway="a",method="card"} 1');
  });
});
