import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { pauseAfter, readRetryAfter, WEBHOOK_ATTEMPTS_MAX } from './retry-schedule.ts';
import { makeWebhookSecret, signWebhook } from './sign-webhook.ts';

describe('signatures', () => {
  it('are those of the published vector of Standard Webhooks', () => {
    const headers = signWebhook({
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestampMs: 1_614_265_330_000,
      body: '{"test": 2432232314}',
      secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    });
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('while rotating satisfy a receiver with either secret, and nobody else', () => {
    const [old, fresh, stranger] = [makeWebhookSecret(), makeWebhookSecret(), makeWebhookSecret()];
    const body = JSON.stringify({ type: 'webhook.trial' });
    const headers = signWebhook({ id: 'msg_1', timestampMs: Date.now(), body, secrets: [fresh, old] });
    for (const secret of [old, fresh]) {
      expect(new Webhook(secret).verify(body, headers)).toEqual({ type: 'webhook.trial' });
    }
    expect(() => new Webhook(stranger).verify(body, headers)).toThrow();
    expect(() => new Webhook(old).verify(`${body} `, headers)).toThrow();
    const late = { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) + 1) };
    expect(() => new Webhook(old).verify(body, late)).toThrow();
  });

  it('come from secrets of 256 bits, and a message without one is not sent', () => {
    expect(Buffer.from(makeWebhookSecret().slice('whsec_'.length), 'base64')).toHaveLength(32);
    expect(() => signWebhook({ id: 'msg_1', timestampMs: 0, body: '', secrets: [] })).toThrow();
  });
});

describe('the schedule', () => {
  const seconds = (attempts: number, given: { retryAfterMs?: number; random?: number } = {}) => {
    const pauseMs = pauseAfter({ attempts, retryAfterMs: null, random: 0.5, ...given });
    return pauseMs === null ? null : pauseMs / 1000;
  };

  it('is 0, 5 s, 5 m, 30 m, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h and then nothing', () => {
    const pauses = Array.from({ length: WEBHOOK_ATTEMPTS_MAX + 1 }, (_, attempts) => seconds(attempts));
    const hours = [2, 5, 10, 14, 20, 24].map((hour) => hour * 3600);
    expect(pauses).toEqual([0, 5, 300, 1800, ...hours, null]);
  });

  it('is a tenth longer or shorter by chance', () => {
    expect([seconds(2, { random: 0 }), seconds(2, { random: 1 })]).toEqual([270, 330]);
  });

  it('waits as long as a receiver asks, at most a day, and never shorter than planned', () => {
    expect(seconds(1, { retryAfterMs: 60_000 })).toBe(60);
    expect(seconds(2, { retryAfterMs: 1_000 })).toBe(300);
    expect(seconds(1, { retryAfterMs: 1e12 })).toBe(86_400);
  });

  it('reads Retry-After as seconds or as a date', () => {
    const nowMs = Date.UTC(2026, 7, 1, 12);
    expect(readRetryAfter('120', nowMs)).toBe(120_000);
    expect(readRetryAfter('Sat, 01 Aug 2026 12:01:00 GMT', nowMs)).toBe(60_000);
    expect(readRetryAfter('Sat, 01 Aug 2026 11:00:00 GMT', nowMs)).toBe(0);
    expect(readRetryAfter('soon', nowMs)).toBeNull();
    expect(readRetryAfter(undefined, nowMs)).toBeNull();
  });
});
