import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiScope, createApiKey, revokeApiKey } from '../../src/identity/index.ts';
import { startTill, type Till } from '../support/till.ts';

let till: Till;
beforeAll(async () => {
  till = await startTill({ REQUESTS_PER_MINUTE: '20' });
});
afterAll(() => till.close());

const make = (scopes: ApiScope[], given: { livemode?: boolean; expiresAtMs?: number } = {}) =>
  createApiKey(
    { ...till.running.house, livemode: given.livemode ?? false },
    {
      name: 'shop',
      scopes,
      expiresAtMs: given.expiresAtMs ?? null,
      requestsPerMinute: 100,
      actor: 'command_line',
    },
  );

const ask = (text: string) =>
  fetch(`${till.url}/v1/host/entitlements?hostUserId=nobody`, {
    headers: { authorization: `Bearer ${text}` },
  });

const report = (text: string) =>
  fetch(`${till.url}/v1/entitlements/ent_none/usage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${text}`, 'content-type': 'application/json' },
    body: JSON.stringify({ reportId: 'r1', kind: 'opened', occurredAtMs: 1 }),
  });

const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

describe('a host platform that calls with an API key', () => {
  it('reads what its scopes allow and is told which one it lacks', async () => {
    const { text } = await make(['entitlements:read']);
    const answer = await ask(text);
    expect([answer.status, await answer.json()]).toEqual([200, { entitlements: [] }]);
    const refused = await report(text);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({
      code: 'api_key_scope_missing',
      detail: 'the key lacks the scope usage:write',
    });
    const { text: writer } = await make(['usage:write']);
    expect(await codeOf(await report(writer))).toBe('not_found');
  });

  it.each([
    ['an unknown key', async () => `tk_test_000000000000_${'x'.repeat(43)}`, 'api_key_refused'],
    [
      'a key that has ended',
      async () => (await make(['entitlements:read'], { expiresAtMs: 1 })).text,
      'api_key_refused',
    ],
    [
      'a live key in test mode',
      async () => (await make(['entitlements:read'], { livemode: true })).text,
      'api_key_other_mode',
    ],
  ])('is refused with %s', async (_name, text, code) => {
    const response = await ask(await text());
    expect([response.status, await codeOf(response)]).toEqual([401, code]);
  });

  it('is refused with a revoked key', async () => {
    const { text, key } = await make(['entitlements:read']);
    await revokeApiKey(till.running.house, { keyId: key.keyId, actor: 'command_line' });
    expect(await codeOf(await ask(text))).toBe('api_key_refused');
  });

  it('opens no door of learners or staff', async () => {
    const { text } = await make(['orders:read', 'refunds:write']);
    const response = await fetch(`${till.url}/v1/orders`, { headers: { authorization: `Bearer ${text}` } });
    expect([response.status, await codeOf(response)]).toEqual([401, 'unauthenticated']);
  });

  it('may ask as often as its key allows, which is more than a browser may', async () => {
    const { text } = await make(['entitlements:read']);
    const answers = await Promise.all(Array.from({ length: 130 }, () => ask(text)));
    const refused = answers.find(({ status }) => status === 429);
    const allowed = answers.filter(({ status }) => status === 200).length;
    expect(allowed).toBeGreaterThanOrEqual(100);
    expect(allowed).toBeLessThan(130);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
