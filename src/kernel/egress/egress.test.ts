import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createEgress } from './egress.ts';
import { isPublicAddress } from './public-address.ts';

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    }),
  );
});

async function serve(
  answer: Parameters<typeof createServer>[1],
  address = '127.0.0.1',
  port = 0,
): Promise<number> {
  const server = createServer(answer as never);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, address, resolve));
  return (server.address() as AddressInfo).port;
}

const call = { method: 'POST' as const, body: '{}', timeoutMs: 2_000, responseBytesMax: 2_048 };

describe('public addresses', () => {
  it.each([
    '127.0.0.1',
    '127.255.0.9',
    '0.0.0.0',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.100.100.200',
    '192.0.0.192',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:169.254.169.254',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    'fe80::1',
    'fe80::1%lo',
    'fd00:ec2::254',
    'fc00::1',
    'ff02::1',
    '2002:7f00:1::',
    '2001:db8::1',
    'localhost',
    '',
  ])('%j is none', (address) => expect(isPublicAddress(address)).toBe(false));

  it.each(['8.8.8.8', '47.95.1.1', '172.32.0.1', '2606:4700::1111', '2400:3200::1'])('%s is one', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );
});

describe('egress', () => {
  it.each([
    ['http://shop.example/hook', 'it is not https'],
    ['ftp://shop.example/hook', 'it is not https'],
    ['https://ann:secret@shop.example/hook', 'it carries credentials'],
    ['https://127.0.0.1/hook', 'it is not on the public internet'],
    ['https://2130706433/hook', 'it is not on the public internet'],
    ['https://0x7f.1/hook', 'it is not on the public internet'],
    ['https://169.254.169.254/latest/meta-data', 'it is not on the public internet'],
    ['https://[::1]/hook', 'it is not on the public internet'],
    ['https://[::ffff:10.0.0.1]/hook', 'it is not on the public internet'],
    ['https://localhost/hook', 'it is not on the public internet'],
    ['https://localhost./hook', 'it is not on the public internet'],
    ['hook', 'it is no URL'],
  ])('refuses %s without sending anything', async (url, cause) => {
    const egress = createEgress({ allowedHosts: [] });
    expect(egress.refusalOf(url)).toBe(cause);
    expect(await egress.send({ ...call, url })).toEqual({ outcome: 'refused', cause });
  });

  it.each([
    ['private', [{ address: '10.0.0.7', family: 4 }]],
    ['loopback', [{ address: '::1', family: 6 }]],
    [
      'public and private at once',
      [
        { address: '8.8.8.8', family: 4 },
        { address: '169.254.169.254', family: 4 },
      ],
    ],
  ])('refuses a name that leads to an address that is %s', async (_kind, addresses) => {
    const egress = createEgress({ allowedHosts: [], resolve: async () => addresses });
    expect(await egress.send({ ...call, url: 'https://shop.example/hook' })).toMatchObject({
      outcome: 'refused',
    });
  });

  it('connects to the address that was checked, though the name leads elsewhere a moment later', async () => {
    const met: string[] = [];
    const port = await serve((_request, response) => {
      met.push('checked');
      response.end('ok');
    });
    await serve(
      (_request, response) => {
        met.push('elsewhere');
        response.end('no');
      },
      '127.0.0.2',
      port,
    );
    const answers = ['127.0.0.1', '127.0.0.2', '127.0.0.2'];
    let asked = 0;
    const egress = createEgress({
      allowedHosts: [`shop.example:${port}`],
      resolve: async () => [{ address: answers[asked++] ?? '', family: 4 }],
    });
    const result = await egress.send({ ...call, url: `http://shop.example:${port}/hook` });
    expect(result).toMatchObject({ outcome: 'answered', status: 200 });
    expect([asked, met]).toEqual([1, ['checked']]);
  });

  it('reaches a host that is allowed by name, at that port only', async () => {
    const port = await serve((_request, response) => response.end('ok'));
    const other = await serve((_request, response) => response.end('ok'));
    const egress = createEgress({ allowedHosts: [`127.0.0.1:${port}`] });
    expect(await egress.send({ ...call, url: `http://127.0.0.1:${port}/` })).toMatchObject({ status: 200 });
    expect(await egress.send({ ...call, url: `http://127.0.0.1:${other}/` })).toMatchObject({
      outcome: 'refused',
    });
  });

  it('follows no redirect', async () => {
    let reached = false;
    const secret = await serve((_request, response) => {
      reached = true;
      response.end();
    });
    const port = await serve((_request, response) => {
      response.writeHead(307, { location: `http://127.0.0.1:${secret}/` }).end();
    });
    const egress = createEgress({ allowedHosts: ['127.0.0.1'] });
    expect(await egress.send({ ...call, url: `http://127.0.0.1:${port}/` })).toMatchObject({ status: 307 });
    expect(reached).toBe(false);
  });

  it('reads the beginning of a long answer and no more', async () => {
    const port = await serve((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(64 * 1024)));
      };
      response.on('drain', more);
      more();
    });
    const egress = createEgress({ allowedHosts: ['127.0.0.1'] });
    const result = await egress.send({ ...call, url: `http://127.0.0.1:${port}/` });
    expect(result).toMatchObject({ outcome: 'answered', isCut: true });
    expect(result.outcome === 'answered' && result.body.length).toBe(2_048);
  });

  it.each([
    ['says nothing', () => {}],
    [
      'never ends what it says',
      (_request: unknown, response: { write(text: string): void }) => response.write('a'),
    ],
  ])('gives up in time on a server that %s', async (_name, answer) => {
    const port = await serve(answer as never);
    const egress = createEgress({ allowedHosts: ['127.0.0.1'] });
    const url = `http://127.0.0.1:${port}/`;
    expect(await egress.send({ ...call, url, timeoutMs: 60 })).toEqual({
      outcome: 'failed',
      cause: 'timeout',
    });
  });

  it('gives up in time on a name server that says nothing, and at once when told to stop', async () => {
    const egress = createEgress({ allowedHosts: [], resolve: () => new Promise(() => {}) });
    const url = 'https://shop.example/';
    expect(await egress.send({ ...call, url, timeoutMs: 30 })).toEqual({
      outcome: 'failed',
      cause: 'timeout',
    });
    const stop = new AbortController();
    const sent = egress.send({ ...call, url, signal: stop.signal });
    stop.abort();
    expect(await sent).toMatchObject({ outcome: 'failed' });
  });
});
