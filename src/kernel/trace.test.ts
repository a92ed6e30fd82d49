import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportTraces } from './export-traces.ts';
import { createLog } from './log.ts';
import { beginRequestSpan, traceIds, withSpan } from './trace.ts';

interface Sent {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly status: { readonly code?: number };
}

const received: { path: string; key: string | undefined; body: Sent }[] = [];
const collector = createServer((request, response) => {
  let text = '';
  request.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
  });
  request.on('end', () => {
    const key = request.headers['x-key'];
    received.push({ path: request.url ?? '', key: String(key), body: JSON.parse(text) as Sent });
    response.setHeader('content-type', 'application/json').end('{}');
  });
});

beforeAll(() => new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve)));
afterAll(() => void collector.close());

it('without a collector work is run, and nothing else', async () => {
  expect(await withSpan('work', {}, async () => 7)).toBe(7);
  expect(beginRequestSpan({})).toBeUndefined();
  expect(traceIds()).toEqual({});
});

it('spans of a request reach the collector below the caller’s, and its log lines name the trace', async () => {
  const { port } = collector.address() as AddressInfo;
  const stop = exportTraces({
    endpoint: `http://127.0.0.1:${port}`,
    headers: { 'x-key': 'k' },
    serviceName: 'test',
    version: '1',
    ratio: 1,
  });
  const lines: string[] = [];
  const log = createLog({ level: 'info', role: 'web', output: { write: (line) => void lines.push(line) } });
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const request = beginRequestSpan({ traceparent });
  await new Promise<void>((resolve) => {
    request?.run(() => {
      const failing = withSpan('gateway.create', { attemptId: 'att_1' }, async () => {
        log.info('asked');
        throw new Error('no answer');
      });
      failing.catch(() => resolve());
    });
  });
  request?.end('POST /v1/checkouts', {}, 503);
  await stop();
  expect(received[0]).toMatchObject({ path: '/v1/traces', key: 'k' });
  const spans = received.flatMap(({ body }) =>
    body.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
  );
  const [call, whole] = ['gateway.create', 'POST /v1/checkouts'].map((name) =>
    spans.find((span) => span.name === name),
  );
  expect(whole).toMatchObject({ parentSpanId: 'b7ad6b7169203331', status: { code: 2 } });
  expect(call).toMatchObject({ parentSpanId: whole?.spanId, status: { code: 2 } });
  expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set(['0af7651916cd43dd8448eb211c80319c']));
  expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({ 'trace.id': call?.traceId, 'span.id': call?.spanId });
  expect(traceIds()).toEqual({});
});
