import type { FastifyPluginCallback, FastifyReply } from 'fastify';
import { ANYBODY } from '../../identity/index.ts';
import { allErrors } from '../all-errors.ts';

const POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.6 system-ui, 'Noto Sans SC', sans-serif; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.75rem; } h2 { font-size: 1.1rem; margin-top: 2.5rem; text-transform: capitalize; }
table { border-collapse: collapse; width: 100%; } td, th { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0;
border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent); } code { font-family: ui-monospace, monospace; font-size: .9em; }
.method { display: inline-block; min-width: 4rem; font-weight: 700; } .wide { overflow-x: auto; }
tr:target { background: color-mix(in srgb, #16695a 18%, transparent); }
`;

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly tag: string;
}

/** `/docs`: the API at a glance, from the same OpenAPI that programs read; `/docs/errors`: every error code. */
export function docsRoutes(): FastifyPluginCallback {
  return (app, _options, done) => {
    const shown = { config: { access: ANYBODY }, schema: { hide: true } };
    app.get('/docs', shown, (_request, reply) =>
      sendPage(reply, 'Tilltalk API', apiPage(operationsOf(app.swagger().paths))),
    );
    app.get('/docs/errors', shown, (_request, reply) => sendPage(reply, 'Errors', errorsPage()));
    app.get('/docs/style.css', shown, (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE));
    done();
  };
}

function operationsOf(paths: object | undefined): Operation[] {
  return Object.entries(paths ?? {}).flatMap(([path, operations]) =>
    Object.entries(operations as Record<string, { tags?: string[] }>).map(([method, { tags }]) => ({
      method: method.toUpperCase(),
      path,
      tag: tags?.[0] ?? 'other',
    })),
  );
}

function apiPage(operations: readonly Operation[]): string {
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  const sections = tags.map((tag) => {
    const rows = operations.filter((operation) => operation.tag === tag).map(operationRow);
    return `<h2>${escapeHtml(tag)}</h2><table>${rows.join('')}</table>`;
  });
  return `<p>JSON in camelCase; amounts are integers in minor units; a learner calls with <code>Authorization: Bearer</code>.
    Whatever moves money carries an <code>Idempotency-Key</code>. The whole contract is
    <a href="/openapi.json">OpenAPI 3.1</a>; refusals are <a href="/docs/errors">problems with a code</a>.</p>${sections.join('')}`;
}

function operationRow({ method, path }: Operation): string {
  return `<tr><td><code><span class="method">${method}</span> ${escapeHtml(path)}</code></td></tr>`;
}

function errorsPage(): string {
  const rows = allErrors.map(
    ({ code, status, zh, en }) =>
      `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td lang="zh">${escapeHtml(zh)}</td><td>${escapeHtml(en)}</td></tr>`,
  );
  return `<div class="wide"><table><tr><th>Code</th><th>Status</th><th lang="zh">中文</th><th>English</th></tr>${rows.join('')}</table></div>`;
}

function sendPage(reply: FastifyReply, title: string, body: string): FastifyReply {
  return reply
    .header('content-security-policy', POLICY)
    .header('x-content-type-options', 'nosniff')
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><link rel="stylesheet" href="/docs/style.css"></head><body><main><h1>${title}</h1>${body}</main></body></html>`,
    );
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
