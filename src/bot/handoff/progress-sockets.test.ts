import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { type Socket as ClientSocket, io as connect } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StaffCaller } from '../../identity/index.ts';
import { openTestSqlite } from '../../kernel/db/engines.testing.ts';
import { createTestBot, type TestBot } from '../bot.testing.ts';
import { createReadMarks } from '../conversation/read-marks.ts';
import { tellTyping } from '../conversation/typing.ts';
import { ask, once } from '../sockets.testing.ts';
import type { ReadMarkBook } from '../types.ts';
import { type ConsoleSockets, consoleSockets } from './sockets.ts';

let opened: Awaited<ReturnType<typeof openTestSqlite>>;
let bot: TestBot;
let readMarks: ReadMarkBook;
let server: Server;
let consoles: ConsoleSockets;
let url: string;
const clients: ClientSocket[] = [];

beforeAll(async () => {
  opened = await openTestSqlite();
  bot = createTestBot(opened.db);
  readMarks = createReadMarks(bot.deps);
  const http = createServer();
  server = new Server(http);
  consoles = consoleSockets(server, {
    ...bot.deps,
    readMarks,
    viewers: { look: () => {}, leave: () => {}, onChange: () => () => {} } as never,
    hasHeldPayment: async () => true,
    // The token is the agent's id: what proves who works here is not tested here.
    admitAgent: async ({ csrfToken }) =>
      ({ staffId: csrfToken, displayName: '小陈', role: 'agent', sessionHash: 's' }) as StaffCaller,
    liveSessionHashes: async () => new Set(['s']),
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/console`;
});
afterAll(async () => {
  for (const client of clients) client.disconnect();
  consoles.close();
  await server.close();
  await readMarks.close();
  await opened.remove();
});

const open = (staffId: string): ClientSocket => {
  const client = connect(url, { auth: { csrfToken: staffId }, transports: ['websocket'], forceNew: true });
  clients.push(client);
  return client;
};

it('the agent who owns a thread sees how far its learner is, and the learner how far the agent; nobody else says so', async () => {
  const conversationId = await bot.open(await bot.newLearner());
  await opened.db.query
    .updateTable('conversation')
    .set({ owner: 'agent', ownerId: 'stf_1' })
    .where('conversationId', '=', conversationId)
    .execute();
  const [mine, other] = [open('stf_1'), open('stf_2')];
  const atOnce = once(mine, 'read:changed');
  expect(await ask(mine, 'conversation:watch', { conversationId })).toEqual({ ok: true, data: null });
  expect(await atOnce).toMatchObject({ conversationId, marks: { readSeq: 0 } });
  const later = once(mine, 'read:changed');
  readMarks.note(conversationId, { readSeq: 1 });
  expect(await later).toMatchObject({ marks: { deliveredSeq: 1, readSeq: 1 } });
  for (const [name, body] of [
    ['conversation:read', { conversationId, seq: 1 }],
    ['typing:set', { conversationId }],
  ] as const) {
    expect(await ask(other, name, body)).toMatchObject({ ok: false, error: { code: 'not_found' } });
    expect(await ask(mine, name, body)).toEqual({ ok: true, data: null });
  }
  await readMarks.flush();
  // A place that is not written yet cannot have been read.
  await ask(mine, 'conversation:read', { conversationId, seq: 99 });
  await readMarks.flush();
  expect((await readMarks.of(conversationId)).agentReadSeq).toBe(1);
  const writing = once(mine, 'typing:changed');
  tellTyping(bot.deps, { conversationId, typing: true, by: 'learner' });
  expect(await writing).toMatchObject({ by: 'learner', typing: true });
});
