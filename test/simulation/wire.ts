import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { deferred } from '../../src/kernel/deferred.ts';

/** `request`: what we sent has not reached the gateway, and never will. `answer`: it did its work; its answer has not come. */
export type HeldPart = 'request' | 'answer';

/** The line between us and one gateway, which a test can cut in the middle of a call. */
export interface Wire {
  readonly url: string;
  /** Resolves once the next call whose `METHOD /path` matches is held; it stays so until its caller is gone. */
  holdNext(call: RegExp, part: HeldPart): Promise<void>;
  /** Forgets a hold that nothing has met. */
  letGo(): void;
  close(): Promise<void>;
}

interface Hold {
  readonly call: RegExp;
  readonly part: HeldPart;
  readonly tell: () => void;
}

/** Hears of each call that was answered with success, before its caller does. */
export type OnAnswered = (path: string, body: string) => void;

/** Opens a line to a server: everything passes as it is, byte by byte. */
export async function openWire(targetUrl: string, onAnswered?: OnAnswered): Promise<Wire> {
  const { hostname, port } = new URL(targetUrl);
  const agent = new http.Agent({ keepAlive: true });
  let hold: Hold | undefined;
  const take = (request: http.IncomingMessage): Hold | undefined => {
    if (hold === undefined || !hold.call.test(`${request.method} ${request.url}`)) return undefined;
    const taken = hold;
    hold = undefined;
    return taken;
  };
  const server = http.createServer(async (request, response) => {
    const held = take(request);
    const body = await readAll(request).catch(() => undefined);
    if (body === undefined) return;
    if (held?.part === 'request') return held.tell();
    const { method, url: path, headers } = request;
    const passed = http.request({ agent, hostname, port, method, path, headers }, async (answer) => {
      const content = await readAll(answer);
      if (held !== undefined) return held.tell();
      const status = answer.statusCode ?? 502;
      if (status < 300) onAnswered?.(path ?? '', body.toString('utf8'));
      response.writeHead(status, answer.headers).end(content);
    });
    passed.on('error', () => response.destroy());
    passed.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    holdNext: (call, part) => {
      const reached = deferred<void>();
      hold = { call, part, tell: reached.resolve };
      return reached.promise;
    },
    letGo: () => {
      hold = undefined;
    },
    close: async () => {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readAll(stream: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
