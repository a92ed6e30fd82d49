import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { widgetRoutes } from './widget-routes.ts';

const folder = mkdtempSync(join(tmpdir(), 'tilltalk-pages-'));
const built = `<!doctype html><meta property="csp-nonce" nonce="__NONCE__"><script type="module" nonce="__NONCE__"></script>`;
let app: FastifyInstance;
beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  for (const page of ['frame', 'return', 'console', 'dashboard', 'pay'])
    writeFileSync(join(folder, `${page}.html`), built);
  writeFileSync(join(folder, 'widget.js'), '');
  writeFileSync(join(folder, 'assets', 'sheet-1.js'), '');
  app = Fastify();
  await app.register(
    widgetRoutes({ allowedSites: ['https://shop.example', 'http://localhost:3080'], folder }),
  );
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

const get = async (url: string) => {
  const { statusCode, headers, body } = await app.inject({ url, headers: { host: 'till.example' } });
  return { statusCode, body, headers, policy: String(headers['content-security-policy'] ?? '') };
};

it.each(['/widget/frame.html', '/console', '/dashboard', '/return/token'])(
  '%s runs only what carries the nonce of this one answer',
  async (path) => {
    const [one, other] = await Promise.all([get(path), get(path)]);
    const nonce = one.policy.match(/script-src 'nonce-([\w-]{22})' 'strict-dynamic';/)?.[1] ?? '';
    expect(nonce).not.toBe('');
    expect(one.body).toBe(built.replaceAll('__NONCE__', nonce));
    expect(other.policy).not.toContain(nonce);
    expect(one.policy).toContain("default-src 'none'");
    expect(one.policy).toContain(`style-src 'nonce-${nonce}'`);
    expect(one.policy).not.toContain('unsafe');
    expect(one.headers['cache-control']).toBe('no-store');
  },
);

it('the panel may be embedded by the allowed sites, and no other page by anybody', async () => {
  expect((await get('/widget/frame.html')).policy).toMatch(
    /frame-ancestors https:\/\/shop\.example http:\/\/localhost:3080$/,
  );
  for (const path of ['/console', '/dashboard', '/return/token'])
    expect((await get(path)).policy).toMatch(/frame-ancestors 'none'$/);
});

it('a page speaks with its own host only', async () => {
  expect((await get('/console')).policy).toContain(
    "connect-src 'self' ws://till.example wss://till.example;",
  );
  const forged = await app.inject({ url: '/console', headers: { host: 'till.example; script-src *' } });
  expect(String(forged.headers['content-security-policy'])).toContain("connect-src 'self';");
});

it('no page is served as a file, without its policy', async () => {
  expect((await get('/widget/console.html')).statusCode).toBe(404);
  expect((await get('/widget/assets/sheet-1.js')).headers['cache-control']).toContain('immutable');
});
