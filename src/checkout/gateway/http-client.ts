import http from 'node:http';
import https from 'node:https';
import type { z } from 'zod';

export interface HttpClientConfig {
  /** Limit of one call from the first byte of effort to the last byte of the answer, in ms. */
  readonly timeoutMs: number;
  /** Connections kept per host; 32. */
  readonly socketsMax?: number;
  /** Longest answer that is read; 1 MiB. */
  readonly responseBytesMax?: number;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** True when sending twice is harmless: a kept connection that the other side just closed is then replaced. */
  readonly isRepeatable: boolean;
  readonly timeoutMs?: number;
  readonly responseBytesMax?: number;
}

/**
 * `not_sent`: no connection came to be, so the other side surely saw nothing.
 * `unknown`: the request may have arrived and been carried out.
 */
export type HttpResult =
  | {
      readonly outcome: 'answered';
      readonly status: number;
      readonly headers: http.IncomingHttpHeaders;
      readonly body: Buffer;
    }
  | { readonly outcome: 'not_sent'; readonly cause: string }
  | { readonly outcome: 'unknown'; readonly cause: string };

/** Sends one request over pooled connections; never rejects for what the network did. */
export type HttpClient = (request: HttpRequest) => Promise<HttpResult>;

const SOCKETS_MAX = 32;
const RESPONSE_BYTES_MAX = 1024 * 1024;
/** Shorter than servers commonly keep an idle connection, so that we seldom write into one being closed. */
const IDLE_SOCKET_MS = 4_000;

/** Makes a client with its own pool. Idle connections do not keep the process alive. */
export function httpClient(config: HttpClientConfig): HttpClient {
  const options = {
    keepAlive: true,
    maxSockets: config.socketsMax ?? SOCKETS_MAX,
    scheduling: 'lifo' as const,
    timeout: IDLE_SOCKET_MS,
  };
  const agents = { http: new http.Agent(options), https: new https.Agent(options) };
  return async (request) => {
    const limits = {
      timeoutMs: request.timeoutMs ?? config.timeoutMs,
      responseBytesMax: request.responseBytesMax ?? config.responseBytesMax ?? RESPONSE_BYTES_MAX,
    };
    const first = await sendOnce(agents, request, limits);
    if (first.wasStale && request.isRepeatable) return (await sendOnce(agents, request, limits)).result;
    return first.result;
  };
}

interface Agents {
  readonly http: http.Agent;
  readonly https: https.Agent;
}

interface Limits {
  readonly timeoutMs: number;
  readonly responseBytesMax: number;
}

interface Sending {
  readonly result: HttpResult;
  /** A reused connection broke before it answered: most likely it was being closed as we wrote. */
  readonly wasStale: boolean;
}

function sendOnce(agents: Agents, request: HttpRequest, limits: Limits): Promise<Sending> {
  const url = new URL(request.url);
  const secure = url.protocol === 'https:';
  const outgoing = (secure ? https : http).request(url, {
    method: request.method,
    agent: secure ? agents.https : agents.http,
    headers: {
      ...request.headers,
      ...(request.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(request.body)) }),
    },
  });
  return new Promise((resolve) => {
    let connected = false;
    let answered = false;
    const finish = (result: HttpResult, wasStale = false) => {
      clearTimeout(timer);
      resolve({ result, wasStale });
    };
    const giveUp = (cause: string, wasStale = false) =>
      finish({ outcome: connected ? 'unknown' : 'not_sent', cause }, wasStale);
    const timer = setTimeout(() => {
      giveUp('timeout');
      outgoing.destroy();
    }, limits.timeoutMs);
    outgoing.on('socket', (socket) => {
      const connectedNow = () => {
        connected = true;
      };
      if (socket.connecting) socket.once(secure ? 'secureConnect' : 'connect', connectedNow);
      else connectedNow();
    });
    outgoing.on('error', (error) => giveUp(causeOf(error), outgoing.reusedSocket && !answered));
    outgoing.on('response', (response) => {
      answered = true;
      collect(response, limits.responseBytesMax).then(
        (body) =>
          finish({ outcome: 'answered', status: response.statusCode ?? 0, headers: response.headers, body }),
        (error: unknown) => {
          giveUp(causeOf(error));
          outgoing.destroy();
        },
      );
    });
    outgoing.end(request.body);
  });
}

async function collect(response: http.IncomingMessage, bytesMax: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bytesMax) throw new Error('the answer is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return code ?? error.message;
}

/**
 * `ok`: 2xx and of the expected form. `refused`: a 4xx, so surely not carried out; `code` is the problem's own.
 * A 5xx, a redirect and what cannot be parsed are `unknown`.
 */
export type JsonResult<Data> =
  | { readonly outcome: 'ok'; readonly data: Data }
  | { readonly outcome: 'refused'; readonly status: number; readonly code: string | null }
  | { readonly outcome: 'not_sent'; readonly cause: string }
  | { readonly outcome: 'unknown'; readonly cause: string };

/** Reads an answer as JSON of a schema. */
export function readJsonResult<Schema extends z.ZodType>(
  result: HttpResult,
  schema: Schema,
): JsonResult<z.infer<Schema>> {
  if (result.outcome !== 'answered') return result;
  const { status } = result;
  const json = parseJson(result.body);
  if (status >= 400 && status < 500) return refusalOf(status, json);
  if (status < 200 || status >= 300) return { outcome: 'unknown', cause: `status ${status}` };
  const parsed = schema.safeParse(json);
  return parsed.success
    ? { outcome: 'ok', data: parsed.data }
    : { outcome: 'unknown', cause: 'the answer has an unexpected form' };
}

function refusalOf(status: number, json: unknown): JsonResult<never> {
  // A proxy's time-out: the request may have gone through.
  if (status === 408) return { outcome: 'unknown', cause: 'status 408' };
  const code = typeof json === 'object' && json !== null && 'code' in json ? json.code : null;
  return { outcome: 'refused', status, code: typeof code === 'string' ? code : null };
}

/** Undefined when the bytes are no JSON. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
