import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { io, type Socket } from 'socket.io-client';
import { expect } from 'vitest';
import { z } from 'zod';
import {
  NewConversation,
  ReadConversation,
  RenewSession,
  SetTyping,
} from '../../src/bot/conversation/wire.ts';
import { ReadThread, WatchConversation } from '../../src/bot/handoff/live/wire.ts';
import {
  type Ack,
  AnswerCsat,
  ClickCard,
  OpenConversation,
  type OpenedConversation,
  SendMessage,
  SetLanguage,
} from '../../src/bot/wire.ts';
import { bodiesFor, type Known, type Schema } from './fuzz-inputs.ts';

/** What a learner's browser may ask over the socket, as it has to be said. */
export const learnerEvents: Readonly<Record<string, z.ZodType>> = {
  'conversation:open': OpenConversation,
  'conversation:list': z.strictObject({}),
  'conversation:new': NewConversation,
  'conversation:read': ReadConversation,
  'message:send': SendMessage,
  'typing:set': SetTyping,
  'card:click': ClickCard,
  'csat:answer': AnswerCsat,
  'language:set': SetLanguage,
  'session:renew': RenewSession,
};

/** What an agent's console may say over its own. */
export const consoleEvents: Readonly<Record<string, z.ZodType>> = {
  'conversation:watch': WatchConversation,
  'conversation:read': ReadThread,
  'typing:set': SetTyping,
};

/** Bodies that JSON and Socket.IO can carry and no browser of ours sends. */
const strangers: fc.Arbitrary<readonly unknown[]> = fc.constantFrom<readonly unknown[]>(
  [],
  [null],
  [undefined],
  ['\u0000'],
  [Buffer.from([0, 255])],
  [{ conversationId: Buffer.from('x') }],
  [{}, {}, {}],
  [JSON.parse('{"__proto__":{"learnerId":"another"}}')],
);

const ANSWER_TIME_MAX_MS = 15_000;

export interface SocketFuzz {
  readonly url: string;
  readonly token: string;
  /** Of a signed-in agent's browser. */
  readonly staff: { readonly cookie: string; readonly origin: string; readonly csrfToken: string };
  readonly known: Known;
  readonly statusByCode: ReadonlyMap<string, number>;
  readonly seed: number;
  readonly runs: number;
}

/** Asks every event, and one that there is not, with bad input of every kind; each must be acknowledged, with a code of the table when refused. */
export async function fuzzSockets(fuzz: SocketFuzz): Promise<void> {
  const known = { ...fuzz.known, conversationId: [await openThread(fuzz)] };
  const learners = { ...learnerEvents, 'no:event': z.unknown() };
  await fuzzEvents({ ...fuzz, known }, learners, () => connect(fuzz));
  await fuzzEvents({ ...fuzz, known }, consoleEvents, () => connectConsole(fuzz));
}

async function fuzzEvents(
  fuzz: SocketFuzz,
  events: Readonly<Record<string, z.ZodType>>,
  open: () => Promise<Socket>,
): Promise<void> {
  const { seed, runs, known } = fuzz;
  for (const [name, schema] of Object.entries(events)) {
    const socket = await open();
    const bodies = bodiesFor(z.toJSONSchema(schema, { io: 'input' }) as Schema, known);
    const asked = fc.oneof(
      { weight: 5, arbitrary: bodies.map((body) => [body]) },
      { weight: 1, arbitrary: strangers },
    );
    const holds = fc.asyncProperty(asked, async (body) =>
      expectAnswered(fuzz, name, await ask(socket, name, body)),
    );
    await fc.assert(holds, { seed, numRuns: runs, includeErrorInReport: true });
    socket.close();
  }
}

/** A thread of the asker, so that inputs get past the first look-up. */
async function openThread(fuzz: SocketFuzz): Promise<string> {
  const socket = await connect(fuzz);
  const body: OpenConversation = { afterSeq: 0, language: 'zh', surface: 'web' };
  const opened = (await ask(socket, 'conversation:open', [body])) as Ack<OpenedConversation>;
  socket.close();
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.data.conversationId;
}

function connect({ url, token }: SocketFuzz): Promise<Socket> {
  return connected(io(url, { auth: { token }, transports: ['websocket'], forceNew: true }));
}

function connectConsole({ url, staff: { cookie, origin, csrfToken } }: SocketFuzz): Promise<Socket> {
  const browser = { auth: { csrfToken }, extraHeaders: { cookie, origin } };
  return connected(io(`${url}/console`, { ...browser, transports: ['websocket'], forceNew: true }));
}

async function connected(socket: Socket): Promise<Socket> {
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
}

async function ask(socket: Socket, name: string, body: readonly unknown[]): Promise<Ack<unknown>> {
  const late = pause(ANSWER_TIME_MAX_MS, undefined, { ref: false }).then(() => {
    throw new Error(`${name} was never acknowledged: ${JSON.stringify(body).slice(0, 500)}`);
  });
  return Promise.race([socket.emitWithAck(name, ...body) as Promise<Ack<unknown>>, late]);
}

function expectAnswered({ statusByCode }: SocketFuzz, name: string, answer: Ack<unknown>): void {
  if (answer.ok) return;
  const { code, message } = answer.error;
  const label = `${name} answered ${code}`;
  expect(statusByCode.get(code), label).toBeLessThan(500);
  expect(message, label).toMatchObject({ zh: expect.stringMatching(/\S/), en: expect.stringMatching(/\S/) });
}
