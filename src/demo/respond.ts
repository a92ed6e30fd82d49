import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Reply {
  readonly status: number;
  /** Plain text when left out. */
  readonly type?: string;
  readonly text: string;
}

const bodyMaxBytes = 4096;

/** The form a page posted; an over-large one is an error. */
export async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > bodyMaxBytes) throw new Error('the form is too large');
  }
  return text;
}

/** Only a path of this site, never another one's address. */
export function safePath(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : '/';
}

/** Decodes a part of a path; what is no valid encoding stays as it came. */
export function decodePath(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Leads on to another page. */
export function redirect(response: ServerResponse, path: string): void {
  response.setHeader('location', path);
  send(response, { status: 303, text: '' });
}

/** Ends the response with a text. */
export function send(response: ServerResponse, answer: Reply): void {
  response.setHeader('x-content-type-options', 'nosniff');
  response.writeHead(answer.status, { 'content-type': answer.type ?? 'text/plain; charset=utf-8' });
  response.end(answer.text);
}
