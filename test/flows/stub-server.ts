import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { Server } from 'socket.io';
import { widgetPage } from '../../src/app/http/widget-page.ts';
import { CARD } from '../../src/bot/wire.ts';
import type { SessionView } from '../../src/identity/wire.ts';
import { createAccount, type StubAccount } from './stub-account.ts';
import { createChat, type StubChat } from './stub-chat.ts';
import { createTill, problem, type StubProduct, type StubReply, type StubTill } from './stub-till.ts';

export interface StubCall {
  method: string;
  path: string;
  key: string | undefined;
  body: unknown;
}

/** A stand-in for the server that speaks its wire, for tests of the browser's part alone. */
export interface Stub {
  url: string;
  till: StubTill;
  chat: StubChat;
  calls: StubCall[];
  /** Answers the next matching call like this; `lost` works it but cuts the line before the answer. */
  failNext(path: RegExp, how: StubReply | 'lost'): void;
  /** The gateway's word for a checkout, with its receipt in the thread. */
  settle(checkoutId: string): void;
  /** Tells the learner's browsers that a checkout changed. */
  nudge(checkoutId: string): void;
  /** As if nobody had ever been here. */
  reset(): void;
  /** No token of before is taken any more. */
  expireTokens(): void;
  /** Cuts every socket and refuses new ones, or takes them again. */
  setOnline(isOnline: boolean): void;
  close(): Promise<void>;
}

interface World {
  distDir: string;
  frameAncestors: string;
  sessions: Map<string, SessionView>;
  till: StubTill;
  calls: StubCall[];
  faults: { path: RegExp; how: StubReply | 'lost' }[];
  answered: Map<string, StubReply>;
  /** Who opened which checkout. */
  buyers: Map<string, string>;
  isOnline: boolean;
  account: StubAccount;
}

export async function startStub(options: {
  distDir: string;
  hostSite: string;
  products: StubProduct[];
}): Promise<Stub> {
  const world: World = {
    distDir: options.distDir,
    frameAncestors: options.hostSite,
    sessions: new Map(),
    till: createTill(options.products),
    calls: [],
    faults: [],
    answered: new Map(),
    buyers: new Map(),
    isOnline: true,
    account: createAccount(),
  };
  const server = createServer((request, response) => void answer(world, request, response));
  const io = new Server(server, { allowRequest: (_, decide) => decide(null, world.isOnline) });
  const chat = createChat({
    io,
    till: world.till,
    sessionOf: (token) => world.sessions.get(String(token)) ?? null,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const buyerOf = (checkoutId: string) => world.buyers.get(checkoutId) ?? '';
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    till: world.till,
    chat,
    calls: world.calls,
    failNext: (path, how) => void world.faults.push({ path, how }),
    settle: (checkoutId) => {
      const receipt = world.till.settle(checkoutId);
      const attachments = [{ contentType: CARD.receipt, content: receipt }];
      chat.say(buyerOf(checkoutId), { text: '', attachments }, 'system');
      chat.changed(buyerOf(checkoutId), checkoutId);
    },
    nudge: (checkoutId) => chat.changed(buyerOf(checkoutId), checkoutId),
    reset: () => {
      Object.assign(world.till, createTill(structuredClone(options.products)));
      for (const book of [world.sessions, world.answered, world.buyers, chat.threads, chat.earlier])
        book.clear();
      for (const list of [world.calls, world.faults, chat.sends, chat.clicks, chat.typed, chat.refuseNext]) {
        list.length = 0;
      }
      world.account = createAccount();
      Object.assign(chat, { isMute: false, pageSize: 50 });
    },
    expireTokens: () => world.sessions.clear(),
    setOnline: (isOnline) => {
      world.isOnline = isOnline;
      // As a network does: no farewell, the line is simply gone.
      if (!isOnline) for (const socket of io.sockets.sockets.values()) socket.conn.close();
    },
    close: () => new Promise((resolve) => void io.close(() => resolve())),
  };
}

async function answer(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://stub.invalid');
  if (!url.pathname.startsWith('/v1/')) return servePage(world, url, response);
  if (request.method === 'PUT') return takeFile(world, { request, url }, response);
  if (url.pathname.startsWith('/v1/files/')) {
    return void response.setHeader('content-type', 'image/png').end(PIXEL);
  }
  const body: unknown = JSON.parse((await textOf(request)) || 'null');
  const key = request.headers['idempotency-key']?.toString();
  world.calls.push({ method: request.method ?? '', path: url.pathname, key, body });
  const fault = takeFault(world, url.pathname);
  if (fault && fault !== 'lost') return reply(response, fault);
  const learner = world.sessions.get(request.headers.authorization?.slice('Bearer '.length) ?? '')?.learner;
  const result = once(world, `${url.pathname} ${key}`, () => route(world, { url, body, learner, key }));
  if (fault !== 'lost') return reply(response, result);
  // The answer begins and breaks off: a connection cut before that is repeated by the browser itself.
  response.writeHead(result.status, { 'content-length': 9999 }).write('{', () => response.destroy());
}

function takeFault(world: World, path: string): StubReply | 'lost' | undefined {
  const at = world.faults.findIndex((fault) => fault.path.test(path));
  return at < 0 ? undefined : world.faults.splice(at, 1)[0]?.how;
}

/** One pixel, as a PNG. */
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Keeps an upload by its id; a fault answers, or cuts the line once the bytes have come. */
async function takeFile(
  world: World,
  { request, url }: { request: IncomingMessage; url: URL },
  response: ServerResponse,
): Promise<void> {
  const bytes = Buffer.byteLength(await textOf(request));
  const fault = takeFault(world, url.pathname);
  const clientUploadId = url.pathname.split('/').at(-1) ?? '';
  world.calls.push({ method: 'PUT', path: url.pathname, key: clientUploadId, body: null });
  if (fault === 'lost') return void response.destroy();
  if (fault) return reply(response, fault);
  const name = url.searchParams.get('name') ?? '';
  reply(response, {
    status: 201,
    body: { attachmentId: `att_${clientUploadId}`, name, contentType: 'image/png', bytes },
  });
}

/** The first answer to a key is the answer to its repeats. */
function once(world: World, name: string, work: () => StubReply): StubReply {
  if (name.endsWith('undefined')) return work();
  const result = world.answered.get(name) ?? work();
  world.answered.set(name, result);
  return result;
}

interface Ask {
  url: URL;
  body: unknown;
  learner: SessionView['learner'] | undefined;
  key: string | undefined;
}

function route(world: World, ask: Ask): StubReply {
  const [, , what, id = '', action] = ask.url.pathname.split('/');
  if (what === 'sessions') return openSession(world, ask.body as { hostToken?: string });
  if (what === 'returns') return returnView(world, id);
  if (!ask.learner) return problem(401, 'token_expired');
  if (what === 'attachments') {
    return { status: 200, body: { url: `/v1/files/${id}`, expiresAtMs: Date.now() + 600_000 } };
  }
  if (what === 'entitlements') return { status: 200, body: { entitlements: world.till.owned } };
  const own = world.account.answer(ask.url.pathname, ask.body);
  if (own) return own;
  if (what === 'orders') return { status: 200, body: { orders: world.till.orders, hasMore: false } };

  if (what === 'appeals')
    return { status: 201, body: { caseNumber: 'C20261123A1', dueAtMs: Date.now() + 3 * 86_400_000 } };
  if (what === 'payments' && action === 'refunds') return world.till.refund(id);
  if (what !== 'checkouts') return problem(404, 'not_found');
  return routeCheckout(world, ask, { id, action, learner: ask.learner });
}

function routeCheckout(
  world: World,
  ask: Ask,
  of: { id: string; action: string | undefined; learner: SessionView['learner'] },
): StubReply {
  const { till } = world;
  if (of.action === 'pay') return till.pay(of.id, ask.body as never);
  if (of.action === 'cancel') return till.cancel(of.id);
  if (of.id !== '') {
    const view = till.checkouts.get(of.id);
    return view ? { status: 200, body: { ...view, serverNowMs: Date.now() } } : problem(404, 'not_found');
  }
  if (of.learner.isGuest) return problem(401, 'identity_required');
  const result = till.start(ask.body as never);
  const { checkoutId } = result.body as { checkoutId?: string };
  if (checkoutId) world.buyers.set(checkoutId, of.learner.learnerId);
  return result;
}

function openSession(world: World, body: { hostToken?: string }): StubReply {
  const claims = body.hostToken?.split('.')[1];
  const who = claims
    ? (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub: string; name: string })
    : null;
  const token = `token_${world.sessions.size}_${Math.random().toString(36).slice(2)}`;
  const learnerId = who ? `lrn_${who.sub}` : `guest_${token}`;
  const learner = { learnerId, isGuest: who === null, displayName: who?.name ?? null };
  const session: SessionView = { token, expiresAtMs: Date.now() + 3_600_000, learner };
  world.sessions.set(token, session);
  return { status: 201, body: session };
}

function returnView(world: World, id: string): StubReply {
  const [checkoutId = '', back = ''] = decodeURIComponent(id).split('~');
  const view = world.till.checkouts.get(checkoutId);
  if (!view) return problem(404, 'not_found');
  const isPaid = view.status === 'complete';
  const status = isPaid ? 'succeeded' : view.payment?.failure ? 'failed' : 'pending';
  const message = isPaid
    ? { zh: '付款已收到。', en: 'We have received your payment.' }
    : { zh: '没有扣款。', en: 'Nothing was charged.' };
  const { language, sellerName } = view;
  return { status: 200, body: { status, language, returnUrl: back || null, message, sellerName } };
}

const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
};

async function servePage(world: World, url: URL, response: ServerResponse): Promise<void> {
  const [, first = '', second = ''] = url.pathname.split('/');
  if (first === 'go') {
    const token = encodeURIComponent(`${second}~${url.searchParams.get('back') ?? ''}`);
    const page = `<!doctype html><title>Gateway</title><h1>Pretended gateway</h1><a href="/return/${token}">Pay</a>`;
    return void response.writeHead(200, { 'content-type': 'text/html' }).end(page);
  }
  const path = first === 'return' ? '/return.html' : normalize(url.pathname.replace(/^\/widget\//, '/'));
  try {
    const file = await readFile(join(world.distDir, path));
    if (path.endsWith('.html')) return sendPage(world, file.toString(), response);
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(file);
  } catch {
    response.writeHead(404).end();
  }
}

/** The pages under the policy that they really have. */
function sendPage({ frameAncestors }: World, built: string, response: ServerResponse): void {
  const { html, headers } = widgetPage(built, { host: response.req.headers.host ?? '', frameAncestors });
  response.writeHead(200, headers).end(html);
}

function reply(response: ServerResponse, { status, body }: StubReply): void {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
