import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Demo, startDemo } from '../../src/demo/server.ts';

const hostSecret = 'only-for-this-test';
const tilltalkUrl = 'http://127.0.0.1:3999';
let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ host: 'localhost', port: 0, hostSecret, tilltalkUrl });
});
afterAll(() => demo.close());

const signInAs = async (learner: string, next = '/') => {
  const body = new URLSearchParams({ learner, next });
  const response = await fetch(`${demo.url}/sign-in`, { method: 'POST', body, redirect: 'manual' });
  return { response, cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' };
};
const tokenFor = (cookie: string) => fetch(`${demo.url}/tilltalk-token`, { headers: { cookie } });

test('a signed-in learner gets a token for Tilltalk that any JWT library accepts', async () => {
  const { cookie } = await signInAs('gleam-lin');
  const token = await (await tokenFor(cookie)).text();
  const { payload, protectedHeader } = await jwtVerify(token, new TextEncoder().encode(hostSecret), {
    audience: 'tilltalk',
    issuer: 'demo-platform',
  });
  expect(protectedHeader).toEqual({ alg: 'HS256', kid: 'demo-1', typ: 'JWT' });
  expect(payload).toMatchObject({ sub: 'gleam-lin', name: '林小满' });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(600);
});

test('a visitor, and who edits the cookie, gets no token', async () => {
  const { cookie } = await signInAs('gleam-lin');
  for (const forged of ['', 'gleam_learner=gleam-lin', cookie.replace('gleam-lin', 'gleam-zhou')]) {
    expect((await tokenFor(forged)).status).toBe(401);
  }
});

test('signing in leads to pages of this site only', async () => {
  for (const next of ['https://evil.invalid/', '//evil.invalid', '/\\evil.invalid', 'javascript:alert(1)']) {
    expect((await signInAs('gleam-lin', next)).response.headers.get('location')).toBe('/');
  }
  const { response } = await signInAs('gleam-lin', '/learn/demo:x:zh');
  expect(response.headers.get('location')).toBe('/learn/demo:x:zh');
  expect((await signInAs('nobody')).response.status).toBe(400);
});

test('opened by the number of this machine, it leads to its name, where learners are signed in', async () => {
  const byNumber = demo.url.replace('localhost', '127.0.0.1');
  const response = await fetch(`${byNumber}/learn/demo:x:zh?from=chat`, { redirect: 'manual' });
  expect(response.headers.get('location')).toBe(`${demo.url}/learn/demo:x:zh?from=chat`);
  expect((await fetch(byNumber)).url).toBe(`${demo.url}/`);
});

test('the lesson page names what was opened, and an unknown id gets a friendly page', async () => {
  const page = async (id: string) => (await fetch(`${demo.url}/learn/${encodeURIComponent(id)}`)).text();
  expect(await page('demo:python-from-zero:zh')).toContain(
    '<h1>Python 零基础：从第一行代码到自动化脚本</h1>',
  );
  expect(await page('nothing-here')).toContain('编号 nothing-here 的内容正在上架');
  expect(await page('<script>alert(1)</script>')).not.toContain('<script>alert');
});

test('its policy lets in its own files and Tilltalk, and no other script', async () => {
  const response = await fetch(demo.url);
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain(`frame-src ${tilltalkUrl};`);
  expect(policy).toMatch(new RegExp(`script-src 'self' ${tilltalkUrl} 'sha256-[^']+';`));
  expect(policy).not.toContain('unsafe');
  expect(await response.text()).not.toMatch(/ style=| on[a-z]+="/);
});

function startProcess(): ChildProcess {
  const main = fileURLToPath(new URL('../../src/demo/main.ts', import.meta.url));
  const env = { ...process.env, DEMO_PORT: '0', DEMO_FOLLOW_PARENT: '1', TILLTALK_URL: tilltalkUrl };
  return spawn(process.execPath, ['--import', 'tsx', main], { env, stdio: ['pipe', 'pipe', 'inherit'] });
}

async function readyLine(child: ChildProcess): Promise<{ ready: boolean; url: string }> {
  if (!child.stdout) throw new Error('no output');
  const [line] = await once(createInterface(child.stdout), 'line');
  return JSON.parse(String(line));
}

test.each([
  ['its parent goes away', (child: ChildProcess) => child.stdin?.end()],
  ['it is asked to stop', (child: ChildProcess) => child.kill('SIGTERM')],
] as const)('it says when it is ready and ends when %s', async (_, end) => {
  const child = startProcess();
  const { ready, url } = await readyLine(child);
  expect(ready).toBe(true);
  expect((await fetch(url)).status).toBe(200);
  end(child);
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
});
