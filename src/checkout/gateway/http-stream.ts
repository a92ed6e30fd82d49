import http from 'node:http';
import https from 'node:https';

export interface StreamRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** How long the other side may be silent, before its answer and between two parts of it, in ms. */
  readonly silenceMaxMs: number;
}

export interface StreamAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  /** The body as it arrives. Ends with an error when the connection breaks before its end. */
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Gets a file too large to keep, such as a statement. Rejects when there is no answer. Whoever does not read the body
 * to its end leaves its loop, which closes the connection.
 */
export function getStream(request: StreamRequest): Promise<StreamAnswer> {
  const url = new URL(request.url);
  const outgoing = (url.protocol === 'https:' ? https : http).get(url, {
    headers: { ...request.headers },
    timeout: request.silenceMaxMs,
  });
  outgoing.on('timeout', () => {
    outgoing.destroy(new Error(`silent for ${request.silenceMaxMs} ms`));
  });
  return new Promise((resolve, reject) => {
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: response });
    });
  });
}
