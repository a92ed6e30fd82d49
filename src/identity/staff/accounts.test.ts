import { expect, it } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import { DomainError } from '../../kernel/errors.ts';
import { newId, newSecret } from '../../kernel/id.ts';
import { limits } from '../../kernel/limits.ts';
import { createRateLimit } from '../../kernel/rate-limit.ts';
import { StaffRole } from '../wire.ts';
import { addStaff } from './add-staff.ts';
import { createAddressDelay } from './address-delay.ts';
import { changePassword } from './change-password.ts';
import { changeStaff } from './change-staff.ts';
import type { StaffDeps } from './deps.ts';
import { deviceLabelOf } from './device.ts';
import { listAccounts } from './list-accounts.ts';
import { createRequireStaff } from './require-staff.ts';
import { cookieName } from './session-token.ts';
import { listSessions, revokeSessions } from './sessions.ts';
import { type SignedIn, signIn } from './sign-in.ts';

const OURS = 'https://till.example';
const PASSWORD = 'correct horse';
const MINUTE_MS = 60_000;

const codeOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof DomainError ? error.code : error;
};

describeOnBothEngines('accounts of staff', (database) => {
  const begin = async (role: StaffRole = 'agent') => {
    let nowMs = Date.now();
    const clock = systemClock(() => nowMs);
    const ended: string[] = [];
    const many = createRateLimit(clock, { perMinute: 1_000 });
    const deps: StaffDeps = {
      db: database(),
      clock,
      newId,
      newSecret,
      publicUrl: OURS,
      signInLimit: many,
      addressLimit: many,
      onSignedOut: async ({ sessionHash }) => void ended.push(sessionHash),
    };
    const login = newId('lin');
    const staffId = await addStaff(deps, { login, password: PASSWORD, displayName: '林一', role });
    const enter = (password = PASSWORD): Promise<SignedIn> =>
      signIn(deps, { login, password, address: '192.0.2.1', device: 'Firefox · Linux' });
    const read = ({ token }: SignedIn) =>
      createRequireStaff(deps)(StaffRole.options)({
        method: 'GET',
        headers: { cookie: `${cookieName(OURS)}=${token}` },
      });
    const pass = (ms: number) => {
      nowMs += ms;
    };
    const audited = async () => {
      const rows = database()
        .query.selectFrom('audit_entry')
        .select('action')
        .where('subjectId', '=', staffId);
      return (await rows.orderBy('sequence').execute()).map(({ action }) => action);
    };
    return { deps, staffId, enter, read, pass, ended, audited };
  };
  const admin = { staffId: 'stf_admin' };

  it('each lock in a row lasts twice as long as the one before, and stands in the audit chain; a sign-in ends the row', async () => {
    const { enter, pass, audited } = await begin();
    for (const minutes of [15, 30, 60]) {
      for (let i = 0; i < limits.signInTriesMax; i += 1) await codeOf(enter('wrong'));
      pass(minutes * MINUTE_MS - 1);
      expect(await codeOf(enter())).toBe('sign_in_refused');
      pass(1);
    }
    await enter();
    for (let i = 0; i < limits.signInTriesMax; i += 1) await codeOf(enter('wrong'));
    pass(15 * MINUTE_MS);
    await enter();
    expect((await audited()).filter((action) => action === 'staff.locked')).toHaveLength(4);
  });

  it('a new password ends every session and opens one; the old one opens nothing any more', async () => {
    const { deps, enter, read, ended } = await begin();
    const [laptop, phone] = [await enter(), await enter()];
    const wrong = { caller: laptop.caller, currentPassword: 'x', newPassword: 'a new horse', device: null };
    expect(await codeOf(changePassword(deps, wrong))).toBe('sign_in_refused');
    const changed = await changePassword(deps, { ...wrong, currentPassword: PASSWORD });
    expect(await codeOf(read(laptop))).toBe('staff_unauthenticated');
    expect(await codeOf(read(phone))).toBe('staff_unauthenticated');
    expect((await read(changed)).csrfToken).not.toBe(laptop.caller.csrfToken);
    expect(ended.toSorted()).toEqual([laptop.caller.sessionHash, phone.caller.sessionHash].toSorted());
    expect(await codeOf(enter())).toBe('sign_in_refused');
    expect((await enter('a new horse')).caller.role).toBe('agent');
  });

  it('one sees where one is signed in and ends what is not known; nobody ends a session of another', async () => {
    const { deps, enter, read } = await begin();
    const stranger = await (await begin()).enter();
    const [laptop, phone] = [await enter(), await enter()];
    const sessions = await listSessions(deps, laptop.caller);
    expect(sessions).toHaveLength(2);
    expect(sessions.filter(({ isThis }) => isThis)).toHaveLength(1);
    expect(JSON.stringify(sessions)).not.toContain(laptop.caller.sessionHash);
    const other = sessions.find(({ isThis }) => !isThis);
    const sessionId = other?.sessionId ?? '';
    expect(other?.device).toBe('Firefox · Linux');
    expect(await codeOf(revokeSessions(deps, { caller: stranger.caller, sessionId }))).toBe('not_found');
    expect(await revokeSessions(deps, { caller: laptop.caller, sessionId })).toBe(1);
    expect(await codeOf(read(phone))).toBe('staff_unauthenticated');
    await Promise.all([enter(), enter()]);
    expect(await revokeSessions(deps, { caller: laptop.caller })).toBe(2);
    expect((await read(laptop)).staffId).toBe(laptop.caller.staffId);
  });

  it('a changed role, a disabled account and a reset password each end the sessions there are', async () => {
    const { deps, staffId, enter, read, audited } = await begin();
    const first = await enter();
    await changeStaff(deps, { staffId, by: admin, change: { to: 'role', role: 'supervisor' } });
    expect(await codeOf(read(first))).toBe('staff_unauthenticated');
    const second = await enter();
    expect(second.caller.role).toBe('supervisor');
    await changeStaff(deps, { staffId, by: admin, change: { to: 'disabled' } });
    expect(await codeOf(read(second))).toBe('staff_unauthenticated');
    expect(await codeOf(enter())).toBe('sign_in_refused');
    await changeStaff(deps, { staffId, by: admin, change: { to: 'enabled' } });
    for (let i = 0; i < limits.signInTriesMax; i += 1) await codeOf(enter('wrong'));
    expect(await codeOf(enter())).toBe('sign_in_refused');
    await changeStaff(deps, { staffId, by: admin, change: { to: 'unlocked' } });
    const third = await enter();
    await changeStaff(deps, { staffId, by: admin, change: { to: 'unlocked' } });
    expect((await read(third)).staffId).toBe(staffId);
    for (let i = 0; i < limits.signInTriesMax; i += 1) await codeOf(enter('wrong'));
    await changeStaff(deps, { staffId, by: admin, change: { to: 'password', password: 'a new horse' } });
    expect((await enter('a new horse')).caller.staffId).toBe(staffId);
    const account = (await listAccounts(deps)).find((one) => one.staffId === staffId);
    expect(account).toMatchObject({
      role: 'supervisor',
      isDisabled: false,
      lockedUntilMs: null,
      sessionsCount: 1,
    });
    expect(await audited()).toEqual(
      expect.arrayContaining([
        'staff.role_changed',
        'staff.disabled',
        'staff.enabled',
        'staff.unlocked',
        'staff.password_reset',
      ]),
    );
  });

  it('nobody administers themselves, and somebody who can is always left', async () => {
    const { deps, staffId } = await begin('admin');
    const [role, disabled] = [{ to: 'role', role: 'agent' }, { to: 'disabled' }] as const;
    expect(await codeOf(changeStaff(deps, { staffId, by: { staffId }, change: role }))).toBe('own_account');
    expect(await codeOf(changeStaff(deps, { staffId: 'stf_none', by: admin, change: role }))).toBe(
      'not_found',
    );
    const others = (await listAccounts(deps)).filter(
      (one) => one.role === 'admin' && one.staffId !== staffId,
    );
    for (const other of others) {
      await changeStaff(deps, { staffId: other.staffId, by: admin, change: disabled });
    }
    expect(await codeOf(changeStaff(deps, { staffId, by: admin, change: disabled }))).toBe('last_admin');
    expect(await codeOf(changeStaff(deps, { staffId, by: 'command_line', change: role }))).toBe('last_admin');
    const second = await begin('admin');
    const both = [staffId, second.staffId].map((one) =>
      codeOf(changeStaff(deps, { staffId: one, by: admin, change: disabled })),
    );
    expect((await Promise.all(both)).toSorted()).toEqual(['last_admin', null].toSorted());
  });
});

it('an address from which sign-ins fail in a row waits longer each time, until one succeeds', () => {
  let nowMs = 0;
  const delay = createAddressDelay({ wallMs: () => nowMs });
  const waitSeconds = () => {
    try {
      delay.require('192.0.2.1');
      return 0;
    } catch (error) {
      return (error as DomainError).retryAfterSeconds;
    }
  };
  const waits = Array.from({ length: 24 }, () => {
    delay.note('192.0.2.1', false);
    const wait = waitSeconds() ?? 0;
    nowMs += wait * 1_000;
    return wait;
  });
  expect(waits.slice(8, 15)).toEqual([0, 0, 1, 2, 4, 8, 16]);
  expect(waits.at(-1)).toBe(900);
  delay.require('192.0.2.2');
  delay.note('192.0.2.1', false);
  delay.note('192.0.2.1', true);
  expect(waitSeconds()).toBe(0);
});

it.each([
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36',
    'Chrome · macOS',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari · iOS',
  ],
  ['curl/8', null],
  [undefined, null],
])('%s is known again as %s', (userAgent, label) => {
  expect(deviceLabelOf(userAgent)).toBe(label);
});
