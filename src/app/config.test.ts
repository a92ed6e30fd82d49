import { expect, it } from 'vitest';
import { readConfig } from './config.ts';

const secret = 'a secret of a house that sells for real';
const live = {
  TILLTALK_MODE: 'live',
  SANDBOX: '0',
  DEMO: '0',
  TOKEN_SECRETS: `k1:${secret}`,
  HOST_SECRETS: `k1:${secret}`,
  HOUSE_SECRETS: `k1:${secret}`,
  RETURN_SECRET: secret,
};

it('live mode starts with secrets of its own and without anything made for trying', () => {
  expect(readConfig(live).livemode).toBe(true);
});

it.each([
  ['the sandbox gateway', { SANDBOX: '1' }, 'sandbox'],
  ['the demo', { DEMO: '1' }, 'demo'],
  ['a demo secret', { RETURN_SECRET: '' }, 'demo secrets'],
  ['a demo secret of the house', { HOUSE_SECRETS: '' }, 'HOUSE_SECRETS'],
  ['a failpoint', { TILLTALK_FAILPOINT: 'pay.attempt_committed:2' }, 'failpoints'],
])('live mode refuses %s', (_name, change, words) => {
  expect(() => readConfig({ ...live, ...change })).toThrow(words);
});

it('a failpoint is named with the pass at which it stops', () => {
  expect(readConfig({ TILLTALK_FAILPOINT: 'pay.attempt_committed:2' }).TILLTALK_FAILPOINT).toEqual({
    name: 'pay.attempt_committed',
    nth: 2,
  });
});

it('a host platform that publishes its keys shares no secret, and says who it is', () => {
  const published = { ...live, HOST_SECRETS: '', HOST_JWKS_URL: 'https://host.example/jwks.json' };
  expect(() => readConfig(published)).toThrow('HOST_ISSUER');
  const config = readConfig({ ...published, HOST_ISSUER: 'https://host.example' });
  expect(config.HOST_SECRETS).toEqual([]);
});

it('a role of its own needs a database and a Redis that others share', () => {
  expect(() => readConfig({ ROLE: 'web' })).toThrow('DATABASE_URL');
});

it('every variable that is wrong is named, and no secret is printed', () => {
  const wrong = { PORT: 'many', HOST_SECRETS: 'k1:short', MERCHANT_COUNTRY: 'china' };
  expect(() => readConfig(wrong)).toThrow(/PORT[\s\S]*HOST_SECRETS[\s\S]*MERCHANT_COUNTRY/);
  expect(() => readConfig(wrong)).not.toThrow(/short/);
});

it('tables of facts are named with the days they are kept, one or several, and no others', () => {
  const kept = (text: string) => readConfig({ ANALYTICS_RETENTION: text }).ANALYTICS_RETENTION;
  expect(kept('message=90')).toEqual({ message: 90 });
  expect(kept('message=90,turn=400')).toEqual({ message: 90, turn: 400 });
  expect(kept('')).toEqual({});
  for (const wrong of ['ledger=90', 'message=0', 'message=soon'])
    expect(() => kept(wrong)).toThrow('ANALYTICS_RETENTION');
});
