import { randomUUID } from 'node:crypto';
import { deliverMessage } from '../../src/bot/conversation/deliver-message.ts';
import { openConversation } from '../../src/bot/conversation/open-conversation.ts';
import { requestHandoff } from '../../src/bot/index.ts';
import { newId } from '../../src/kernel/id.ts';
import { appendEvent } from '../../src/kernel/outbox.ts';
import { type Api, apiOf } from './api.ts';
import { type StaffApi, type StaffReply, staffApi } from './staff-api.ts';
import { hostToken, startTill, type Till } from './till.ts';
import { until } from './until.ts';

/** A learner's thread, as tests of the console drive it. */
export interface Thread {
  readonly conversationId: string;
  readonly learner: Api;
  /** The host platform's id of the learner. */
  readonly hostUserId: string;
  /** Writes as the learner; the bot's answer is not waited for. */
  say(text: string): Promise<void>;
  /** All that was said in the thread, once something of it fits. */
  waitFor(fits: (text: string) => boolean): Promise<string[]>;
  /** Buys something in the thread and pays it. */
  buy(amountMinor: number): Promise<{ paymentId: string; checkoutId: string }>;
}

/** One that the desk's agent has. */
export type HeldThread = Thread;

/** A whole Tilltalk with people at their desks. */
export interface Desk {
  readonly till: Till;
  readonly agent: StaffApi;
  /** An agent who has none of the threads. */
  readonly other: StaffApi;
  readonly supervisor: StaffApi;
  readonly admin: StaffApi;
  botThread(learner?: { name?: string }): Promise<Thread>;
  heldThread(learner?: { name?: string }): Promise<HeldThread>;
  inThread<T>(
    who: StaffApi,
    thread: Pick<Thread, 'conversationId'>,
    path: string,
    init: { body: unknown; key?: string },
  ): Promise<StaffReply<T>>;
  decide(
    approvalId: string,
    decision: 'approve' | 'decline',
    who?: StaffApi,
  ): Promise<StaffReply<{ status: string }>>;
  /** Writes so many declined tries of a learner into the log that rules block the next one. */
  block(learnerId: string): Promise<void>;
  /** Writes so many refunds of a learner into the log that rules hold the next payment. */
  hold(learnerId: string): Promise<void>;
  /** Lets the console's jobs run once more. */
  runJobs(): Promise<void>;
  close(): Promise<void>;
}

export async function startDesk(environment: Record<string, string> = {}): Promise<Desk> {
  const till = await startTill(environment);
  const roles = ['agent', 'agent', 'supervisor', 'admin'] as const;
  const [agent, other, supervisor, admin] = await Promise.all(roles.map((role) => staffApi(till, role)));
  if (!agent || !other || !supervisor || !admin) throw new Error('nobody is at the desk');
  const profile = { skills: [], languages: ['zh', 'en'], capacity: 50 };
  const path = `/v1/console/agents/${agent.view.staffId}/profile`;
  await supervisor.call('PUT', path, { body: profile });
  const botThread: Desk['botThread'] = ({ name } = {}) => openThread(till, name);
  return {
    till,
    ...{ agent, other, supervisor, admin },
    botThread,
    heldThread: async (learner) => {
      const thread = await botThread(learner);
      const { conversationId } = thread;
      await requestHandoff(till.running.house.bot, { conversationId, reason: 'asked' });
      const accept = `/v1/console/conversations/${conversationId}/handoff/accept`;
      const accepted = await agent.call('POST', accept);
      if (accepted.status !== 200) throw new Error(`not accepted: ${JSON.stringify(accepted.body)}`);
      return thread;
    },
    inThread: (who, { conversationId }, rest, { body, key }) =>
      who.call('POST', `/v1/console/conversations/${conversationId}/${rest}`, {
        body,
        ...(key !== undefined && { headers: { 'idempotency-key': key } }),
      }),
    decide: (approvalId, decision, who = supervisor) =>
      who.call('POST', `/v1/console/approvals/${approvalId}/decisions`, {
        body: { decision },
        headers: { 'idempotency-key': randomUUID() },
      }),
    block: (learnerId) =>
      writeFacts(till, learnerId, { type: 'payment.attempt_failed', payload: { code: 'card_declined' } }),
    hold: (learnerId) =>
      writeFacts(till, learnerId, { type: 'refund.succeeded', payload: { reason: 'learner_request' } }),
    runJobs: async () => {
      till.running.house.jobs.wake('bot.index_messages');
      till.running.house.jobs.wake('bot.wake_snoozed');
    },
    close: () => till.close(),
  };
}

const MONTHS_MS = 200 * 86_400_000;

interface Fact {
  readonly type: 'payment.attempt_failed' | 'refund.succeeded';
  readonly payload: Readonly<Record<string, unknown>>;
}

async function writeFacts(till: Till, learnerId: string, { type, payload }: Fact): Promise<void> {
  const { house } = till.running;
  await till.db.transact(async (tx) => {
    for (let count = 0; count < 12; count += 1) {
      await appendEvent(house, tx, {
        type,
        subjectId: `sub_${count}`,
        learnerId,
        livemode: false,
        payload,
      });
    }
  });
}

async function openThread(till: Till, name?: string): Promise<Thread> {
  const hostUserId = `host-${randomUUID()}`;
  const token = await hostToken(hostUserId, name === undefined ? {} : { name });
  const learner = await apiOf(till.url, { hostToken: token });
  const { learnerId } = learner;
  // Somebody who has been here for long may buy dear things.
  await till.db.query
    .updateTable('learner')
    .set({ createdAtMs: Date.now() - MONTHS_MS })
    .where('learnerId', '=', learnerId)
    .execute();
  const { bot } = till.running.house;
  const opening = { learnerId, afterSeq: 0, language: 'zh', surface: 'web' } as const;
  const { conversationId } = await openConversation(bot, opening);
  const texts = async () => {
    const rows = await till.db.query
      .selectFrom('activity')
      .select('content')
      .where('conversationId', '=', conversationId)
      .orderBy('seq')
      .execute();
    return rows.map(({ content }) => String((JSON.parse(content) as { text?: string }).text ?? ''));
  };
  return {
    ...{ conversationId, learner, hostUserId },
    say: async (text) => {
      await deliverMessage(bot, { conversationId, learnerId, clientMessageId: newId('msg'), text });
    },
    waitFor: (fits) => until(texts, (all) => all.some(fits)),
    buy: (amountMinor) => buyIn(till, { learner, conversationId, amountMinor }),
  };
}

async function buyIn(
  till: Till,
  {
    learner,
    conversationId,
    amountMinor,
  }: Pick<Thread, 'learner' | 'conversationId'> & { amountMinor: number },
): Promise<{ paymentId: string; checkoutId: string }> {
  const product = await till.product({ amountMinor });
  const { body: checkout } = await learner.start(product, { conversationId });
  const { body: paying } = await learner.pay(checkout);
  const paymentId = paying.payment?.paymentId ?? '';
  const { gatewayReference: reference } = await till.db.query
    .selectFrom('payment_attempt')
    .select('gatewayReference')
    .where('paymentId', '=', paymentId)
    .executeTakeFirstOrThrow();
  await till.sandbox('/control/pay', { method: 'POST', body: JSON.stringify({ reference }) });
  const { checkoutId } = checkout;
  await until(
    async () => (await learner.view(checkoutId)).body,
    (view) => view.status === 'complete',
  );
  return { paymentId, checkoutId };
}
