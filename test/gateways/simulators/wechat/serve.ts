import type { KeyObject } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Refusal } from './book.ts';
import type { CallFault } from './faults.ts';
import { refusalOfRequest } from './platform.ts';
import { type Route, routes, type Shop, type ShopAnswer, type ShopRequest } from './routes.ts';

interface Merchant {
  readonly mchid: string;
  readonly serial: string;
  readonly publicKey: KeyObject;
}

/** Answers requests that the merchant signed, and signs the answers; everybody else is turned away. */
export function serve(shop: Shop, merchant: Merchant, calls: string[]): RequestListener {
  return (request, response) => {
    void readBody(request).then((text) => {
      calls.push(request.url ?? '');
      answerRequest({ shop, merchant, request, response, text });
    });
  };
}

interface Exchange {
  readonly shop: Shop;
  readonly merchant: Merchant;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly text: string;
}

function answerRequest(exchange: Exchange): void {
  const { shop, merchant, request, response, text } = exchange;
  const path = request.url ?? '/';
  const method = request.method ?? 'GET';
  const refusal = refusalOfRequest(merchant, { method, path, headers: request.headers, body: text });
  if (refusal !== null) {
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ code: 'SIGN_ERROR', message: refusal }));
    return;
  }
  const url = new URL(path, 'http://simulator');
  if (url.pathname === '/v3/billdownload/file') {
    const bill = shop.bills.get(url.searchParams.get('token') ?? '');
    response.writeHead(bill === undefined ? 404 : 200, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(bill);
    return;
  }
  const route = routes.find((one) => one.method === method && one.pattern.test(url.pathname));
  if (route === undefined) {
    send(exchange, { status: 404, body: { code: 'NOT_FOUND', message: '' } });
    return;
  }
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  handle(exchange, route, { path: url.pathname, query: url.searchParams, body });
}

function handle(exchange: Exchange, route: Route, request: ShopRequest): void {
  const { shop, response } = exchange;
  const kind = shop.faults.take(route.operation);
  if (kind === 'error_before') {
    response.writeHead(500).end('{"code":"SYSTEM_ERROR"}');
    return;
  }
  if (kind === 'frequency_limited') {
    send(exchange, { status: 429, body: { code: 'FREQUENCY_LIMITED', message: '' } });
    return;
  }
  const answer = answerOf(shop, route, request);
  if (kind === 'no_answer') return;
  if (kind === 'error_after') response.writeHead(502).end('bad gateway');
  else send(exchange, kind === undefined ? answer : falsified(answer, kind), kind);
}

function answerOf(shop: Shop, route: Route, request: ShopRequest): ShopAnswer {
  const parameter = decodeURIComponent(route.pattern.exec(request.path)?.[1] ?? '');
  try {
    return route.handle(shop, request, parameter);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: error.status, body: { code: error.code, message: error.message } };
  }
}

function falsified(answer: ShopAnswer, kind: CallFault): ShopAnswer {
  const body = structuredClone(answer.body) as {
    mchid?: string;
    amount?: { total?: number; refund?: number };
  };
  if (kind === 'wrong_mchid' && body?.mchid !== undefined) body.mchid = '1900000999';
  if (kind === 'wrong_amount' && body?.amount?.total !== undefined) body.amount.total += 1;
  if (kind === 'wrong_amount' && body?.amount?.refund !== undefined) body.amount.refund += 1;
  return { ...answer, body };
}

function send({ shop, request, response }: Exchange, answer: ShopAnswer, kind?: CallFault): void {
  const text = answer.body === undefined ? '' : JSON.stringify(answer.body);
  const publicKey = String(request.headers['wechatpay-serial'] ?? '').startsWith('PUB_KEY_ID_');
  const proof = shop.platform.headers(text, {
    ...(publicKey ? { publicKey } : {}),
    probe: kind === 'probe',
    forged: kind === 'forged',
  });
  response.writeHead(answer.status, {
    ...(text === '' ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...(kind === 'unsigned' ? {} : proof),
  });
  response.end(text);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
