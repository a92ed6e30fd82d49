import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import staticFiles from '@fastify/static';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import { ANYBODY } from '../../identity/index.ts';

/** Where the widgets' build lies: dist/widgets, from the sources as from the build. */
const WIDGETS = fileURLToPath(new URL('../../../dist/widgets', import.meta.url));

/** The pages inside the frame; no inline script or style, and only the allowed sites may embed them. */
function contentSecurityPolicy(frameAncestors: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self' ws: wss:",
    "img-src 'self' data: https:",
    "font-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ');
}

/** Pages of those who work here: at an address of their own, never inside a frame. */
const STAFF_PAGES = ['console', 'dashboard'] as const;

/** The browser's files: loader, frame, return page, the pages of staff. */
export function widgetRoutes(options: { allowedSites: readonly string[] }): FastifyPluginAsync {
  const frame = contentSecurityPolicy(options.allowedSites.join(' ') || "'none'");
  const page = contentSecurityPolicy("'none'");
  return async (app) => {
    if (!existsSync(WIDGETS)) {
      app.log.warn('the widgets are not built: run npm run build');
      return;
    }
    // The files' own routes are made inside the plugin.
    app.addHook('onRoute', (route) => {
      if (route.url.startsWith('/widget/')) route.config = { ...route.config, access: ANYBODY };
    });
    await app.register(staticFiles, {
      root: WIDGETS,
      prefix: '/widget/',
      index: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const hashed = path.includes('/assets/');
        reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
        reply.header('x-content-type-options', 'nosniff');
        if (path.endsWith('.html')) {
          reply.header('content-security-policy', path.endsWith('frame.html') ? frame : page);
        }
      },
    });
    app.get('/widget.js', { config: { access: ANYBODY }, schema: { hide: true } }, (_request, reply) =>
      reply.header('cross-origin-resource-policy', 'cross-origin').sendFile('widget.js'),
    );
    app.get('/return/:token', { config: { access: ANYBODY }, schema: { hide: true } }, (_request, reply) =>
      sendPage(reply, 'return'),
    );
    for (const name of STAFF_PAGES) {
      app.get(`/${name}`, { config: { access: ANYBODY }, schema: { hide: true } }, (_request, reply) =>
        sendPage(reply, name),
      );
    }
  };
}

function sendPage(reply: FastifyReply, name: string): FastifyReply {
  return reply
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .sendFile(`${name}.html`);
}
