import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { readAccess, reportOpened } from './access.ts';
import { embedFor, pagePolicy } from './embed.ts';
import { signHostToken } from './host-token.ts';
import { type DemoLearner, demoLearners, learnerCookie, learnerOf, noLearnerCookie } from './learners.ts';
import { type LibraryItem, readLibrary } from './library.ts';
import { homePage, type LessonState, learnPage, notFoundPage, signInPage, type Visit } from './pages.ts';
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
  /** Entitlements whose first lesson was begun here. */
  readonly started: Set<string>;
}

const projectRoot = new URL('../../', import.meta.url);
const fileTypes: Readonly<Record<string, string>> = {
  'site.css': 'text/css; charset=utf-8',
  'site.js': 'text/javascript; charset=utf-8',
};

/** Starts the demo platform: a site of its own, which knows Tilltalk only by its address and a shared secret. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const library = await readLibrary(new URL('demo/catalog.jsonl', projectRoot));
  const site: Site = { nowMs: Date.now, ...options, library, started: new Set() };
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    answer(site, request, response).catch(() =>
      send(response, { status: 500, text: 'Something failed here.' }),
    );
  };
  const isLocal = options.host === 'localhost';
  const first = await listen(handle, options.port, isLocal ? '127.0.0.1' : options.host);
  const { port } = first.address() as AddressInfo;
  // A browser may read "localhost" as either; a machine without IPv6 has the one only.
  const second = isLocal ? await listen(handle, port, '::1').catch(unlessMissing) : null;
  const name = options.host === '0.0.0.0' ? 'localhost' : options.host;
  return {
    url: `http://${name}:${port}`,
    close: async () => {
      await Promise.all([first, ...(second ? [second] : [])].map(close));
    },
  };
}

async function listen(handle: RequestListener, port: number, host: string): Promise<Server> {
  const server = createServer(handle).listen(port, host);
  await once(server, 'listening');
  return server;
}

function unlessMissing(error: NodeJS.ErrnoException): null {
  if (['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'].includes(error.code ?? '')) return null;
  throw error;
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://demo.invalid');
  const elsewhere = /^(127\.0\.0\.1|\[::1\])(:\d+)?$/.exec(request.headers.host ?? '');
  // Who signs in under one name of this machine is nobody under the other, and links of lessons name this one.
  if (elsewhere && site.host === 'localhost' && request.method === 'GET') {
    return redirect(response, `http://localhost${elsewhere[2] ?? ''}${safePath(request.url ?? '/')}`);
  }
  if (request.method === 'POST') return change(site, request, response);
  if (url.pathname.startsWith('/site/')) return sendFile(response, url.pathname.slice('/site/'.length));
  if (url.pathname === '/tilltalk-token') return sendToken(site, request, response);
  if (url.pathname === '/language') return setLanguage(response, url);
  const visit = visitOf(site, request, url.pathname);
  const page = await pageFor(site, visit, url);
  response.setHeader('content-security-policy', pagePolicy(visit.embed));
  response.setHeader('referrer-policy', 'same-origin');
  // What a page shows of a lesson changes with a payment or a refund.
  response.setHeader('cache-control', 'no-cache');
  send(response, page);
}

async function pageFor(site: Site, visit: Visit, url: URL): Promise<Reply> {
  const type = 'text/html; charset=utf-8';
  if (visit.path === '/') return { status: 200, type, text: homePage(visit, shelfOf(site, visit.language)) };
  if (visit.path === '/sign-in') {
    return { status: 200, type, text: signInPage(visit, safePath(url.searchParams.get('next'))) };
  }
  const externalId = contentOf(visit.path);
  if (externalId === null) return { status: 404, type, text: notFoundPage(visit) };
  const item = site.library.get(externalId);
  const state = await lessonState(site, visit.learner, externalId);
  return { status: 200, type, text: learnPage(visit, { externalId, item, state }) };
}

/** The content that a path of a lesson names, by its external id. */
function contentOf(path: string): string | null {
  const part = path.match(/^\/learn\/([^/]{1,200})$/)?.[1];
  return part === undefined ? null : decodePath(part);
}

async function lessonState(
  site: Site,
  learner: DemoLearner | null,
  externalId: string,
): Promise<LessonState> {
  if (learner === null) return 'visitor';
  const access = await readAccess(site, learner, externalId);
  if (access.status !== 'granted') return access.status;
  return site.started.has(access.entitlementId) ? 'started' : 'bought';
}

/** The learner begins: told to Tilltalk first, since from then on the content counts as opened. */
async function startLesson(
  site: Site,
  request: IncomingMessage,
  { response, path }: { response: ServerResponse; path: string },
): Promise<void> {
  const learner = learnerOf(request.headers.cookie ?? '', site.hostSecret);
  if (learner !== null) {
    const access = await readAccess(site, learner, contentOf(path) ?? '');
    const isTold = access.status === 'granted' && (await reportOpened(site, learner, access.entitlementId));
    if (isTold) site.started.add(access.entitlementId);
  }
  redirect(response, path);
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
  const path = request.url ?? '/';
  if (contentOf(path) !== null) return startLesson(site, request, { response, path });
  const learner = demoLearners.find(({ hostUserId }) => hostUserId === form.get('learner')) ?? null;
  if (request.url !== '/sign-in' && request.url !== '/sign-out') {
    return send(response, { status: 404, text: 'Not found.' });
  }
  if (request.url === '/sign-in' && !learner)
    return send(response, { status: 400, text: 'Nobody of that name.' });
  const signsIn = request.url === '/sign-in' && learner !== null;
  response.setHeader(
    'set-cookie',
    signsIn ? learnerCookie(learner, site.hostSecret, site.nowMs()) : noLearnerCookie,
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
