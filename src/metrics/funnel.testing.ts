import type { DomainEvent } from '../kernel/domain-event.ts';

/** A line as the events of selling tell it. */
export interface ToldLine {
  readonly productId: string;
  readonly impressionId: string | null;
  readonly totalMinor: number;
}

export const amountOf = (lines: readonly ToldLine[]) => lines.reduce((sum, line) => sum + line.totalMinor, 0);

type Told = Pick<DomainEvent, 'occurredAtMs' | 'type' | 'payload'>;

export function shown(
  atMs: number,
  items: readonly { readonly impressionId: string; readonly productId: string; readonly currency: string }[],
  where: { readonly surface: string; readonly language: string } = { surface: 'web', language: 'zh' },
): Told {
  return { occurredAtMs: atMs, type: 'recommendation.shown', payload: { ...where, items } };
}

export function opened(
  atMs: number,
  checkout: { readonly checkoutId: string; readonly currency: string; readonly lines: readonly ToldLine[] },
): Told {
  return { occurredAtMs: atMs, type: 'checkout.opened', payload: checkout };
}

export interface ToldPayment {
  readonly paymentId: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly lines: readonly ToldLine[];
}

export function pressed(atMs: number, payment: ToldPayment): Told {
  return { occurredAtMs: atMs, type: 'payment.created', payload: { ...payment } };
}

export function paid(atMs: number, payment: ToldPayment): Told {
  return { occurredAtMs: atMs, type: 'payment.succeeded', payload: { ...payment } };
}

export function refunded(atMs: number, refund: ToldPayment & { readonly refundId: string }): Told {
  return { occurredAtMs: atMs, type: 'payment.refunded', payload: { ...refund } };
}

/** Gives events their places, in the order given. */
export function logOf(told: readonly Told[]): DomainEvent[] {
  return told.map((event, place) => ({
    ...event,
    eventId: `evt_${place + 1}`,
    position: place + 1,
    subjectId: 'subject',
    learnerId: null,
    conversationId: null,
    livemode: false,
  }));
}
