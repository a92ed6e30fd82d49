import http from 'node:http';
import https from 'node:https';

const SOCKETS_MAX = 32;
const ERROR_CHARACTERS_MAX = 200;

/** Pooled connections to merchants. */
export interface MessageAgents {
  readonly http: http.Agent;
  readonly https: https.Agent;
  readonly timeoutMs: number;
  destroy(): void;
}

export interface OutgoingMessage {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface PostResult {
  /** Null when no answer came within the time limit. */
  readonly status: number | null;
  readonly error: string | null;
}

export function newMessageAgents(timeoutMs: number): MessageAgents {
  const options = { keepAlive: true, maxSockets: SOCKETS_MAX, scheduling: 'lifo' as const };
  const agents = { http: new http.Agent(options), https: new https.Agent(options) };
  return {
    ...agents,
    timeoutMs,
    destroy: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

/** Posts JSON once; never rejects. */
export function postMessage(agents: MessageAgents, message: OutgoingMessage): Promise<PostResult> {
  const secure = message.url.startsWith('https:');
  const options = {
    method: 'POST',
    agent: secure ? agents.https : agents.http,
    headers: {
      ...message.headers,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(message.body),
      'user-agent': 'sandbox-gateway/1',
    },
  };
  return new Promise((resolve) => {
    const request = (secure ? https : http).request(message.url, options);
    const timer = setTimeout(() => request.destroy(new Error('no answer in time')), agents.timeoutMs);
    const finish = (result: PostResult) => {
      clearTimeout(timer);
      resolve(result);
    };
    request.on('response', (response) => {
      response.resume();
      response.on('error', () => undefined);
      response.on('close', () => finish({ status: response.statusCode ?? null, error: null }));
    });
    request.on('error', (error) => {
      finish({ status: null, error: error.message.slice(0, ERROR_CHARACTERS_MAX) });
    });
    request.end(message.body);
  });
}
