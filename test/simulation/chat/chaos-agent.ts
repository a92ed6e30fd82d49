import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import type { MessageCommitted } from '../../../src/bot/wire.ts';
import { addStaff } from '../../../src/identity/index.ts';
import type { StaffView } from '../../../src/identity/wire.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import type { Database } from '../../../src/kernel/db/database.ts';
import { newId } from '../../../src/kernel/id.ts';
import { staffRequest } from '../../support/staff-api.ts';
import type { Random } from '../random.ts';
import { pause, type Sent } from './chaos-client.ts';

/** What one agent wrote into one conversation. */
export interface AgentLog {
  readonly conversationId: string;
  readonly sent: Sent[];
  transmissions: number;
  /** Messages that were refused because the thread was somebody else's by then; they do not count as sent. */
  refused: number;
}

export interface ChaosAgent {
  readonly staffId: string;
  readonly logs: AgentLog[];
  /** Takes a thread that waits for a person. */
  accept(conversationId: string): Promise<void>;
  /** Writes into one of the threads it has and stays at it until that is acknowledged or refused. */
  say(text: string): Promise<void>;
  close(): void;
}

export interface AgentOptions {
  readonly db: Database;
  readonly urls: readonly string[];
  readonly random: Random;
  readonly name: string;
  readonly giveUpAtMs: number;
}

const CAPACITY = 50;
const PAUSE_MAX_MS = 200;
const DOUBLED_CHANCE = 0.1;

/** Signs an agent in who answers by HTTP, now at one process, now at the other. */
export async function chaosAgent(options: AgentOptions): Promise<ChaosAgent> {
  const { db, urls, random, name } = options;
  const account = { login: name, password: 'correct horse battery staple', displayName: name };
  const deps = { db, clock: systemClock(), newId };
  await addStaff(deps, { ...account, role: 'agent' });
  const [url = ''] = urls;
  const opened = await staffRequest<StaffView>(url, ['POST', '/v1/staff/sessions'], {
    body: { login: account.login, password: account.password },
    headers: { origin: url },
  });
  if (opened.status !== 200) throw new Error(`no staff session: ${JSON.stringify(opened.body)}`);
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { csrfToken, staffId } = opened.body;
  // An open console is what says that an agent is there.
  const consoles = urls.map((at) =>
    io(`${at}/console`, {
      auth: { csrfToken },
      extraHeaders: { cookie, origin: at },
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelayMax: 500,
    }),
  );
  const logs: AgentLog[] = [];
  const post = <T>(path: string, body?: unknown) => {
    const at = random.pick(urls);
    const headers = { cookie, origin: at, 'x-tilltalk-csrf': csrfToken };
    return staffRequest<T>(at, ['POST', path], { headers, ...(body === undefined ? {} : { body }) });
  };
  const insist = async <T>(call: () => ReturnType<typeof post<T>>) => {
    while (Date.now() < options.giveUpAtMs) {
      const reply = await call().catch(() => undefined);
      if (reply !== undefined && reply.status < 500 && reply.status !== 429) return reply;
      await pause(PAUSE_MAX_MS * random.next());
    }
    throw new Error(`${name} was not heard in time`);
  };
  return {
    staffId,
    logs,
    accept: async (conversationId) => {
      await makeRoom(db, staffId);
      const path = `/v1/console/conversations/${conversationId}/handoff/accept`;
      const reply = await insist(() => post(path));
      if (reply.status !== 200) throw new Error(`not accepted: ${JSON.stringify(reply.body)}`);
      logs.push({ conversationId, sent: [], transmissions: 0, refused: 0 });
    },
    say: async (text) => {
      const log = random.pick(logs);
      const sent: Sent = { clientMessageId: randomUUID(), text, acknowledged: undefined };
      const path = `/v1/console/conversations/${log.conversationId}/messages`;
      const times = random.chance(DOUBLED_CHANCE) ? 2 : 1;
      const [reply] = await Promise.all(
        Array.from({ length: times }, () =>
          insist(() => {
            log.transmissions += 1;
            return post<MessageCommitted>(path, { clientMessageId: sent.clientMessageId, text });
          }),
        ),
      );
      if (reply?.status === 200) log.sent.push(Object.assign(sent, { acknowledged: reply.body }));
      else log.refused += 1;
    },
    close: () => {
      for (const socket of consoles) socket.close();
    },
  };
}

/** Lets an agent have as many threads as there can be. */
async function makeRoom(db: Database, staffId: string): Promise<void> {
  const nowMs = Date.now();
  const profile = { skills: '[]', languages: '["zh","en"]', capacity: CAPACITY, status: 'available' };
  const times = {
    statusSinceMs: nowMs,
    seenAtMs: nowMs,
    missedOffers: 0,
    assignedAtMs: nowMs,
    updatedAtMs: nowMs,
  };
  await db.query
    .insertInto('agent_profile')
    .values({ staffId, ...profile, ...times })
    .onConflict((conflict) => conflict.column('staffId').doUpdateSet({ capacity: CAPACITY, seenAtMs: nowMs }))
    .execute();
}
