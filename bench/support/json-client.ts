import http from 'node:http';

export interface JsonAnswer<T> {
  readonly status: number;
  readonly body: T;
}

export interface JsonCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export type JsonClient = <T>(call: JsonCall) => Promise<JsonAnswer<T>>;

/** Speaks JSON to one server over kept connections. Rejects when no answer came. */
export function jsonClient(baseUrl: string, connections: number): JsonClient & { close(): void } {
  const { hostname, port } = new URL(baseUrl);
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections, scheduling: 'lifo' });
  const call = <T>({ method, path, headers, body }: JsonCall): Promise<JsonAnswer<T>> => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const request = http.request({
        agent,
        hostname,
        port,
        method,
        path,
        headers: {
          ...headers,
          ...(text === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
        },
      });
      request.on('error', reject);
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as T;
          resolve({ status: response.statusCode ?? 0, body });
        });
      });
      request.end(text);
    });
  };
  return Object.assign(call, { close: () => agent.destroy() });
}
