import http from 'node:http';

export interface RawPost {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Poster {
  /** Posts bytes as they are; resolves with the status. Rejects when no answer came. */
  post(path: string, request: RawPost): Promise<number>;
  close(): void;
}

/** Posts to one server over kept connections. */
export function openPoster(baseUrl: string, connections: number): Poster {
  const { hostname, port } = new URL(baseUrl);
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections, scheduling: 'lifo' });
  return {
    post: (path, { headers, body }) =>
      new Promise((resolve, reject) => {
        const request = http.request({
          agent,
          hostname,
          port,
          method: 'POST',
          path,
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        });
        request.on('error', reject);
        request.on('response', (response) => {
          response.resume();
          response.on('error', reject);
          response.on('end', () => resolve(response.statusCode ?? 0));
        });
        request.end(body);
      }),
    close: () => agent.destroy(),
  };
}
