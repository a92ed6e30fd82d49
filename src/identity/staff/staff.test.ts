import { expect, it } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import { DomainError } from '../../kernel/errors.ts';
import { newId, newSecret } from '../../kernel/id.ts';
import { createRateLimit } from '../../kernel/rate-limit.ts';
import { StaffRole } from '../wire.ts';
import { addStaff } from './add-staff.ts';
import type { StaffDeps } from './deps.ts';
import { livePeople } from './live.ts';
import { createRequireStaff, createStaffSocketGate } from './require-staff.ts';
import { CONSOLE_ROLES, DASHBOARD_ROLES } from './roles.ts';
import { cookieName, sessionCookie } from './session-token.ts';
import { type SignIn, signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const PASSWORD = 'correct horse';
const OURS = 'https://till.example';

describeOnBothEngines('staff', (database) => {
  let logins = 0;
  const begin = async (role: StaffRole = 'agent', changes: Partial<StaffDeps> = {}) => {
    let nowMs = Date.now();
    const clock = systemClock(() => nowMs);
    const ended: unknown[] = [];
    const deps: StaffDeps = {
      db: database(),
      clock,
      newId,
      newSecret,
      publicUrl: OURS,
      signInLimit: createRateLimit(clock, { perMinute: 1_000 }),
      addressLimit: createRateLimit(clock, { perMinute: 1_000 }),
      onSignedOut: async (end) => void ended.push(end),
      ...changes,
    };
    logins += 1;
    const login = `lin-${logins}-${newId('x').slice(2)}`;
    const staffId = await addStaff(deps, { login, password: PASSWORD, displayName: '林一', role });
    const enter = (given: Partial<SignIn> = {}) =>
      signIn(deps, { login, password: PASSWORD, address: '192.0.2.1', ...given });
    const read = (token: string, headers: Record<string, string> = {}) =>
      createRequireStaff(deps)(StaffRole.options)({
        method: 'GET',
        headers: { ...cookieOf(token), ...headers },
      });
    const pass = (ms: number) => {
      nowMs += ms;
    };
    return { deps, login, staffId, enter, read, pass, ended };
  };
  const cookieOf = (token: string) => ({ cookie: `a=b; ${cookieName(OURS)}=${token}; c=d` });
  const codeOf = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    return error instanceof DomainError ? error.code : error;
  };

  it('a password is kept as argon2id with parameters that OWASP asks for, a token as its hash', async () => {
    const { deps, staffId, enter } = await begin();
    const { token } = await enter();
    const account = await deps.db.query
      .selectFrom('staff')
      .selectAll()
      .where('staffId', '=', staffId)
      .executeTakeFirstOrThrow();
    expect(account.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const sessions = await deps.db.query
      .selectFrom('staff_session')
      .selectAll()
      .where('staffId', '=', staffId)
      .execute();
    expect(sessions).toHaveLength(1);
    expect(JSON.stringify([account, sessions])).not.toContain(token);
    expect(sessions[0]?.tokenHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('a login is one account, whatever its letters', async () => {
    const { deps, login, enter } = await begin();
    const again = {
      login: login.toUpperCase(),
      password: PASSWORD,
      displayName: 'x',
      role: 'admin',
    } as const;
    expect(await codeOf(addStaff(deps, again))).toBe('login_taken');
    expect((await enter({ login: login.toUpperCase() })).caller.login).toBe(login);
  });

  it('an unknown login, a wrong password and a locked account are answered alike', async () => {
    const { enter } = await begin();
    const wrong = await enter({ password: 'x' }).catch((error: unknown) => error);
    const unknown = await enter({ login: 'nobody' }).catch((error: unknown) => error);
    expect(unknown).toEqual(wrong);
    expect((wrong as DomainError).code).toBe('sign_in_refused');
  });

  it('five wrong passwords in a row lock the account, also for the right one, until the time is over', async () => {
    const { enter, pass } = await begin();
    for (let i = 0; i < 4; i += 1) await codeOf(enter({ password: 'wrong' }));
    await enter();
    for (let i = 0; i < 5; i += 1) await codeOf(enter({ password: 'wrong' }));
    expect(await codeOf(enter())).toBe('sign_in_refused');
    pass(15 * MINUTE_MS - 1);
    expect(await codeOf(enter())).toBe('sign_in_refused');
    pass(1);
    expect(await codeOf(enter({ password: 'wrong' }))).toBe('sign_in_refused');
    expect((await enter()).caller.role).toBe('agent');
  });

  it('of many guesses at once no more than five are looked at', async () => {
    const { deps, login, enter } = await begin();
    const guesses = Array.from({ length: 12 }, (_, i) => codeOf(enter({ password: `guess ${i}` })));
    expect(new Set(await Promise.all(guesses))).toEqual(new Set(['sign_in_refused']));
    const { failedSignIns } = await deps.db.query
      .selectFrom('staff')
      .select('failedSignIns')
      .where('login', '=', login)
      .executeTakeFirstOrThrow();
    expect(failedSignIns).toBe(5);
    expect(await codeOf(enter())).toBe('sign_in_refused');
  });

  it('tries are limited per address and per login, known or not', async () => {
    const clock = systemClock(() => 1_000_000);
    const { enter } = await begin('agent', {
      signInLimit: createRateLimit(clock, { perMinute: 2 }),
      addressLimit: createRateLimit(clock, { perMinute: 3 }),
    });
    await enter({ address: 'a' });
    await enter({ address: 'b' });
    expect(await codeOf(enter({ address: 'c' }))).toBe('rate_limited');
    for (const login of ['nobody', 'nobody']) {
      expect(await codeOf(enter({ login, address: 'd' }))).toBe('sign_in_refused');
    }
    expect(await codeOf(enter({ login: 'nobody', address: 'e' }))).toBe('rate_limited');
    expect(await codeOf(enter({ login: 'else', address: 'd' }))).toBe('sign_in_refused');
    expect(await codeOf(enter({ login: 'elsewhere', address: 'd' }))).toBe('rate_limited');
  });

  it('a session ends after 12 hours, or after 2 hours in which nobody was there', async () => {
    const { enter, read, pass } = await begin();
    const { token } = await enter();
    for (let hour = 1; hour < 12; hour += 1) {
      pass(HOUR_MS);
      expect((await read(token)).displayName).toBe('林一');
    }
    pass(HOUR_MS);
    expect(await codeOf(read(token))).toBe('staff_unauthenticated');
    const idle = (await enter()).token;
    pass(90 * MINUTE_MS);
    await read(idle, { 'x-tilltalk-background': '1' });
    pass(30 * MINUTE_MS);
    expect(await codeOf(read(idle))).toBe('staff_unauthenticated');
  });

  it('signing in changes the token and ends the one before', async () => {
    const { enter, read } = await begin();
    const first = await enter();
    const second = await enter({ formerToken: first.token });
    expect(second.token).not.toBe(first.token);
    expect(await codeOf(read(first.token))).toBe('staff_unauthenticated');
    expect((await read(second.token)).sessionHash).toBe(second.caller.sessionHash);
  });

  it('signing out ends this session only, and says when it was the last', async () => {
    const { deps, staffId, enter, read, ended } = await begin();
    const [laptop, phone] = [await enter(), await enter()];
    await signOut(deps, laptop.caller);
    expect(await codeOf(read(laptop.token))).toBe('staff_unauthenticated');
    expect((await livePeople(deps)).filter((person) => person.staffId === staffId)).toHaveLength(1);
    await signOut(deps, await read(phone.token));
    expect(ended).toEqual([
      { staffId, sessionHash: laptop.caller.sessionHash, isGone: false },
      { staffId, sessionHash: phone.caller.sessionHash, isGone: true },
    ]);
  });

  it('a disabled account is out at once and cannot come in', async () => {
    const { deps, staffId, enter, read } = await begin();
    const { token } = await enter();
    await deps.db.query
      .updateTable('staff')
      .set({ disabledAtMs: 1 })
      .where('staffId', '=', staffId)
      .execute();
    expect(await codeOf(read(token))).toBe('staff_unauthenticated');
    expect(await codeOf(enter())).toBe('sign_in_refused');
  });

  it.each([
    ['agent', true, false],
    ['supervisor', true, true],
    ['analyst', false, true],
    ['admin', true, true],
  ] as const)('%s: console %s, dashboard %s', async (role, console, dashboard) => {
    const { deps, enter } = await begin(role);
    const { token } = await enter();
    const request = { method: 'GET', headers: cookieOf(token) };
    const gate = createRequireStaff(deps);
    expect(await codeOf(gate(CONSOLE_ROLES)(request))).toBe(console ? null : 'role_forbidden');
    expect(await codeOf(gate(DASHBOARD_ROLES)(request))).toBe(dashboard ? null : 'role_forbidden');
  });

  it('what changes something needs our origin and the token of this very session', async () => {
    const { deps, enter } = await begin();
    const [mine, other] = [await enter(), await enter()];
    const gate = createRequireStaff(deps)(StaffRole.options);
    const post = (headers: Record<string, string>) =>
      codeOf(
        gate({ method: 'POST', headers: { host: 'till.example', ...cookieOf(mine.token), ...headers } }),
      );
    const token = { 'x-tilltalk-csrf': mine.caller.csrfToken };
    expect(await post({ origin: OURS, ...token })).toBeNull();
    expect(await post({ origin: OURS })).toBe('csrf_refused');
    expect(await post({ origin: OURS, 'x-tilltalk-csrf': other.caller.csrfToken })).toBe('csrf_refused');
    expect(await post(token)).toBe('csrf_refused');
    expect(await post({ origin: 'null', ...token })).toBe('csrf_refused');
    expect(await post({ origin: 'https://evil.example', ...token })).toBe('csrf_refused');
    expect(await post({ origin: 'https://till.example.evil.example', ...token })).toBe('csrf_refused');
    const socket = createStaffSocketGate(deps);
    const headers = { host: 'till.example', origin: OURS, ...cookieOf(mine.token) };
    expect(await codeOf(socket(CONSOLE_ROLES, { headers, csrfToken: mine.caller.csrfToken }))).toBeNull();
    expect(await codeOf(socket(CONSOLE_ROLES, { headers, csrfToken: '' }))).toBe('csrf_refused');
  });

  it('the cookie is for our pages only, and on https bound to the host', () => {
    const secure = sessionCookie('https://till.example', 'abc');
    expect(secure).toMatch(
      /^__Host-tilltalk_staff=abc; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200; Secure$/,
    );
    expect(sessionCookie('http://127.0.0.1:3000', 'abc')).toMatch(/^tilltalk_staff=abc; (?!.*Secure)/);
    expect(sessionCookie('http://127.0.0.1:3000', '')).toContain('Max-Age=0');
  });
});
