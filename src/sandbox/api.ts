import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { disputesOf } from './book.ts';
import { CaptureBody, captureCharge } from './capture-charge.ts';
import { closeCharge } from './close-charge.ts';
import { CreateChargeBody, createCharge } from './create-charge.ts';
import type { SandboxDeps } from './deps.ts';
import { SandboxError } from './errors.ts';
import { distort, type Fault, type FaultPlace, takeFault } from './faults.ts';
import { type Answer, type Exchange, type Handler, jsonAnswer, readJson } from './http.ts';
import { findRefundByReference, RefundBody, refundCharge } from './refund-charge.ts';
import type { Route } from './router.ts';
import { findCharge, findChargeByReference } from './settle-charge.ts';
import { statementOf } from './statement.ts';
import { type ChargeView, chargeView, disputeView, type RefundView, refundView } from './views.ts';

/** The merchant's API: bearer key, JSON. */
export function apiRoutes(deps: SandboxDeps): Route[] {
  const guarded =
    (handler: Handler): Handler =>
    (exchange) => {
      assertKey(exchange.request, deps.settings.apiKey);
      return handler(exchange);
    };
  const routes: Route[] = [
    { method: 'POST', path: '/v1/charges', handler: (exchange) => postCharge(deps, exchange) },
    { method: 'GET', path: '/v1/charges/:chargeId', handler: (exchange) => getCharge(deps, exchange) },
    {
      method: 'GET',
      path: '/v1/charges/by-reference/:reference',
      handler: (exchange) => getChargeByReference(deps, exchange),
    },
    {
      method: 'POST',
      path: '/v1/charges/by-reference/:reference/close',
      handler: (exchange) => postClose(deps, exchange),
    },
    {
      method: 'POST',
      path: '/v1/charges/by-reference/:reference/capture',
      handler: (exchange) => postCapture(deps, exchange),
    },
    {
      method: 'GET',
      path: '/v1/charges/by-reference/:reference/disputes',
      handler: (exchange) => getDisputes(deps, exchange),
    },
    { method: 'POST', path: '/v1/refunds', handler: (exchange) => postRefund(deps, exchange) },
    {
      method: 'GET',
      path: '/v1/refunds/by-reference/:reference',
      handler: (exchange) => getRefund(deps, exchange),
    },
    { method: 'GET', path: '/v1/statements/:day', handler: (exchange) => getStatement(deps, exchange) },
  ];
  return routes.map((route) => ({ ...route, handler: guarded(route.handler) }));
}

async function postCharge(deps: SandboxDeps, { request }: Exchange): Promise<Answer | null> {
  const body = await readJson(request, CreateChargeBody);
  return underFaults(deps, { operation: 'create', references: [body.reference] }, () => {
    const { charge, isNew } = createCharge(deps, body);
    return { status: isNew ? 201 : 200, view: chargeView(deps, charge) };
  });
}

function getCharge(deps: SandboxDeps, { params }: Exchange): Promise<Answer | null> {
  const charge = findCharge(deps, params['chargeId']);
  return underFaults(deps, { operation: 'query', references: [charge.reference] }, () => ({
    status: 200,
    view: chargeView(deps, findCharge(deps, charge.chargeId)),
  }));
}

function getChargeByReference(deps: SandboxDeps, { params }: Exchange): Promise<Answer | null> {
  const reference = params['reference'] ?? '';
  return underFaults(deps, { operation: 'query', references: [reference] }, () => ({
    status: 200,
    view: chargeView(deps, findChargeByReference(deps, reference)),
  }));
}

function postClose(deps: SandboxDeps, { params }: Exchange): Promise<Answer | null> {
  const reference = params['reference'] ?? '';
  return underFaults(deps, { operation: 'close', references: [reference] }, (fault) => {
    // A gateway whose word and deed differ: the payer can still pay what it called closed.
    if (fault?.kind === 'ignored') {
      return {
        status: 200,
        view: { ...chargeView(deps, findChargeByReference(deps, reference)), status: 'closed' },
      };
    }
    return { status: 200, view: chargeView(deps, closeCharge(deps, reference)) };
  });
}

async function postCapture(deps: SandboxDeps, { request, params }: Exchange): Promise<Answer | null> {
  const reference = params['reference'] ?? '';
  const body = await readJson(request, CaptureBody);
  return underFaults(deps, { operation: 'capture', references: [reference] }, () => ({
    status: 200,
    view: chargeView(deps, captureCharge(deps, { reference, body })),
  }));
}

function getDisputes(deps: SandboxDeps, { params }: Exchange): Answer {
  const { chargeId } = findChargeByReference(deps, params['reference'] ?? '');
  return jsonAnswer(200, { object: 'list', data: disputesOf(deps.store.book, chargeId).map(disputeView) });
}

async function postRefund(deps: SandboxDeps, { request }: Exchange): Promise<Answer | null> {
  const body = await readJson(request, RefundBody);
  const references = [body.refundReference, body.chargeReference];
  return underFaults(deps, { operation: 'refund', references }, (fault) => {
    const { refund, isNew } = refundCharge(deps, { body, fault });
    return { status: isNew ? 201 : 200, view: refundView(refund) };
  });
}

function getRefund(deps: SandboxDeps, { params }: Exchange): Promise<Answer | null> {
  const reference = params['reference'] ?? '';
  return underFaults(deps, { operation: 'query', references: [reference] }, () => ({
    status: 200,
    view: refundView(findRefundByReference(deps, reference)),
  }));
}

function getStatement(deps: SandboxDeps, { params }: Exchange): Answer {
  const body = statementOf(deps, params['day'] ?? '');
  return { status: 200, headers: { 'content-type': 'text/csv; charset=utf-8' }, body };
}

type Work = (fault: Fault | null) => { readonly status: number; readonly view: ChargeView | RefundView };

async function underFaults(deps: SandboxDeps, place: FaultPlace, work: Work): Promise<Answer | null> {
  const fault = takeFault(deps.faults, place);
  if (fault?.kind === 'delay') {
    await new Promise<void>((resolve) => deps.timers.after(fault.delayMs ?? deps.settings.lateMs, resolve));
  }
  if (fault?.kind === 'error_before') throw new SandboxError('fault_injected');
  const { status, view } = work(fault);
  if (fault?.kind === 'error_after') throw new SandboxError('fault_injected');
  if (fault?.kind === 'no_answer') return null;
  return jsonAnswer(status, distort<ChargeView | RefundView>(view, fault?.kind ?? null));
}

/** Compares hashes, so that neither content nor length of the key shows in the time it takes. */
function assertKey(request: IncomingMessage, apiKey: string): void {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const given = request.headers.authorization ?? '';
  if (!timingSafeEqual(digest(given), digest(`Bearer ${apiKey}`))) throw new SandboxError('unauthorized');
}
