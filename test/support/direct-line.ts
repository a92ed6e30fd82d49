import { DirectLine } from 'botframework-directlinejs';
import { WebSocket } from 'ws';
import XMLHttpRequest from 'xhr2';
import { DIRECT_LINE_SECRET } from './direct-line-secret.ts';
import type { Till } from './till.ts';

export { DIRECT_LINE_SECRET };

/** The client was written for browsers. */
Object.assign(globalThis, { WebSocket, XMLHttpRequest });

/** The stand-in sends no forms: what a browser would write of one is written before. */
const sendBytes = XMLHttpRequest.prototype.send;
XMLHttpRequest.prototype.send = async function (data) {
  if (!(data instanceof FormData)) return sendBytes.call(this, data);
  const form = new Response(data);
  this.setRequestHeader('content-type', form.headers.get('content-type') ?? '');
  sendBytes.call(this, Buffer.from(await form.arrayBuffer()));
};

/** An Activity as a Bot Framework client gets it. */
export interface Received {
  readonly id?: string;
  readonly type: string;
  readonly text?: string;
  readonly from: { readonly id: string; readonly name?: string; readonly role?: string };
  readonly replyToId?: string;
  readonly attachments?: readonly { readonly contentType: string; readonly content?: unknown }[];
  readonly channelData?: Readonly<Record<string, unknown>>;
  readonly [other: string]: unknown;
}

export interface DirectLineReply<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T & { readonly error: { readonly code: string; readonly message: string } };
}

export interface Opened {
  readonly conversationId: string;
  readonly token: string;
  readonly expires_in: number;
  readonly streamUrl: string;
}

/** A request as any HTTP client makes it. */
export async function directLineCall<T>(
  till: Pick<Till, 'url'>,
  [method, path]: readonly [string, string],
  { token, body, headers = {} }: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<DirectLineReply<T>> {
  const response = await fetch(`${till.url}/v3/directline${path}`, {
    method,
    headers: {
      ...headers,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
}

/** A token as the integrator's server asks for it. */
export async function generateToken(till: Pick<Till, 'url'>, body: object = {}): Promise<Opened> {
  const made = await directLineCall<Opened>(till, ['POST', '/tokens/generate'], {
    token: DIRECT_LINE_SECRET,
    body,
  });
  if (made.status !== 200) throw new Error(JSON.stringify(made.body));
  return made.body;
}

/** Microsoft's own client, with all it received. */
export function connectClient(till: Pick<Till, 'url'>, options: { token: string; webSocket?: boolean }) {
  const client = new DirectLine({
    domain: `${till.url}/v3/directline`,
    webSocket: true,
    pollingInterval: 200,
    ...options,
  });
  const received: Received[] = [];
  const statuses: number[] = [];
  client.connectionStatus$.subscribe((status) => statuses.push(status));
  const subscription = client.activity$.subscribe(
    (activity) => received.push(activity as Received),
    () => {},
  );
  const post = (activity: object): Promise<string> =>
    new Promise((resolve, reject) => {
      client.postActivity(activity as Parameters<DirectLine['postActivity']>[0]).subscribe(resolve, reject);
    });
  return {
    client,
    received,
    statuses,
    post,
    say: (text: string, more: object = {}) => post({ type: 'message', from: { id: 'u1' }, text, ...more }),
    close: () => {
      subscription.unsubscribe();
      client.end();
    },
  };
}
