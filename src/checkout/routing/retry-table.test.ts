import { expect, it } from 'vitest';
import { retryAdvice } from './retry-table.ts';

const advice = (gateway: string, code: string, retries = {}) => retryAdvice(retries, { gateway, code });

it('what surely never reached a gateway may go elsewhere', () => {
  expect(advice('stripe', 'not_sent')).toBe('elsewhere');
  expect(advice('sandbox', 'circuit_open')).toBe('elsewhere');
});

it.each(['card_declined', 'insufficient_funds', 'expired_card', 'challenge_failed'])(
  'a hard decline (%s) is never tried elsewhere',
  (code) => {
    expect(advice('stripe', code)).toBe('never');
  },
);

it('a code that nobody knows is never tried elsewhere', () => {
  expect(advice('stripe', 'something_new')).toBe('never');
  expect(advice('stripe', 'constructor')).toBe('never');
});

it('an operator’s table comes first, and a gateway’s own row before the one of all', () => {
  expect(advice('stripe', 'lock_timeout')).toBe('same');
  expect(advice('stripe', 'lock_timeout', { stripe: { lock_timeout: 'never' } })).toBe('never');
  expect(advice('stripe', 'x', { '*': { x: 'same' }, stripe: { x: 'elsewhere' } })).toBe('elsewhere');
  expect(advice('wechat_pay', 'param_error')).toBe('elsewhere');
  expect(advice('stripe', 'param_error')).toBe('never');
});
