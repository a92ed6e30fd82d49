import { expect, test } from 'vitest';
import type { Keep } from './keep.ts';
import { forgetWish, heldWish, isFinal, keepWish, wishNames } from './wishes.ts';

function memory() {
  const values = new Map<string, string>();
  const keep: Keep = {
    read: (name) => JSON.parse(values.get(name) ?? 'null'),
    write: (name, value) => void values.set(name, JSON.stringify(value)),
    remove: (name) => void values.delete(name),
    names: (prefix) => [...values.keys()].filter((name) => name.startsWith(prefix)),
  };
  let count = 0;
  const clock = { nowMs: 0 };
  return { clock, keep, nowMs: () => clock.nowMs, newId: (prefix: string) => `${prefix}_${++count}` };
}

test('a wish keeps its key and its words until it is answered, whatever is asked meanwhile', () => {
  const deps = memory();
  const first = keepWish(deps, 'pay:co_1', { total: 1 });
  expect(keepWish(deps, 'pay:co_1', { total: 2 })).toEqual(first);
  forgetWish(deps, 'pay:co_1');
  expect(keepWish(deps, 'pay:co_1', { total: 2 }).key).not.toBe(first.key);
});

test('a wish older than the server remembers is a new one', () => {
  const deps = memory();
  const first = keepWish(deps, 'pay:co_1', {});
  deps.clock.nowMs = 24 * 3_600_000;
  expect(heldWish(deps, 'pay:co_1')).toBeNull();
  expect(keepWish(deps, 'pay:co_1', {}).key).not.toBe(first.key);
});

test('wishes are found by how their names begin', () => {
  const deps = memory();
  keepWish(deps, 'pay:co_1:alipay', {});
  keepWish(deps, 'pay:co_2:card', {});
  expect(wishNames(deps, 'pay:co_1:')).toEqual(['pay:co_1:alipay']);
});

test.each([
  [0, 'network', false],
  [500, 'internal_error', false],
  [503, 'gateway_unavailable', false],
  [429, 'rate_limited', false],
  [401, 'identity_required', false],
  [409, 'idempotency_key_running', false],
  [409, 'price_changed', true],
  [402, 'payment_declined', true],
  [422, 'idempotency_key_reused', true],
] as const)('after %d %s the key is final: %s', (status, code, final) => {
  const refusal = {
    ok: false,
    status,
    code,
    message: { zh: '', en: '' },
    retryAfterMs: null,
    extra: {},
  } as const;
  expect(isFinal(refusal)).toBe(final);
});
