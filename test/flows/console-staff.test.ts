import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StaffRole, StaffView } from '../../src/identity/wire.ts';
import { type StaffApi, staffApi, staffRequest } from '../support/staff-api.ts';
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
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe-inline');
  });
});

type Who = StaffRole | 'nobody' | 'learner';
const ROLES: readonly Who[] = ['nobody', 'learner', 'analyst', 'agent', 'supervisor', 'admin'];

/** What each may do where; a refusal by role says nothing of what is there. */
const TABLE: readonly (readonly [method: string, path: string, Record<Who, string>])[] = [
  ['GET', '/v1/staff/me', inside(200, ['analyst', 'agent', 'supervisor', 'admin'])],
  ['GET', '/v1/console/conversations?view=queue', inside(200)],
  ['GET', '/v1/console/conversations?view=mine', inside(200)],
  ['GET', '/v1/console/reviews', inside(200)],
  ['GET', '/v1/console/conversations/conv_none', inside(404)],
  ['POST', '/v1/console/conversations/conv_none/handoff/accept', inside(404)],
  ['POST', '/v1/console/conversations/conv_none/handoff/release', inside(409)],
  ['POST', '/v1/console/conversations/conv_none/messages', inside(409)],
  ['POST', '/v1/console/reviews/rev_none/decisions', inside(404)],
];

function inside(status: number, allowed: readonly Who[] = ['agent', 'supervisor', 'admin']) {
  const outside = {
    nobody: '401',
    learner: '401',
    analyst: '403',
    agent: '403',
    supervisor: '403',
    admin: '403',
  };
  return Object.fromEntries(
    ROLES.map((who) => [who, allowed.includes(who) ? String(status) : outside[who]]),
  ) as Record<Who, string>;
}

const BODIES: Record<string, object> = {
  messages: { clientMessageId: 'msg_12345678', text: 'hello' },
  decisions: { decision: 'approve' },
};

describe('the table of roles and routes', () => {
  const staff = new Map<Who, StaffApi>();
  let learnerToken = '';
  beforeAll(async () => {
    for (const role of ['analyst', 'agent', 'supervisor', 'admin'] as const) {
      staff.set(role, await staffApi(till, role));
    }
    learnerToken = (await till.learner()).token;
  });

  it.each(TABLE)('%s %s', async (method, path, expected) => {
    const answers: Record<string, string> = {};
    const body = BODIES[path.split('/').at(-1) ?? ''];
    const init = body === undefined ? {} : { body };
    for (const who of ROLES) {
      const authorization = who === 'learner' ? `Bearer ${learnerToken}` : '';
      const answer = await (staff.get(who)?.call(method, path, init) ??
        staffRequest(till.url, [method, path], { ...init, headers: { authorization, origin: till.url } }));
      answers[who] = String(answer.status);
    }
    expect(answers).toEqual(expected);
  });

  it.each(TABLE.filter(([method]) => method !== 'GET'))(
    '%s %s without the token is refused',
    async (method, path) => {
      const body = BODIES[path.split('/').at(-1) ?? ''];
      const headers = { 'x-tilltalk-csrf': '' };
      const answer = await staff.get('admin')?.call(method, path, { headers, ...(body && { body }) });
      expect([answer?.status, answer?.body.code]).toEqual([403, 'csrf_refused']);
    },
  );
});
