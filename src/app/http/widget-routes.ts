import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import staticFiles from '@fastify/static';
import type { FastifyPluginAsync } from 'fastify';
import { ANYBODY } from '../../identity/index.ts';
import { widgetPage } from './widget-page.ts';

/** Where the widgets' build lies: dist/widgets, from the sources as from the build. */
const WIDGETS = fileURLToPath(new URL('../../../dist/widgets', import.meta.url));

/** Every page of ours and its address; those of staff and the return page are never inside a frame. */
const PAGES = {
  '/widget/frame.html': { file: 'frame.html', isEmbedded: true },
  '/pay/:token': { file: 'pay.html', isEmbedded: false },
  '/return/:token': { file: 'return.html', isEmbedded: false },
  '/console': { file: 'console.html', isEmbedded: false },
  '/dashboard': { file: 'dashboard.html', isEmbedded: false },
} as const;

export interface WidgetRoutesOptions {
  readonly allowedSites: readonly string[];
  /** The build; dist/widgets when left out. */
  readonly folder?: string;
}

/** The browser's files: loader, frame, return page, the pages of staff. */
export function widgetRoutes({ allowedSites, folder = WIDGETS }: WidgetRoutesOptions): FastifyPluginAsync {
  return async (app) => {
    if (!existsSync(folder)) {
      app.log.warn('the widgets are not built: run npm run build');
      return;
    }
    // The files' own routes are made inside the plugin.
    app.addHook('onRoute', (route) => {
      if (route.url.startsWith('/widget/')) route.config = { ...route.config, access: ANYBODY };
    });
    await app.register(staticFiles, {
      root: folder,
      prefix: '/widget/',
      index: false,
      cacheControl: false,
      // Pages have answers of their own, with a nonce each.
      allowedPath: (path) => !path.endsWith('.html'),
      setHeaders: (reply, path) => {
        const hashed = path.includes('/assets/');
        reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
        reply.header('x-content-type-options', 'nosniff');
      },
    });
    app.get('/widget.js', { config: { access: ANYBODY }, schema: { hide: true } }, (_request, reply) =>
      reply.header('cross-origin-resource-policy', 'cross-origin').sendFile('widget.js'),
    );
    for (const [path, { file, isEmbedded }] of Object.entries(PAGES)) {
      const built = readFileSync(join(folder, file), 'utf8');
      const frameAncestors = (isEmbedded && allowedSites.join(' ')) || "'none'";
      app.get(path, { config: { access: ANYBODY }, schema: { hide: true } }, (request, reply) => {
        const { html, headers } = widgetPage(built, { host: request.host, frameAncestors });
        return reply.headers(headers).send(html);
      });
    }
  };
}
