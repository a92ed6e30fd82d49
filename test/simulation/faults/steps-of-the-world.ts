import { receiveNotification } from '../../../src/checkout/gateway/receive-notification.ts';
import type { GatewayNotification, GatewayPayment } from '../../../src/checkout/gateway/types.ts';
import { DomainError } from '../../../src/kernel/errors.ts';
import {
  type Charge,
  disputeCharge,
  gatewayEnds,
  type Message,
  payerFails,
  payerPays,
  paymentOf,
  paysAllTheSame,
} from './book.ts';
import { count } from './coverage.ts';
import type { Delivery, StepOf } from './history.ts';
import type { Process } from './process.ts';
import { nth, type World } from './world.ts';

type AtGateway = StepOf<'payer_pays' | 'payer_fails' | 'pays_all_the_same' | 'gateway_ends' | 'dispute'>;

/** What payers, banks and gateways do without asking the house. */
export function atGateway(world: World, step: AtGateway): void {
  const { book } = world;
  const all = [...book.charges.values()];
  const isPayers = step.kind === 'payer_pays' || step.kind === 'payer_fails';
  const charge = isPayers ? openCharge(all, step.charge) : nth(all, step.charge);
  if (charge === undefined) return;
  const deeds = {
    payer_pays: () => payerPays(book, charge),
    payer_fails: () => payerFails(book, charge),
    pays_all_the_same: () => paysAllTheSame(book, charge),
    gateway_ends: () => step.kind === 'gateway_ends' && gatewayEnds(book, charge, step.as),
    dispute: () => step.kind === 'dispute' && disputeCharge(book, charge, step.status),
  };
  deeds[step.kind]();
}

/** One that is not open leaves the deed to one that is. */
function openCharge(all: readonly Charge[], number: number): Charge | undefined {
  const isOpen = ({ status }: Charge): boolean => status === 'pending';
  const named = nth(all, number);
  return named !== undefined && isOpen(named) ? named : nth(all.filter(isOpen), number);
}

/** A notification on its way, or a lie. */
export async function deliver(world: World, process: Process, step: StepOf<'deliver'>): Promise<void> {
  const { outbox, charges } = world.book;
  if (step.how === 'nonsense' || step.how === 'wrong_amount' || step.how === 'wrong_merchant') {
    const isFit = ({ status }: Charge): boolean => (step.how === 'nonsense') === (status === 'succeeded');
    const charge = nth(
      [...charges.values()]
        .filter(({ status }) => status === 'pending' || status === 'succeeded')
        .filter(isFit),
      step.notification,
    );
    if (charge !== undefined) await lie(world, process, { charge, how: step.how });
    return;
  }
  const message = nth(outbox, step.notification);
  if (message === undefined || (step.how === 'dropped' && message.isInsistent)) return;
  count(world.counts, `fault delivery: ${step.how}`);
  outbox.splice(outbox.indexOf(message), 1);
  if (step.how === 'dropped') return;
  await bring(world, process, message);
  if (step.how === 'twice') await bring(world, process, message);
}

interface Lie {
  readonly charge: Charge;
  readonly how: Extract<Delivery, 'wrong_amount' | 'wrong_merchant' | 'nonsense'>;
}

let lies = 0;

/**
 * Says of what nobody has paid yet that it was paid: less than asked, or to somebody else. Or of what was paid that a
 * bank contests nothing of it, which nobody can make sense of.
 */
async function lie(world: World, process: Process, { charge, how }: Lie): Promise<void> {
  count(world.counts, `fault delivery: ${how}`);
  lies += 1;
  const notification: GatewayNotification = {
    eventId: `lie_${lies}`,
    type: how,
    occurredAtMs: world.nowMs,
    content:
      how === 'nonsense' ? nonsenseOf(charge) : { kind: 'payment', payment: wrong(world, { charge, how }) },
  };
  await bring(world, process, { gateway: charge.gateway, isInsistent: false, notification });
}

function wrong(world: World, { charge, how }: Lie): GatewayPayment {
  const change: Partial<GatewayPayment> =
    how === 'wrong_amount' ? { amountMinor: charge.amountMinor - 1 } : { gatewayMerchantId: 'm_other' };
  return { ...paymentOf(charge), status: 'succeeded', paidAtMs: world.nowMs, ...change };
}

function nonsenseOf({ reference, currency }: Charge): GatewayNotification['content'] {
  return {
    kind: 'dispute',
    dispute: {
      gatewayDisputeId: `none_${reference}`,
      gatewayPaymentId: `gw_${reference}`,
      gatewayReference: reference,
      amountMinor: 0,
      currency,
      status: 'opened',
      reason: 'nonsense',
      evidenceDueAtMs: null,
    },
  };
}

/** Brings a notification; a gateway that is not told "taken" would come again, which the history does itself. */
export async function bring(world: World, { deps }: Process, message: Message): Promise<void> {
  const raw = { headers: {}, body: Buffer.from(JSON.stringify(message.notification)) };
  try {
    await receiveNotification(deps, { gateway: message.gateway, raw });
  } catch (error) {
    if (!(error instanceof DomainError))
      world.problems.push(`a notification failed: ${(error as Error).stack}`);
  }
}
