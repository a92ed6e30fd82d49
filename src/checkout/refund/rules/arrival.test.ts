import { expect, it } from 'vitest';
import { arrivalOf } from './arrival.ts';

const at = (text: string) => Date.parse(text);
const zone = { timeZone: 'Asia/Shanghai' };
const friday = at('2026-11-27T20:00:00+08:00');

it.each([
  ['alipay', 'alipay', '几分钟到 1 天', at('2026-11-28T20:00:00+08:00')],
  ['wechat', 'wechat_pay', '1–3 天', at('2026-11-30T20:00:00+08:00')],
  ['stripe', 'card', '5–10 个工作日', at('2026-12-11T20:00:00+08:00')],
  [null, 'wallet', '立即到账', friday + 60_000],
  ['sandbox', 'card', '10 分钟内', friday + 600_000],
  ['sandbox_b', 'alipay', '10 分钟内', friday + 600_000],
  ['unheard_of', 'cheque', '1–10 个工作日', at('2026-12-11T20:00:00+08:00')],
])('money that goes back by %s to %s shows within %s', (gateway, method, zh, byMs) => {
  const arrival = arrivalOf({ gateway, method, nowMs: friday, ...zone });
  expect(arrival.text.zh).toBe(zh);
  expect(new Date(arrival.byMs).toISOString()).toBe(new Date(byMs).toISOString());
});

it('weekends are those of the merchant’s own time zone', () => {
  // Saturday morning in Shanghai is Friday evening in New York: one working day more.
  const nowMs = at('2026-11-28T08:00:00+08:00');
  const by = (timeZone: string) => arrivalOf({ gateway: 'stripe', method: 'card', nowMs, timeZone }).byMs;
  expect(by('America/New_York') - by('Asia/Shanghai')).toBe(86_400_000);
});
