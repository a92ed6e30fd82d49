import { expect, it } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import { DomainError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import { callerOf, requireServer } from './caller.ts';
import { userIdOf } from './post-activity.ts';
import { signTicket, signToken, verifyTicket, verifyToken } from './token.ts';

const SECRET = 'a-secret-of-the-integrator';
const bound = { learnerId: 'lrn_1', isGuest: true, conversationId: 'conv_1', userId: 'dl_mai' };

function begin() {
  let nowMs = Date.UTC(2026, 7, 1);
  const deps = {
    db: undefined as never,
    clock: systemClock(() => nowMs),
    livemode: false,
    tokenKeys: [{ kid: 'k1', secret: 'a key of the house' }],
    secrets: ['another one while rotating', SECRET],
    origins: ['https://learn.example'],
  };
  const call = (token?: string, headers: Record<string, string> = {}) =>
    callerOf(deps, { headers: { ...headers, ...(token && { authorization: `Bearer ${token}` }) } });
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { deps, call, pass };
}

async function codeOf(work: () => unknown): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
}

it('a server proves itself by a secret, a client by its token; neither is nobody', async () => {
  const { deps, call } = begin();
  expect(await call(SECRET)).toEqual({ is: 'server' });
  expect(await call(await signToken(deps, bound))).toMatchObject({ is: 'client', token: bound });
  expect(await codeOf(() => call())).toBe('direct_line_token_missing');
  expect(await codeOf(() => call(`${SECRET}.`))).toBe('direct_line_token_refused');
});

it('a token ends after half an hour, a ticket after a minute; each is worth nothing as the other or in the other mode', async () => {
  const { deps, pass } = begin();
  const token = await signToken(deps, bound);
  const ticket = await signTicket(deps, { ...bound, afterSeq: 7, endsAtMs: 9 });
  expect(await verifyTicket(deps, ticket)).toMatchObject({ conversationId: 'conv_1', afterSeq: 7 });
  for (const refused of [
    () => verifyToken(deps, ticket),
    () => verifyTicket(deps, token),
    () => verifyToken({ ...deps, livemode: true }, token),
    () => verifyToken({ ...deps, tokenKeys: [{ kid: 'k1', secret: 'a key of somebody else' }] }, token),
  ]) {
    expect(await codeOf(refused)).toBe('direct_line_token_refused');
  }
  pass(limits.directLineTicketTtlMs + 1_000);
  expect(await codeOf(() => verifyTicket(deps, ticket))).toBe('direct_line_token_refused');
  expect(await codeOf(() => verifyToken(deps, token))).toBeNull();
  pass(limits.directLineTokenTtlMs);
  expect(await codeOf(() => verifyToken(deps, token))).toBe('direct_line_token_refused');
});

it('a page of an origin that is not trusted is refused, also with a good token', async () => {
  const { deps, call } = begin();
  const token = await signToken(deps, { ...bound, origins: ['https://other.example'] });
  expect(await codeOf(() => call(token, { origin: 'https://learn.example' }))).toBe(
    'direct_line_origin_refused',
  );
  expect(await codeOf(() => call(SECRET, { origin: 'https://evil.example' }))).toBe(
    'direct_line_origin_refused',
  );
  expect(await codeOf(() => call(SECRET, { origin: 'https://learn.example' }))).toBeNull();
});

it('a client makes no tokens and speaks for no other user than its own', async () => {
  const { deps, call } = begin();
  const named = await call(await signToken(deps, bound));
  const unnamed = await call(await signToken(deps, { ...bound, userId: undefined }));
  expect(await codeOf(() => requireServer(named))).toBe('direct_line_secret_needed');
  expect(await codeOf(() => userIdOf(named, { from: { id: 'dl_lin' } }))).toBe('direct_line_user_refused');
  expect(await codeOf(() => userIdOf(unnamed, { from: { id: 'dl_mai' } }))).toBe('direct_line_user_refused');
  expect([userIdOf(named, {}), userIdOf(unnamed, { from: { id: 'u1' } })]).toEqual(['dl_mai', 'u1']);
});
