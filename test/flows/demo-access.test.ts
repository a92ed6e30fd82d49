import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jwtVerify } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Demo, startDemo } from '../../src/demo/server.ts';

const hostSecret = 'only-for-this-test';
const lesson = '/learn/demo:python-from-zero:zh';

/** Tilltalk as the platform's server meets it. */
let tilltalk: Server;
let demo: Demo;
let owned: { entitlementId: string; externalId: string }[];
let reports: { path: string; body: Record<string, unknown> }[];
let answersUsage: number;

beforeEach(async () => {
  owned = [{ entitlementId: 'ent_1', externalId: 'demo:python-from-zero:zh' }];
  reports = [];
  answersUsage = 200;
  tilltalk = createServer(async (request, response) => {
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    await jwtVerify(token, new TextEncoder().encode(hostSecret), { audience: 'tilltalk-server' });
    const url = new URL(request.url ?? '/', 'http://tilltalk.invalid');
    const isLin = url.searchParams.get('hostUserId') === 'gleam-lin';
    if (request.method === 'POST') {
      let text = '';
      for await (const chunk of request) text += String(chunk);
      reports.push({ path: url.pathname, body: JSON.parse(text) });
      response.statusCode = answersUsage;
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ entitlements: isLin ? owned : [], recorded: true }));
  });
  await new Promise<void>((resolve) => tilltalk.listen(0, '127.0.0.1', resolve));
  const { port } = tilltalk.address() as AddressInfo;
  demo = await startDemo({
    host: 'localhost',
    port: 0,
    hostSecret,
    tilltalkUrl: `http://127.0.0.1:${port}`,
  });
});
afterEach(async () => {
  await demo.close();
  tilltalk.closeAllConnections();
  await new Promise((resolve) => tilltalk.close(resolve));
});

async function cookieOf(learner: string): Promise<string> {
  const body = new URLSearchParams({ learner });
  const response = await fetch(`${demo.url}/sign-in`, { method: 'POST', body, redirect: 'manual' });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}
const open = async (cookie: string) => {
  const response = await fetch(demo.url + lesson, { headers: { cookie } });
  expect(response.status).toBe(200);
  return response.text();
};
const begin = (cookie: string) =>
  fetch(demo.url + lesson, { method: 'POST', headers: { cookie }, redirect: 'manual' });

test('landing on a lesson opens nothing: only pressing start is reported, once however often', async () => {
  const cookie = await cookieOf('gleam-lin');
  const landing = await open(cookie);
  expect(landing).toContain('data-state="bought"');
  expect(landing).toContain('开始学习后就不能自助退款了');
  expect(landing).not.toContain('欢迎来到第一节');
  expect(reports).toEqual([]);
  const answer = await begin(cookie);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, lesson]);
  expect(await open(cookie)).toContain('欢迎来到第一节');
  await begin(cookie);
  expect(reports.map(({ path }) => path)).toEqual(Array(2).fill('/v1/entitlements/ent_1/usage'));
  expect(reports[0]?.body).toMatchObject({
    kind: 'opened',
    reportId: expect.stringMatching(/^opened_[0-9a-f]{32}$/),
  });
  expect(reports[1]?.body['reportId']).toBe(reports[0]?.body['reportId']);
});

test('who has no access gets a friendly locked page, and cannot start', async () => {
  const cookie = await cookieOf('gleam-zhou');
  const page = await open(cookie);
  expect(page).toContain('data-state="none"');
  expect(page).toContain('问问学习顾问');
  await begin(cookie);
  expect(reports).toEqual([]);
  expect(await open(cookie)).not.toContain('欢迎来到第一节');
});

test('a visitor is asked to sign in', async () => {
  const page = await open('');
  expect(page).toContain('data-state="visitor"');
  expect(page).toContain('/sign-in?next=');
});

test('a lesson that was begun is closed again when access is withdrawn', async () => {
  const cookie = await cookieOf('gleam-lin');
  await begin(cookie);
  expect(await open(cookie)).toContain('data-state="started"');
  owned = [];
  expect(await open(cookie)).toContain('data-state="none"');
});

test('a lesson whose opening Tilltalk did not take stays unopened', async () => {
  answersUsage = 503;
  const cookie = await cookieOf('gleam-lin');
  await begin(cookie);
  expect(await open(cookie)).toContain('data-state="bought"');
});

test('the page stands while Tilltalk is away, and says so', async () => {
  const cookie = await cookieOf('gleam-lin');
  tilltalk.closeAllConnections();
  await new Promise((resolve) => tilltalk.close(resolve));
  const page = await open(cookie);
  expect(page).toContain('data-state="unknown"');
  expect(page).toContain('买过的内容不会丢');
});

test('the page does not wait for a Tilltalk that never answers', async () => {
  tilltalk.removeAllListeners('request');
  const page = await open(await cookieOf('gleam-lin'));
  expect(page).toContain('data-state="unknown"');
});
