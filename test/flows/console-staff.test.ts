import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StaffView } from '../../src/identity/wire.ts';
import { staffApi, staffRequest } from '../support/staff-api.ts';
import { addAccount } from '../support/staff-cookie.ts';
import { startTill, type Till } from '../support/till.ts';

let till: Till;
beforeAll(async () => {
  till = await startTill();
});
afterAll(() => till.close());

const signIn = (body: object, headers: Record<string, string> = { origin: till.url }) =>
  staffRequest<StaffView>(till.url, ['POST', '/v1/staff/sessions'], { body, headers });
const me = (headers: Record<string, string>) =>
  staffRequest<StaffView>(till.url, ['GET', '/v1/staff/me'], { headers });

describe('staff over HTTP', () => {
  it('signing in sets a cookie that scripts and other sites do not see, and answers what the page needs', async () => {
    const { login, password, displayName } = await addAccount(till, 'agent');
    const answer = await signIn({ login, password });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const header = answer.headers.get('set-cookie') ?? '';
    expect(header).toMatch(
      /^tilltalk_staff=[0-9a-z]{32}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
    );
    expect(answer.body).toMatchObject({ login, displayName, role: 'agent' });
    expect(JSON.stringify(answer.body)).not.toContain(header.slice(15, 47));
    const again = await me({ cookie: header.split(';')[0] ?? '' });
    expect(again.body).toEqual(answer.body);
  });

  it('says the same of an unknown login and a wrong password', async () => {
    const { login } = await addAccount(till, 'agent');
    const wrong = await signIn({ login, password: 'wrong password' });
    const unknown = await signIn({ login: 'nobody-here', password: 'wrong password' });
    expect([wrong.status, wrong.body.code]).toEqual([401, 'sign_in_refused']);
    expect(unknown.body).toEqual(wrong.body);
    expect(unknown.headers.get('set-cookie')).toBeNull();
  });

  it('another site can neither sign anybody in nor out', async () => {
    const { login, password } = await addAccount(till, 'agent');
    for (const origin of ['https://evil.example', 'null', '']) {
      const answer = await signIn({ login, password }, { origin });
      expect([answer.status, answer.body.code]).toEqual([403, 'csrf_refused']);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
    const staff = await staffApi(till, 'agent');
    const signOut = (headers: Record<string, string>) =>
      staff.call('DELETE', '/v1/staff/sessions/current', { headers });
    expect((await signOut({ 'x-tilltalk-csrf': '' })).body.code).toBe('csrf_refused');
    expect((await signOut({ origin: 'https://evil.example' })).body.code).toBe('csrf_refused');
    expect((await me({ cookie: staff.cookie })).status).toBe(200);
    const out = await signOut({});
    expect(out.status).toBe(200);
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await me({ cookie: staff.cookie })).status).toBe(401);
  });

  it('the console and the sign-in are never shown in a frame, and run no inline script', async () => {
    const page = await fetch(`${till.url}/console`);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toMatch(/script-src 'nonce-/);
    expect(policy).not.toContain('unsafe-inline');
  });
});
