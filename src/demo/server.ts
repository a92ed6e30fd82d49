import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { embedFor, pagePolicy } from './embed.ts';
import { signHostToken } from './host-token.ts';
import { demoLearners, learnerCookie, learnerOf } from './learners.ts';
import { type LibraryItem, readLibrary } from './library.ts';
import { homePage, learnPage, notFoundPage, signInPage, type Visit } from './pages.ts';
import { decodePath, type Reply, readBody, redirect, safePath, send } from './respond.ts';
import type { SiteLanguage } from './words.ts';

export interface DemoOptions {
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  /** The secret shared with Tilltalk, for the learner's token. */
  readonly hostSecret: string;
  readonly tilltalkUrl: string;
  readonly nowMs?: () => number;
}

export interface Demo {
  readonly url: string;
  close(): Promise<void>;
}

interface Site extends Required<DemoOptions> {
  readonly library: ReadonlyMap<string, LibraryItem>;
}

const projectRoot = new URL('../../', import.meta.url);
const fileTypes: Readonly<Record<string, string>> = {
  'site.css': 'text/css; charset=utf-8',
  'site.js': 'text/javascript; charset=utf-8',
};

/** Starts the demo platform: a site of its own, which knows Tilltalk only by its address and a shared secret. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const library = await readLibrary(new URL('demo/catalog.jsonl', projectRoot));
  const site: Site = { nowMs: Date.now, ...options, library };
  const server = createServer((request, response) => {
    answer(site, request, response).catch(() =>
      send(response, { status: 500, text: 'Something failed here.' }),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const name = options.host === '0.0.0.0' ? 'localhost' : options.host;
  return {
    url: `http://${name}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://demo.invalid');
  if (request.method === 'POST') return change(site, request, response);
  if (url.pathname.startsWith('/site/')) return sendFile(response, url.pathname.slice('/site/'.length));
  if (url.pathname === '/tilltalk-token') return sendToken(site, request, response);
  if (url.pathname === '/language') return setLanguage(response, url);
  const visit = visitOf(site, request, url.pathname);
  const page = pageFor(site, visit, url);
  response.setHeader('content-security-policy', pagePolicy(visit.embed));
  response.setHeader('referrer-policy', 'same-origin');
  send(response, page);
}

function pageFor(site: Site, visit: Visit, url: URL): Reply {
  const type = 'text/html; charset=utf-8';
  if (visit.path === '/') return { status: 200, type, text: homePage(visit, shelfOf(site, visit.language)) };
  if (visit.path === '/sign-in') {
    return { status: 200, type, text: signInPage(visit, safePath(url.searchParams.get('next'))) };
  }
  const externalId = visit.path.match(/^\/learn\/([^/]{1,200})$/)?.[1];
  if (externalId === undefined) return { status: 404, type, text: notFoundPage(visit) };
  const id = decodePath(externalId);
  return { status: 200, type, text: learnPage(visit, id, site.library.get(id)) };
}

function visitOf(site: Site, request: IncomingMessage, path: string): Visit {
  const cookies = request.headers.cookie ?? '';
  const chosen = cookies.match(/(?:^|;\s*)gleam_language=(zh|en)/)?.[1] as SiteLanguage | undefined;
  const asked: SiteLanguage = /^\s*en/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh';
  const language = chosen ?? asked;
  return {
    language,
    learner: learnerOf(cookies, site.hostSecret),
    path,
    embed: embedFor(language, site.tilltalkUrl),
  };
}

const shelfSize = 6;

function shelfOf(site: Site, language: SiteLanguage): LibraryItem[] {
  const items = [...site.library.values()].filter((item) => item.language === language);
  const ofKind = (kind: LibraryItem['kind']) => items.filter((item) => item.kind === kind).slice(0, 2);
  return [...ofKind('course'), ...ofKind('column'), ...ofKind('ebook')].slice(0, shelfSize);
}

function sendToken(site: Site, request: IncomingMessage, response: ServerResponse): void {
  const learner = learnerOf(request.headers.cookie ?? '', site.hostSecret);
  response.setHeader('cache-control', 'no-store');
  const reply = learner
    ? { status: 200, text: signHostToken(learner, site.hostSecret, site.nowMs()) }
    : { status: 401, text: 'Nobody is signed in.' };
  send(response, reply);
}

async function change(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const form = new URLSearchParams(await readBody(request));
  const learner = demoLearners.find(({ hostUserId }) => hostUserId === form.get('learner')) ?? null;
  if (request.url !== '/sign-in' && request.url !== '/sign-out') {
    return send(response, { status: 404, text: 'Not found.' });
  }
  if (request.url === '/sign-in' && !learner)
    return send(response, { status: 400, text: 'Nobody of that name.' });
  response.setHeader(
    'set-cookie',
    learnerCookie(request.url === '/sign-in' ? learner : null, site.hostSecret),
  );
  redirect(response, safePath(form.get('next')));
}

function setLanguage(response: ServerResponse, url: URL): void {
  const language = url.searchParams.get('to') === 'en' ? 'en' : 'zh';
  response.setHeader('set-cookie', `gleam_language=${language}; Path=/; Max-Age=31536000; SameSite=Lax`);
  redirect(response, safePath(url.searchParams.get('next')));
}

async function sendFile(response: ServerResponse, name: string): Promise<void> {
  const type = fileTypes[name];
  if (type === undefined) return send(response, { status: 404, text: 'Not found.' });
  send(response, {
    status: 200,
    type,
    text: await readFile(new URL(`demo/site/${name}`, projectRoot), 'utf8'),
  });
}
