import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { type HttpRequest, httpClient, readJsonResult } from './http-client.ts';

const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

async function serve(handler: http.RequestListener): Promise<string> {
  const server = http.createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endings.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const get = (url: string): HttpRequest => ({ method: 'GET', url, isRepeatable: true });

test('a refused connection and an unknown name are surely not sent', async () => {
  const send = httpClient({ timeoutMs: 2_000 });
  expect(await send(get('http://127.0.0.1:1/'))).toEqual({ outcome: 'not_sent', cause: 'ECONNREFUSED' });
  const unknown = await send(get('http://no-such-host.invalid/'));
  expect(unknown).toMatchObject({ outcome: 'not_sent' });
});

test('a call that waited for a free connection until its time limit is surely not sent', async () => {
  const url = await serve(() => undefined);
  const send = httpClient({ timeoutMs: 400, socketsMax: 1 });
  const [first, second] = await Promise.all([send(get(url)), send({ ...get(url), timeoutMs: 100 })]);
  expect(first).toEqual({ outcome: 'unknown', cause: 'timeout' });
  expect(second).toEqual({ outcome: 'not_sent', cause: 'timeout' });
});

test('an answer that never comes, a broken one and a reset after sending may have arrived', async () => {
  const url = await serve((request, response) => {
    if (request.url === '/reset') request.socket.resetAndDestroy();
    if (request.url === '/half') {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => request.socket.destroy());
    }
  });
  const send = httpClient({ timeoutMs: 300 });
  expect(await send(get(`${url}/silence`))).toEqual({ outcome: 'unknown', cause: 'timeout' });
  expect(await send(get(`${url}/reset`))).toMatchObject({ outcome: 'unknown', cause: 'ECONNRESET' });
  expect(await send(get(`${url}/half`))).toMatchObject({ outcome: 'unknown' });
});

test('an answer beyond the size limit is not read to its end', async () => {
  const url = await serve((_request, response) => response.end('x'.repeat(50_000)));
  const send = httpClient({ timeoutMs: 2_000, responseBytesMax: 10_000 });
  expect(await send(get(url))).toEqual({ outcome: 'unknown', cause: 'the answer is too large' });
  expect(await send({ ...get(url), responseBytesMax: 60_000 })).toMatchObject({ outcome: 'answered' });
});

test('calls in a row share one connection', async () => {
  const ports = new Set<number | undefined>();
  const url = await serve((request, response) => {
    ports.add(request.socket.remotePort);
    response.end('{}');
  });
  const send = httpClient({ timeoutMs: 2_000 });
  for (let call = 0; call < 5; call += 1) expect((await send(get(url))).outcome).toBe('answered');
  expect(ports.size).toBe(1);
});

test.each([
  [true, 'answered', 3],
  [false, 'unknown', 2],
])(
  'a kept connection that breaks as we write is replaced only when repeating is harmless (%s)',
  async (isRepeatable, outcome, calls) => {
    let count = 0;
    const url = await serve((request, response) => {
      count += 1;
      if (count === 2) request.socket.destroy();
      else response.end('{}');
    });
    const send = httpClient({ timeoutMs: 2_000 });
    await send(get(url));
    expect((await send({ ...get(url), isRepeatable })).outcome).toBe(outcome);
    expect(count).toBe(calls);
  },
);

test('a fresh connection that breaks is never sent again by itself', async () => {
  let count = 0;
  const url = await serve((request) => {
    count += 1;
    request.socket.destroy();
  });
  expect((await httpClient({ timeoutMs: 2_000 })(get(url))).outcome).toBe('unknown');
  expect(count).toBe(1);
});

const Body = z.object({ id: z.string() });
const answered = (status: number, body: string) =>
  readJsonResult({ outcome: 'answered', status, headers: {}, body: Buffer.from(body) }, Body);

test.each([
  [200, '{"id":"a"}', { outcome: 'ok', data: { id: 'a' } }],
  [201, '{"id":1}', { outcome: 'unknown', cause: 'the answer has an unexpected form' }],
  [200, '<html>', { outcome: 'unknown', cause: 'the answer has an unexpected form' }],
  [302, '', { outcome: 'unknown', cause: 'status 302' }],
  [408, '{}', { outcome: 'unknown', cause: 'status 408' }],
  [404, '{"code":"gone"}', { outcome: 'refused', status: 404, code: 'gone' }],
  [422, 'no json', { outcome: 'refused', status: 422, code: null }],
  [500, '{"id":"a"}', { outcome: 'unknown', cause: 'status 500' }],
  [503, '', { outcome: 'unknown', cause: 'status 503' }],
])('an answer %d %s is read for what it proves', (status, body, result) => {
  expect(answered(status, body)).toEqual(result);
});
