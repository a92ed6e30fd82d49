import { z } from 'zod';
import type { DomainEvent } from '../../kernel/domain-event.ts';
import { timesTypicalPrice } from '../amount-scale.ts';
import type { Fact } from './facts.ts';

const Opened = z.object({ lines: z.array(z.object({ productId: z.string() })) });
const Declined = z.object({ code: z.string() });
const Paid = z.object({ amountMinor: z.number(), currency: z.string() });
const Refunded = z.object({ reason: z.string() });
const Handoff = z.object({ reason: z.string() });

/** Handoffs that the learner caused; the others are the house's own. */
const CAUSED_BY_LEARNER = new Set(['asked', 'not_understood']);

/** Attempts that ended for reasons of the gateway or by the learner's own wish say nothing of the payer. */
const NOT_A_DECLINE = new Set([
  'canceled_by_learner',
  'gateway_unavailable',
  'amount_mismatch',
  'merchant_mismatch',
]);
/** Refunds that we made by ourselves because a capture was surplus. */
const NOT_ASKED_FOR = new Set([
  'paid_twice',
  'paid_too_late',
  'already_owned',
  'balance_spent',
  'amount_mismatch',
]);

type Kind = Fact extends infer One ? (One extends Fact ? Omit<One, 'learnerId' | 'atMs'> : never) : never;

function paid(payload: unknown): Kind {
  const { amountMinor, currency } = Paid.parse(payload);
  return { kind: 'paid', timesTypical: timesTypicalPrice(amountMinor, currency) };
}

const readers: Readonly<Record<string, (payload: unknown) => Kind | null>> = {
  'risk.assessed': () => ({ kind: 'pressed' }),
  'payment.created': (payload) => ({
    kind: 'opened',
    productIds: Opened.parse(payload).lines.map(({ productId }) => productId),
  }),
  'payment.attempt_failed': (payload) =>
    NOT_A_DECLINE.has(Declined.parse(payload).code) ? null : { kind: 'declined' },
  'payment.succeeded': paid,
  'risk.allowed': () => ({ kind: 'allowed' }),
  'dispute.lost': () => ({ kind: 'charged_back' }),
  'handoff.requested': (payload) =>
    CAUSED_BY_LEARNER.has(Handoff.parse(payload).reason) ? { kind: 'handed_off' } : null,
  'message.flagged': () => ({ kind: 'flagged' }),
  'message.pasted': () => ({ kind: 'pasted' }),
  'wallet.topped_up': paid,
  'refund.succeeded': (payload) =>
    NOT_ASKED_FOR.has(Refunded.parse(payload).reason) ? null : { kind: 'refunded' },
};

/** The types of events that a judgement looks back at. */
export const factTypes: readonly string[] = Object.keys(readers);

/** What an event of the log says of its learner; null when it says nothing. Throws when its payload has another form. */
export function factOf(
  event: Pick<DomainEvent, 'type' | 'learnerId' | 'occurredAtMs'>,
  payload: unknown,
): Fact | null {
  const { learnerId = null } = event;
  if (learnerId === null) return null;
  const fact = readers[event.type]?.(payload) ?? null;
  return fact === null ? null : { learnerId, atMs: event.occurredAtMs, ...fact };
}
