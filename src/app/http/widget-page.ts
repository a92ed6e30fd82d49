import { randomBytes } from 'node:crypto';

/** Stands in the built pages where each answer puts a nonce of its own; vite.config.ts writes it. */
const NONCE_MARK = /__NONCE__/g;

export interface WidgetPage {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * A built page with the nonce of this one answer: a script or style runs only when the page itself names it, whatever
 * else lies at our origin. `host` is the request's; `frameAncestors` the sites that may embed the page.
 */
export function widgetPage(built: string, to: { host: string; frameAncestors: string }): WidgetPage {
  const nonce = randomBytes(16).toString('base64url');
  return {
    html: built.replace(NONCE_MARK, nonce),
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy({ ...to, nonce }),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  };
}

function contentSecurityPolicy(to: { host: string; frameAncestors: string; nonce: string }): string {
  return [
    "default-src 'none'",
    // Chunks that a trusted script loads are trusted with it; nothing else at our origin is.
    `script-src 'nonce-${to.nonce}' 'strict-dynamic'`,
    `style-src 'nonce-${to.nonce}'`,
    `connect-src 'self' ${socketOrigins(to.host)}`.trim(),
    // A picture is shown before it is sent.
    "img-src 'self' data: blob: https:",
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${to.frameAncestors}`,
  ].join('; ');
}

/** Some browsers do not count a WebSocket of the same host as 'self'. */
function socketOrigins(host: string): string {
  return /^[\w.:[\]-]+$/.test(host) ? `ws://${host} wss://${host}` : '';
}
