import { createHash } from 'node:crypto';

/** The two lines that put Tilltalk into a page. */
export interface Embed {
  readonly inlineScript: string;
  readonly scriptUrl: string;
  /** Lets exactly this inline script run under the page's policy. */
  readonly cspHash: string;
}

/** Writes the embed for a page in `language` with Tilltalk at `tilltalkUrl`. */
export function embedFor(language: 'zh' | 'en', tilltalkUrl: string): Embed {
  const inlineScript = `window.tilltalk = {
    getToken: () => fetch('/tilltalk-token').then((r) => (r.ok ? r.text() : null)),
    onSignIn: () => location.assign('/sign-in?next=' + encodeURIComponent(location.pathname)),
    language: '${language}',
  }`;
  const hash = createHash('sha256').update(inlineScript).digest('base64');
  return { inlineScript, scriptUrl: new URL('/widget.js', tilltalkUrl).href, cspHash: `'sha256-${hash}'` };
}

/** What the demo's pages may load: their own files, and Tilltalk's script and frame. */
export function pagePolicy(embed: Embed): string {
  const tilltalk = new URL(embed.scriptUrl).origin;
  return [
    "default-src 'none'",
    `script-src 'self' ${tilltalk} ${embed.cspHash}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    `frame-src ${tilltalk}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
