import { describe, expect, it } from 'vitest';
import { type BoughtLine, type RefundCase, refundableUntilMs, refundRefusal, windowDays } from './policy.ts';
import { loadRefundRules, RefundRules } from './rules/rules.ts';

const DAY_MS = 86_400_000;
const rules = loadRefundRules('demo/refund-rules.json');
const lenient = RefundRules.parse({
  ...rules,
  version: 'lenient',
  kinds: {
    ...rules.kinds,
    course: { days: 30, onceOpened: 'allowed', progressPercentMax: 20 },
    column: { days: 0, onceOpened: 'refused' },
  },
});
const opened = { kind: 'opened', percent: null };
const progress = (percent: number) => ({ kind: 'progress', percent });
const line = (kind: BoughtLine['kind'], ...usages: BoughtLine['usages']): BoughtLine => ({ kind, usages });

function judge(change: Partial<RefundCase>) {
  return refundRefusal({
    order: { paidAtMs: 1_000 },
    payment: { status: 'succeeded', amountMinor: 9900 },
    refundingMinor: 0,
    lines: [line('course')],
    rules,
    nowMs: 2_000,
    ...change,
  });
}

describe('the rules that come with Tilltalk', () => {
  it('give back what was not opened within seven days, to the millisecond', () => {
    expect(judge({})).toBeNull();
    expect(judge({ nowMs: 1_000 + 7 * DAY_MS })).toBeNull();
    expect(judge({ nowMs: 1_001 + 7 * DAY_MS })).toBe('too_late');
  });

  it('keep what was opened, and for e-books say that the law does', () => {
    expect(judge({ lines: [line('course', opened)] })).toBe('opened');
    expect(judge({ lines: [line('ebook', opened)] })).toBe('exempt');
    expect(judge({ lines: [line('ebook')] })).toBeNull();
  });
});

describe('rules as data', () => {
  it('allow progress up to a share of the content, of the kinds that say so', () => {
    const of = (percent: number) =>
      judge({ rules: lenient, lines: [line('course', opened, progress(percent))] });
    expect(of(20)).toBeNull();
    expect(of(21)).toBe('too_far');
    expect(judge({ rules: lenient, lines: [line('course', progress(5), progress(60))] })).toBe('too_far');
  });

  it('judge an order by its strictest line', () => {
    const lines = [line('course'), line('ebook', opened)];
    expect(judge({ rules: lenient, lines })).toBe('exempt');
    expect(windowDays({ rules: lenient, lines })).toBe(7);
    expect(refundableUntilMs(1_000, { rules: lenient, lines })).toBe(1_000 + 7 * DAY_MS);
    expect(judge({ rules: lenient, lines: [line('course'), line('column')] })).toBe('too_late');
  });

  it('without a window give nothing back', () => {
    expect(judge({ rules: lenient, lines: [line('column')], nowMs: 1_001 })).toBe('too_late');
  });
});

describe('whatever the rules say', () => {
  it.each([
    ['refunded', 'refunded', 9900],
    ['disputed', 'disputed', 0],
    ['partially_refunded', 'partly_refunded', 100],
    ['partially_refunded', 'refund_running', 9900],
    ['requires_action', 'not_paid', 0],
    ['succeeded', 'refund_running', 1],
  ] as const)('a payment that is %s answers %s', (status, refusal, refundingMinor) => {
    expect(judge({ payment: { status, amountMinor: 9900 }, refundingMinor })).toBe(refusal);
  });

  it('what was free has nothing to give back', () => {
    expect(judge({ payment: { status: 'succeeded', amountMinor: 0 } })).toBe('free');
  });
});

describe('a rule set', () => {
  const refused = (change: object) =>
    RefundRules.safeParse({ ...rules, ...change }).error?.issues[0]?.message;

  it('names purchase terms that exist', () => {
    expect(refused({ termsVersion: '1999-01' })).toBe('names no version of the purchase terms');
  });

  it('has the legal text where goods are exempt, and only there', () => {
    const message = 'goods exempt once opened, and only they, need the legal text that says so';
    const { ebook, course, column } = rules.kinds;
    expect(refused({ kinds: { course, column, ebook: { days: 7, onceOpened: 'exempt' } } })).toBe(message);
    expect(refused({ kinds: { course: { ...ebook, onceOpened: 'refused' }, column, ebook } })).toBe(message);
  });
});
