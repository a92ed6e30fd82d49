import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RawNotification } from '../../../src/checkout/gateway/types.ts';

export interface Call {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly path: string;
  readonly url: URL;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export interface Server {
  readonly url: string;
  close(): Promise<void>;
}

/** A server on a free port of this machine; null as answer leaves the caller waiting. */
export async function serve(handle: (call: Call) => Promise<Answer | null>): Promise<Server> {
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = request.url ?? '/';
    const answer = await handle({
      method: request.method ?? 'GET',
      path,
      url: new URL(path, 'http://simulator'),
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    });
    if (answer !== null) response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface Fault {
  readonly operation: 'create' | 'query' | 'close' | 'capture' | 'refund' | 'statement' | 'notification';
  /**
   * Calls: `delay`, `error_before`, `error_after`, `no_answer`, `unsigned`, `wrong_reference`. Notifications: `lost`, `late`,
   * `duplicate`, `reorder` (after the next one), `wrong_amount`, `wrong_account`, `wrong_signature`.
   */
  readonly kind: string;
  readonly delayMs?: number;
}

export interface Faults {
  add(fault: Fault): void;
  /** The next fault of that operation, used up. */
  take(operation: Fault['operation']): Fault | undefined;
}

export function faultBox(): Faults {
  const waiting: Fault[] = [];
  return {
    add: (fault) => void waiting.push(fault),
    take: (operation) => {
      const index = waiting.findIndex((fault) => fault.operation === operation);
      return index < 0 ? undefined : waiting.splice(index, 1)[0];
    },
  };
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Does the work of a call as its fault says. */
export async function underFault(
  fault: Fault | undefined,
  work: () => Answer | Promise<Answer>,
): Promise<Answer | null> {
  if (fault?.kind === 'error_before') return { status: 503, body: 'busy' };
  if (fault?.kind === 'delay') await sleep(fault.delayMs ?? 0);
  const answer = await work();
  if (fault?.kind === 'error_after') return { status: 502, body: 'bad gateway' };
  return fault?.kind === 'no_answer' ? null : answer;
}

/** One notification as the gateway means to send it; made anew for each try, since some sign the time of the try. */
export interface Outgoing {
  readonly eventId: string;
  readonly reference: string;
  readonly url: string;
  make(): { readonly headers: Record<string, string>; readonly body: string };
}

export interface Delivery {
  readonly eventId: string;
  readonly reference: string;
  /** How long after the try before, by the gateway's real schedule, in ms. */
  readonly afterMs: number;
  readonly status: number | null;
}

export interface Notifier {
  readonly deliveries: Delivery[];
  send(outgoing: Outgoing, fault?: Fault): void;
  /** The last notification about a reference that was sent or tried, as it would come now. */
  latest(reference: string): RawNotification | undefined;
  /** When nothing is on its way any more. */
  idle(): Promise<void>;
}

/**
 * Sends by HTTP and tries again by the gateway's schedule (ms between tries), run faster by `compression`. `isAccepted`
 * reads the answer as the gateway does.
 */
export function notifier(options: {
  readonly scheduleMs: readonly number[];
  readonly compression: number;
  isAccepted(status: number, body: string): boolean;
}): Notifier {
  const deliveries: Delivery[] = [];
  const latest = new Map<string, Outgoing>();
  const running = new Set<Promise<void>>();
  let held: (() => void) | null = null;

  const deliver = async (outgoing: Outgoing) => {
    for (const afterMs of [0, ...options.scheduleMs]) {
      await sleep(afterMs / options.compression);
      const { status, body } = await post(outgoing);
      deliveries.push({ eventId: outgoing.eventId, reference: outgoing.reference, afterMs, status });
      if (status !== null && options.isAccepted(status, body)) return;
    }
  };
  const start = (work: () => Promise<void>) => {
    const promise = work().finally(() => running.delete(promise));
    running.add(promise);
  };
  const release = () => {
    held?.();
    held = null;
  };
  return {
    deliveries,
    send: (outgoing, fault) => {
      latest.set(outgoing.reference, outgoing);
      if (fault?.kind === 'lost') return;
      if (fault?.kind === 'reorder') {
        held = () => start(() => deliver(outgoing));
        return;
      }
      start(async () => {
        if (fault?.kind === 'late') await sleep(fault.delayMs ?? 0);
        await deliver(outgoing);
        if (fault?.kind === 'duplicate') await deliver(outgoing);
        release();
      });
    },
    latest: (reference) => {
      const outgoing = latest.get(reference);
      if (outgoing === undefined) return undefined;
      const { headers, body } = outgoing.make();
      return { headers, body: Buffer.from(body) };
    },
    idle: async () => {
      release();
      while (running.size > 0) await Promise.all([...running]);
    },
  };
}

async function post(outgoing: Outgoing): Promise<{ status: number | null; body: string }> {
  const { headers, body } = outgoing.make();
  try {
    const answer = await fetch(outgoing.url, { method: 'POST', headers, body });
    return { status: answer.status, body: await answer.text() };
  } catch {
    return { status: null, body: '' };
  }
}

export interface Merchant {
  readonly url: string;
  readonly received: RawNotification[];
  /** How the merchant answers; an acceptance unless set. */
  answer: () => { status: number; body: string };
  close(): Promise<void>;
}

/** A merchant that listens for notifications and accepts them with `accepted`. */
export async function startMerchant(accepted: { status: number; body: string }): Promise<Merchant> {
  const received: RawNotification[] = [];
  const server = await serve(async (call) => {
    received.push({ headers: call.headers, body: Buffer.from(call.body) });
    return merchant.answer();
  });
  const merchant: Merchant = {
    url: `${server.url}/notifications`,
    received,
    answer: () => accepted,
    close: server.close,
  };
  return merchant;
}
