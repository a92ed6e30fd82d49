import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { type Connections, watchConnections } from './end-connections.ts';

interface Watched {
  readonly server: Server;
  readonly connections: Connections;
  /** A connection that has sent `said`. */
  hold(said: string): Promise<Socket>;
}

async function listen(answer: (response: ServerResponse) => void): Promise<Watched> {
  const server = createServer((_request, response) => answer(response));
  const connections = watchConnections(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const hold = async (said: string) => {
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    const accepted = once(server, 'connection');
    await once(socket, 'connect');
    await accepted;
    socket.write(said);
    return socket;
  };
  return { server, connections, hold };
}

const HEAD = 'GET / HTTP/1.1\r\nhost: till\r\n\r\n';

it('a connection without a request ends at once, one with a request after its answer', async () => {
  const asked: ServerResponse[] = [];
  const { server, connections, hold } = await listen((response) => asked.push(response));
  const [unused, half] = [await hold(''), await hold('GET / HTTP/1.1\r\nho')];
  const requested = once(server, 'request');
  const busy = await hold(HEAD);
  await requested;
  const unusedEnded = Promise.all([once(unused, 'close'), once(half, 'close')]);
  const closed = once(server, 'close');
  server.close();
  connections.endSoon({ graceMs: 60_000 });
  await unusedEnded;
  let heard = '';
  busy.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
  });
  const busyEnded = once(busy, 'close');
  asked[0]?.end('whole');
  await Promise.all([busyEnded, closed]);
  expect(heard).toContain('whole');
});

it('a request that never becomes whole is cut off when its time is over', async () => {
  const { server, connections, hold } = await listen(() => {});
  const requested = once(server, 'request');
  const stuck = await hold('POST / HTTP/1.1\r\nhost: till\r\ncontent-length: 9\r\n\r\nhalf');
  await requested;
  const ended = Promise.all([once(stuck, 'close'), once(server, 'close')]);
  server.close();
  connections.endSoon({ graceMs: 20 });
  await expect(ended).resolves.toHaveLength(2);
});
