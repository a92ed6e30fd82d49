import type { Language } from '../../../identity/wire.ts';
import { appendAudit } from '../../../kernel/audit/append-audit.ts';
import { DomainError, kernelErrors } from '../../../kernel/errors.ts';
import { formatMoney } from '../../text/price.ts';
import type { ConsoleOpsDeps, InThread } from '../deps.ts';
import { requireReadable, type Thread } from '../thread.ts';
import { findCannedReply } from './store.ts';
import { fillIn, variablesOf } from './variables.ts';
import type { CannedVariable, RenderedReply } from './wire.ts';

export interface RenderCannedReply extends InThread {
  readonly cannedReplyId: string;
  /** Left out: the thread's. */
  readonly language?: Language | undefined;
}

type Values = Partial<Record<CannedVariable, string>>;

/**
 * The text of a canned reply for a thread: in its language where there is one, with what is known filled in. A reply
 * that calls the learner by name shows it, so the audit says so. Throws `not_found`.
 */
export async function renderCannedReply(
  deps: ConsoleOpsDeps,
  command: RenderCannedReply,
): Promise<RenderedReply> {
  const thread = await requireReadable(deps, command);
  const reply = await findCannedReply(deps.db.query, command.cannedReplyId);
  if (reply === undefined) throw new DomainError(kernelErrors.not_found);
  const wanted = command.language ?? thread.language;
  const texts = { zh: reply.textZh, en: reply.textEn };
  const language = texts[wanted] === null ? otherThan(wanted) : wanted;
  const text = texts[language] ?? '';
  const used = variablesOf(text);
  const values = await valuesOf(deps, { command, thread, language, used });
  if (used.includes('learner_name') && values.learner_name !== undefined)
    await auditName(deps, command, thread);
  return {
    text: fillIn(text, values),
    language,
    missing: used.filter((name) => values[name] === undefined),
  };
}

function otherThan(language: Language): Language {
  return language === 'zh' ? 'en' : 'zh';
}

interface Filling {
  readonly command: RenderCannedReply;
  readonly thread: Thread;
  readonly language: Language;
  readonly used: readonly CannedVariable[];
}

async function valuesOf(deps: ConsoleOpsDeps, { command, thread, language, used }: Filling): Promise<Values> {
  const ofOrder: readonly CannedVariable[] = ['order_number', 'order_total', 'product_title'];
  const order = used.some((name) => ofOrder.includes(name))
    ? await newestOrder(deps, thread.learnerId)
    : undefined;
  return {
    agent_name: command.caller.displayName,
    seller_name: deps.checkout.merchant.legalName,
    ...(thread.displayName !== null && { learner_name: thread.displayName }),
    ...(order !== undefined && {
      order_number: order.orderNumber,
      order_total: formatMoney({ amountMinor: order.totalMinor, currency: order.currency }, language),
      product_title: order.title,
    }),
  };
}

/** The order a learner most likely speaks of: the newest that was paid, else the newest. */
async function newestOrder(deps: ConsoleOpsDeps, learnerId: string) {
  const rows = await deps.db.query
    .selectFrom('orders')
    .innerJoin('order_line', 'order_line.orderId', 'orders.orderId')
    .select(['orders.orderNumber', 'orders.totalMinor', 'orders.currency', 'orders.paidAtMs'])
    .select('order_line.title')
    .where('orders.learnerId', '=', learnerId)
    .where('orders.livemode', '=', deps.livemode ? 1 : 0)
    .where('order_line.lineNumber', '=', 1)
    .orderBy('orders.createdAtMs', 'desc')
    .limit(10)
    .execute();
  return rows.find(({ paidAtMs }) => paidAtMs !== null) ?? rows[0];
}

async function auditName(
  deps: ConsoleOpsDeps,
  { caller, conversationId, cannedReplyId }: RenderCannedReply,
  { learnerId }: Thread,
): Promise<void> {
  await deps.db.transact((tx) =>
    appendAudit(deps, tx, {
      action: 'personal_data.revealed',
      actor: `staff:${caller.staffId}`,
      subjectId: learnerId,
      detail: { field: 'name', conversationId, reason: 'canned_reply', cannedReplyId },
    }),
  );
}
