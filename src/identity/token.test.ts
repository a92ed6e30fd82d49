import { SignJWT } from 'jose';
import { expect, it } from 'vitest';
import { systemClock } from '../kernel/clock.ts';
import { signLearnerToken, verifyLearnerToken } from './token.ts';

const keys = [
  { kid: 'new', secret: 'a secret of today, long enough' },
  { kid: 'old', secret: 'a secret of before, long enough' },
];
const deps = { clock: systemClock(), livemode: false, tokenKeys: keys };
const inAnHour = Math.floor(Date.now() / 1000) + 3_600;

/** Signed by another hand than the one that verifies. */
function signed(
  claims: Record<string, unknown> = {},
  { alg = 'HS256', kid = 'new', secret = keys[0]?.secret ?? '' } = {},
): Promise<string> {
  const all = {
    guest: false,
    livemode: false,
    iss: 'tilltalk',
    aud: 'tilltalk-widget',
    sub: 'lrn_1',
    exp: inAnHour,
  };
  return new SignJWT({ ...all, ...claims })
    .setProtectedHeader({ alg, kid, typ: 'JWT' })
    .sign(new TextEncoder().encode(secret));
}

it('a token of ours says who it is, also when the key before signed it', async () => {
  const { token } = await signLearnerToken(deps, { learnerId: 'lrn_1', isGuest: true });
  expect(await verifyLearnerToken(deps, token)).toMatchObject({ learnerId: 'lrn_1', isGuest: true });
  const old = await signed({}, { kid: 'old', secret: keys[1]?.secret ?? '' });
  expect(await verifyLearnerToken(deps, old)).toMatchObject({
    learnerId: 'lrn_1',
    expiresAtMs: inAnHour * 1000,
  });
});

const changed = async (at: 0 | 1 | 2, text: string): Promise<string> => {
  const parts = (await signed()).split('.');
  parts[at] = text;
  return parts.join('.');
};
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

it.each<[string, () => Promise<string>]>([
  ['whose claims were changed', () => changed(1, base64({ sub: 'lrn_2', exp: inAnHour, livemode: false }))],
  ['whose signature was changed', () => changed(2, Buffer.alloc(32).toString('base64url'))],
  ['without a signature', () => changed(2, '')],
  ['that says it needs none', () => changed(0, base64({ alg: 'none', kid: 'new' }))],
  ['with a part more', async () => `${await signed()}.x`],
  ['of a key that nobody has', () => signed({}, { kid: 'other' })],
  ['of one key in the name of another', () => signed({}, { kid: 'old' })],
  ['of another algorithm', () => signed({}, { alg: 'HS512' })],
  ['that has ended', () => signed({ exp: Math.floor(Date.now() / 1000) - 1 })],
  ['that never ends', () => signed({ exp: undefined })],
  ['of nobody', () => signed({ sub: undefined })],
  ['for somebody else', () => signed({ aud: 'tilltalk-server' })],
  ['of another issuer', () => signed({ iss: 'other' })],
  ['of the other mode', () => signed({ livemode: true })],
  ['that is none', async () => 'a.b'],
])('a token %s is refused', async (_how, make) => {
  await expect(verifyLearnerToken(deps, await make())).rejects.toMatchObject({ code: 'unauthenticated' });
});
