import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { parseCardNumber } from './cards.ts';
import type { Charge, Delivery } from './charge.ts';
import type { SandboxDeps } from './deps.ts';
import { resendNow } from './dispatch-notifications.ts';
import { DisputeBody, disputeCharge } from './dispute-charge.ts';
import { SandboxError } from './errors.ts';
import { FaultBody } from './faults.ts';
import { type Answer, type Exchange, type Handler, jsonAnswer, readJson } from './http.ts';
import { isLoopback } from './loopback.ts';
import { answerChallenge, decided, payByCard, payByWallet } from './pay-charge.ts';
import type { Route } from './router.ts';
import { closeExpiredCharges, findCharge, findChargeByReference } from './settle-charge.ts';
import { chargeView, disputeView, refundView } from './views.ts';

const Reference = z.string().min(1).max(32);
const TEN_YEARS_MS = 10 * 366 * 86_400_000;
const MERCHANT_CLOCK_TIMEOUT_MS = 5_000;

const ChargeChoice = z
  .strictObject({
    reference: Reference.optional(),
    chargeId: z.string().min(1).max(64).optional(),
    /** Card charges only; the approving test card when left out. */
    card: z.string().max(32).optional(),
    /** What the payer does when the bank asks. */
    challenge: z.enum(['pass', 'fail']).default('pass'),
  })
  .refine((body) => (body.reference === undefined) !== (body.chargeId === undefined), {
    error: 'give either reference or chargeId',
  });

const AdvanceBody = z.strictObject({ byMs: z.number().int().min(0).max(TEN_YEARS_MS) });

const ResendBody = z
  .strictObject({ eventId: z.string().min(1).max(64).optional(), reference: Reference.optional() })
  .refine((body) => (body.reference === undefined) !== (body.eventId === undefined), {
    error: 'give either eventId or reference',
  });

/** The control API for tests: no key, but loopback only. */
export function controlRoutes(deps: SandboxDeps): Route[] {
  const guarded =
    (handler: Handler): Handler =>
    (exchange) => {
      assertLocal(exchange.request);
      return handler(exchange);
    };
  const routes: Route[] = [
    { method: 'GET', path: '/control/book', handler: (exchange) => getBook(deps, exchange) },
    { method: 'GET', path: '/control/faults', handler: () => jsonAnswer(200, { faults: deps.faults.list }) },
    { method: 'POST', path: '/control/faults', handler: (exchange) => postFault(deps, exchange) },
    { method: 'DELETE', path: '/control/faults', handler: () => clearFaults(deps) },
    { method: 'POST', path: '/control/pay', handler: (exchange) => postPay(deps, exchange) },
    { method: 'POST', path: '/control/disputes', handler: (exchange) => postDispute(deps, exchange) },
    { method: 'POST', path: '/control/advance', handler: (exchange) => postAdvance(deps, exchange) },
    {
      method: 'GET',
      path: '/control/notifications',
      handler: (exchange) => getNotifications(deps, exchange),
    },
    {
      method: 'POST',
      path: '/control/notifications/resend',
      handler: (exchange) => postResend(deps, exchange),
    },
  ];
  return routes.map((route) => ({ ...route, handler: guarded(route.handler) }));
}

function getBook(deps: SandboxDeps, { query }: Exchange): Answer {
  const { book } = deps.store;
  const reference = query.get('reference');
  const charges = [...book.charges.values()].filter(
    (charge) => reference === null || charge.reference === reference,
  );
  const chargeIds = new Set(charges.map(({ chargeId }) => chargeId));
  return jsonAnswer(200, {
    nowMs: deps.clock.nowMs(),
    charges: charges.map((charge) => chargeView(deps, charge)),
    refunds: [...book.refunds.values()].filter(({ chargeId }) => chargeIds.has(chargeId)).map(refundView),
    disputes: [...book.disputes.values()].filter(({ chargeId }) => chargeIds.has(chargeId)).map(disputeView),
  });
}

async function postFault(deps: SandboxDeps, { request }: Exchange): Promise<Answer> {
  const body = await readJson(request, FaultBody);
  const fault = { ...body, faultId: deps.newId('flt'), remaining: body.times };
  deps.faults.list = [...deps.faults.list, fault];
  return jsonAnswer(201, fault);
}

function clearFaults(deps: SandboxDeps): Answer {
  deps.faults.list = [];
  return jsonAnswer(200, { faults: [] });
}

async function postPay(deps: SandboxDeps, { request }: Exchange): Promise<Answer> {
  const body = await readJson(request, ChargeChoice);
  const charge =
    body.reference === undefined
      ? findCharge(deps, body.chargeId)
      : findChargeByReference(deps, body.reference);
  if (charge.method === 'card') await payLikeCardholder(deps, charge, body);
  else if (payByWallet(deps, charge) === 'challenge') answerLikePayer(deps, charge.chargeId, body.challenge);
  return jsonAnswer(200, chargeView(deps, findCharge(deps, charge.chargeId)));
}

async function payLikeCardholder(
  deps: SandboxDeps,
  charge: Charge,
  { card = '4242424242424242', challenge }: z.infer<typeof ChargeChoice>,
): Promise<void> {
  const number = parseCardNumber(card);
  if (number === null) throw new SandboxError('invalid_request', 'card: not a card number');
  const result = payByCard(deps, charge, number);
  if (result === 'processing') await decided(deps, charge.chargeId);
  if (result === 'challenge') answerLikePayer(deps, charge.chargeId, challenge);
}

function answerLikePayer(deps: SandboxDeps, chargeId: string, challenge: 'pass' | 'fail'): void {
  const challenged = findCharge(deps, chargeId);
  answerChallenge(deps, challenged, challenge === 'pass' ? (challenged.challengeCode ?? '') : '');
}

async function postDispute(deps: SandboxDeps, { request }: Exchange): Promise<Answer> {
  return jsonAnswer(200, disputeView(disputeCharge(deps, await readJson(request, DisputeBody))));
}

async function postAdvance(deps: SandboxDeps, { request }: Exchange): Promise<Answer> {
  const { byMs } = await readJson(request, AdvanceBody);
  await advanceMerchant(deps, byMs);
  deps.store.record([{ kind: 'clock', offsetMs: deps.store.book.clockOffsetMs + byMs }]);
  closeExpiredCharges(deps);
  return jsonAnswer(200, { offsetMs: deps.store.book.clockOffsetMs, nowMs: deps.clock.nowMs() });
}

/** Both clocks move or none: a charge that expires here must have expired there. */
async function advanceMerchant({ settings }: SandboxDeps, byMs: number): Promise<void> {
  if (settings.merchantClockUrl === null) return;
  const answer = await fetch(settings.merchantClockUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${settings.apiKey}` },
    body: JSON.stringify({ byMs }),
    signal: AbortSignal.timeout(MERCHANT_CLOCK_TIMEOUT_MS),
  }).catch(() => undefined);
  if (answer?.ok !== true) throw new SandboxError('merchant_clock_refused');
}

function getNotifications(deps: SandboxDeps, { query }: Exchange): Answer {
  const reference = query.get('reference');
  const deliveries = [...deps.store.book.deliveries.values()].filter(
    (delivery) => reference === null || concerns(delivery, reference),
  );
  return jsonAnswer(200, { notifications: deliveries.map(({ body: _content, ...shown }) => shown) });
}

async function postResend(deps: SandboxDeps, { request }: Exchange): Promise<Answer> {
  const { eventId, reference } = await readJson(request, ResendBody);
  const chosen = [...deps.store.book.deliveries.values()].filter(
    (delivery) => delivery.eventId === eventId || (reference !== undefined && concerns(delivery, reference)),
  );
  if (chosen.length === 0) throw new SandboxError('notification_not_found');
  for (const delivery of chosen) resendNow(deps.dispatcher, delivery.eventId);
  return jsonAnswer(202, { eventIds: chosen.map((delivery) => delivery.eventId) });
}

function concerns(delivery: Delivery, reference: string): boolean {
  return delivery.reference === reference || delivery.refundReference === reference;
}

/** A name that a stranger's page rebinds to 127.0.0.1 still arrives in the Host header. */
function assertLocal(request: IncomingMessage): void {
  if (!isLoopback(request)) throw new SandboxError('loopback_only');
}
