import { SignJWT } from 'jose';
import { expect, it } from 'vitest';
import { systemClock } from '../kernel/clock.ts';
import { buyerFactsOf } from './buyer-facts.ts';
import { signLearnerToken, verifyHostToken, verifyLearnerToken } from './token.ts';

const secret = 'a secret that only this test knows';
const keys = [{ kid: 'k1', secret }];
const deps = { clock: systemClock(), livemode: false, tokenKeys: keys, hostKeys: keys };
const OPENID = 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o';

function hostToken(claims: Record<string, unknown>, sub = 'learner-1'): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
    .setAudience('tilltalk')
    .setSubject(sub)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(new TextEncoder().encode(secret));
}

it('an openid that the host signed is known of the caller, and of nobody else', async () => {
  const host = await verifyHostToken(deps, await hostToken({ wechat_openid: OPENID }));
  expect(host.wechatOpenid).toBe(OPENID);
  const signed = { learnerId: 'lrn_1', isGuest: false, wechatOpenid: OPENID };
  const { token } = await signLearnerToken(deps, signed);
  expect(await verifyLearnerToken(deps, token)).toMatchObject({ learnerId: 'lrn_1', wechatOpenid: OPENID });
  const { token: other } = await signLearnerToken(deps, { learnerId: 'lrn_2', isGuest: false });
  expect((await verifyLearnerToken(deps, other)).wechatOpenid).toBeNull();
});

it.each([[''], ['short'], ['o'.repeat(65)], ['o"><script>alert(1)</script>'], [28], [null]])(
  'a claim of another form (%j) counts as not known',
  async (claim) => {
    const host = await verifyHostToken(deps, await hostToken({ wechat_openid: claim }));
    expect(host.wechatOpenid).toBeNull();
  },
);

it.each([
  ['Lin@Mail.Example.com', 'mail.example.com'],
  ['学@例子.中国', '例子.中国'],
  ['no address', null],
  ['a@localhost', null],
  [`a@${'x.'.repeat(200)}com`, null],
  [7, null],
])('of the mail address %j nothing but %j is known of the caller', async (email, domain) => {
  const { emailDomain } = await verifyHostToken(deps, await hostToken({ email }));
  expect(emailDomain).toBe(domain);
  const { token } = await signLearnerToken(deps, { learnerId: 'lrn_1', isGuest: false, emailDomain });
  expect((await verifyLearnerToken(deps, token)).emailDomain).toBe(domain);
  expect(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).not.toContain('@');
});

it.each([
  ['NUL', 'a\0b'],
  ['half of a surrogate pair', 'a\uD83D'],
  ['a line break', 'a\nb'],
  ['129 characters', 'x'.repeat(129)],
])('a sub with %s names nobody', async (_name, sub) => {
  await expect(verifyHostToken(deps, await hostToken({}, sub))).rejects.toMatchObject({
    code: 'host_token_refused',
  });
});

it('a name is cut without leaving half of a character', async () => {
  const host = await verifyHostToken(deps, await hostToken({ name: `${'x'.repeat(79)}😀` }));
  expect(host.displayName).toBe('x'.repeat(79));
});

it('country and age of a host are known of the caller as far as products ask: no date, nobody older than 21', async () => {
  const nowMs = Date.UTC(2026, 5, 15);
  const factsOf = async (claims: Record<string, unknown>) => {
    const { country, ageYears } = await verifyHostToken(deps, await hostToken(claims));
    return [country, ageYears];
  };
  expect(await factsOf({ country: 'uk', age: 44 })).toEqual(['GB', 21]);
  expect(await factsOf({ country: 'Narnia', age: 'old' })).toEqual([null, null]);
  expect(await factsOf({ is_minor: true })).toEqual([null, 0]);
  expect(await factsOf({ is_minor: false })).toEqual([null, 18]);
  expect(await factsOf({ is_minor: true, age: 20 })).toEqual([null, 17]);
  const ageAt = (birthdate: unknown) => buyerFactsOf({ birthdate }, nowMs).ageYears;
  expect(['2010-06-15', '2010-06-16', '2010', 2010, '0000-06-16', 'soon'].map(ageAt)).toEqual([
    ...[16, 15, 15, 15, null, null],
  ]);
  const signed = { learnerId: 'lrn_1', isGuest: false, country: 'CN', ageYears: 15 };
  const { token } = await signLearnerToken(deps, signed);
  expect(await verifyLearnerToken(deps, token)).toMatchObject({ country: 'CN', ageYears: 15 });
});
