import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page, Route, WebSocketRoute } from 'playwright-core';
import { deferred } from '../../src/kernel/deferred.ts';
import type { ConsoleDay } from './console-fixtures.ts';
import { riskAnswers } from './console-risk-fixtures.ts';
import { settingsAnswers } from './console-settings-fixtures.ts';
import { builtWidgets } from './widgets-harness.ts';

/** A console page with a server that is only a table: for what the page shows and does, without a house behind it. */
export interface ConsoleStub {
  readonly day: ConsoleDay;
  /** What changed something, as `METHOD path`, with its body. */
  readonly calls: { readonly name: string; readonly body: unknown; readonly key: string | null }[];
  /** Answers the next call of that name so, once. */
  answer(name: string, status: number, body: unknown): void;
  /** Tells the page something by its socket, once it has joined. */
  tell(name: string, body?: unknown): Promise<void>;
}

/** A name that browsers trust as they do https; nothing listens there. */
const site = 'http://console.localhost';
const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

export async function openStub(page: Page, day: ConsoleDay): Promise<ConsoleStub> {
  const files = await builtWidgets();
  const calls: { name: string; body: unknown; key: string | null }[] = [];
  const planned = new Map<string, { status: number; body: unknown }>();
  const sockets: WebSocketRoute[] = [];
  const joined = deferred<void>();
  await page.routeWebSocket(/socket\.io/, (socket) => {
    sockets.push(socket);
    serveSocket(socket, joined.resolve);
  });
  await page.route(`${site}/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url());
    if (!pathname.startsWith('/v1/')) return sendFile(route, files, pathname);
    const name = `${route.request().method()} ${pathname.replace('/v1/console', '')}`;
    if (!name.startsWith('GET ')) {
      const key = route.request().headers()['idempotency-key'] ?? null;
      calls.push({ name, body: route.request().postDataJSON(), key });
    }
    const plan = planned.get(name);
    planned.delete(name);
    if (plan !== undefined) return route.fulfill({ status: plan.status, json: plan.body });
    const isSignIn = name === 'GET /v1/staff/me' && !day.isSignedIn;
    if (isSignIn) return route.fulfill({ status: 401, json: problem('staff_unauthenticated') });
    const body = answerOf(day, name, search);
    return body === undefined
      ? route.fulfill({ status: 404, json: problem('not_found') })
      : route.fulfill({ json: body });
  });
  await page.goto(`${site}/console`);
  return {
    day,
    calls,
    answer: (name, status, body) => void planned.set(name, { status, body }),
    tell: async (name, body) => {
      await joined.promise;
      for (const socket of sockets) socket.send(`42/console,${JSON.stringify([name, body])}`);
    },
  };
}

export function problem(code: string) {
  return {
    type: 'about:blank',
    title: code,
    status: 404,
    code,
    message: { zh: `错误 ${code}`, en: `Error ${code}` },
  };
}

async function sendFile(route: Route, files: string, pathname: string): Promise<void> {
  const file = pathname === '/console' ? 'console.html' : pathname.replace('/widget/', '');
  const body = await readFile(join(files, file)).catch(() => null);
  if (body === null) return route.fulfill({ status: 404, body: '' });
  await route.fulfill({ body, contentType: types[file.split('.').at(-1) ?? ''] ?? 'text/plain' });
}

/** Speaks as much Engine.IO 4 and Socket.IO 5 as the page needs. */
function serveSocket(socket: WebSocketRoute, onJoin: () => void): void {
  const opening = {
    sid: 's',
    upgrades: [],
    pingInterval: 25_000,
    pingTimeout: 60_000,
    maxPayload: 1_000_000,
  };
  socket.send(`0${JSON.stringify(opening)}`);
  socket.onMessage((message) => {
    const text = String(message);
    if (text.startsWith('40/console')) {
      socket.send('40/console,{"sid":"c"}');
      onJoin();
    }
    const acknowledged = /^42\/console,(\d+)/.exec(text)?.[1];
    if (acknowledged !== undefined) socket.send(`43/console,${acknowledged}[{"ok":true,"data":null}]`);
  });
}

function answerOf(day: ConsoleDay, name: string, search: string): unknown {
  const lists: Record<string, unknown> = {
    'GET /v1/staff/me': day.staff,
    'GET /conversations': { conversations: search.includes('mine') ? day.mine : day.queue },
    'GET /conversations/all': search.includes('snoozed')
      ? { conversations: [], nextCursor: null }
      : pageOf(day.listed, search, 'conversations'),
    'GET /reviews': { reviews: day.held },
    'GET /queue': day.line,
    'GET /presence': day.me,
    'GET /agents': { agents: day.agents },
    'GET /approvals': { approvals: day.approvals },
    'GET /cases': pageOf(day.cases, search, 'cases'),
    'GET /cases/case_1': day.cases[0],
    'GET /audit': day.audit,
    'GET /search': search.includes('in=') ? day.searchOn : day.search,
    'GET /products': { products: day.products },
    'GET /allowance': {
      refund: { perAction: { CNY: 15_000 }, perDay: { CNY: 300_000 }, givenToday: {} },
      coupon: { perAction: {}, perDay: {}, givenToday: {}, percentMax: 30, countPerDay: 30, countToday: 0 },
    },
    'GET /labels': {
      labels: [
        { labelId: 'lab_refund', name: '退款', colour: 'orange' },
        { labelId: 'lab_tech', name: '技术', colour: 'blue' },
      ],
    },
    'GET /canned-replies': {
      cannedReplies: [
        canned('hello', '问候', '你好，我是{agent_name}，马上帮你看。'),
        canned('refund', '退款说明', '退款会原路退回，通常 1–3 个工作日到账。'),
      ],
    },
    'PUT /presence': day.me,
    'PUT /profile': day.me,
    ...settingsAnswers(Date.now()),
    ...riskAnswers(Date.now()),
  };
  if (name in lists) return lists[name];
  const [, id = '', rest = ''] = /\/conversations\/(conv_\d+)(.*)$/.exec(name) ?? [];
  if (id === '') return undefined;
  if (rest === '') return { ...day.thread, conversationId: id };
  if (rest === '/details') return { ...day.details, conversationId: id };
  if (rest.endsWith('/rendering'))
    return { text: '你好，我是林一，马上帮你看。', language: 'zh', missing: [] };
  if (rest.startsWith('/handoff/')) return { ...day.thread, conversationId: id };
  return undefined;
}

/** Twenty rows at a time; the cursor is the place of the next one. */
function pageOf(rows: readonly unknown[], search: string, name: string) {
  const from = Number(new URLSearchParams(search).get('cursor') ?? 0);
  const until = from + 20;
  return { [name]: rows.slice(from, until), nextCursor: until < rows.length ? String(until) : null };
}

function canned(shortcut: string, title: string, textZh: string) {
  return {
    cannedReplyId: `can_${shortcut}`,
    shortcut,
    team: null,
    title,
    textZh,
    textEn: null,
    updatedAtMs: 0,
  };
}
