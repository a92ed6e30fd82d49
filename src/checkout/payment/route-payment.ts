import { DomainError } from '../../kernel/errors.ts';
import type { CheckoutDeps } from '../deps.ts';
import { checkoutErrors } from '../errors.ts';
import { requireGateway } from '../gateway/registry.ts';
import type { CaptureMode } from '../gateway/types.ts';
import type { Device } from '../routing/config.ts';
import type { Candidate, RoutingInput } from '../routing/ladder.ts';
import { parseRecord, recordOf, type Tried } from '../routing/record.ts';
import type { RoutingAnswer } from '../routing/router.ts';
import { methodsFor } from '../session/methods.ts';
import type { Session } from '../session/store.ts';
import type { MethodView } from '../wire.ts';
import type { PayCheckout } from './prepared.ts';
import type { Attempt, Payment } from './store.ts';

/** Which gateway is asked, how, and why it. */
export interface Route {
  readonly gateway: string;
  readonly gatewayMerchantId: string;
  readonly method: Attempt['method'];
  readonly flow: Attempt['flow'];
  /** A `RoutingRecord` as JSON. */
  readonly routing: string;
}

const misfits: Readonly<Record<'amount' | 'other', MethodView['reason']>> = {
  amount: {
    zh: '这种支付方式不支持这个金额，请换一种。',
    en: 'This method does not take this amount. Please choose another.',
  },
  other: {
    zh: '这里不能使用该支付方式，请换一种。',
    en: 'That payment method is not available here. Please choose another.',
  },
};

/**
 * The gateway for a press of pay. Throws `method_unavailable` with the reason, `gateway_unavailable` when every
 * gateway that could serve it is failing at present.
 */
export function routePayment(deps: CheckoutDeps, session: Session, command: PayCheckout): Route {
  const view = methodsFor(session, deps.gateways).find(({ method }) => method === command.body.method);
  if (!view?.available) throw unavailable(view?.reason);
  const input: RoutingInput = {
    method: view.method,
    flow: view.flow,
    currency: session.currency,
    amountMinor: session.totalMinor - (command.body.walletMinor ?? 0),
    surface: session.surface,
    country: command.buyer.country,
    device: command.device,
  };
  const { route, candidates } = askRouter(deps, { session, input, capture: deps.captureMode, tried: [] });
  if (route !== undefined) return route;
  const isFailing = candidates.some(({ eliminated }) => eliminated?.startsWith('circuit_'));
  if (isFailing) throw new DomainError(checkoutErrors.gateway_unavailable, { retryAfterSeconds: 10 });
  const isAmount = candidates.some(({ eliminated }) => eliminated === 'amount');
  throw unavailable(misfits[isAmount ? 'amount' : 'other']);
}

function unavailable(reason: MethodView['reason'] | undefined): DomainError {
  return new DomainError(checkoutErrors.method_unavailable, { extensions: reason ? { reason } : {} });
}

/** Where a press goes on after an attempt that surely did not charge; undefined when there is nowhere left. */
export function routeAgain(
  deps: CheckoutDeps,
  { session, attempt, tried }: { session: Session; attempt: Attempt; tried: readonly Tried[] },
): Route | undefined {
  const before = parseRecord(attempt.routing);
  const device: Device = before?.device ?? 'other';
  const { method, flow, currency, amountMinor, surface } = attempt;
  const input: RoutingInput = {
    method,
    flow,
    currency,
    amountMinor,
    surface: surface as Session['surface'],
    country: before?.country ?? null,
    device,
  };
  return askRouter(deps, { session, input, capture: deps.captureMode, tried }).route;
}

interface Asking {
  readonly session: Session;
  readonly input: RoutingInput;
  readonly capture: CaptureMode;
  readonly tried: readonly Tried[];
}

function askRouter(
  deps: CheckoutDeps,
  { session, input, capture, tried }: Asking,
): { route: Route | undefined; candidates: readonly Candidate[] } {
  const answer = deps.router.choose(deps.gateways, {
    input,
    capture,
    forcedGateway: session.forcedGateway,
    tried: tried.map(({ gateway }) => gateway),
  });
  return { route: routeOf(deps, answer, { input, tried }), candidates: answer.candidates };
}

function routeOf(
  deps: CheckoutDeps,
  answer: RoutingAnswer,
  { input, tried }: { input: RoutingInput; tried: readonly Tried[] },
): Route | undefined {
  if (answer.choice === undefined) return undefined;
  const { name, gatewayMerchantId } = requireGateway(deps.gateways, answer.choice.gateway);
  const routing = JSON.stringify(recordOf(answer, answer.choice, { input, tried }));
  return { gateway: name, gatewayMerchantId, method: input.method, flow: input.flow, routing };
}

/** A gateway that cannot reserve takes the money at once, whatever the payment wants. */
export function captureModeOf(
  deps: CheckoutDeps,
  payment: Pick<Payment, 'captureMode'>,
  { gateway }: Pick<Route, 'gateway'>,
): Attempt['captureMode'] {
  const canReserve = requireGateway(deps.gateways, gateway).capabilities.authorize;
  return payment.captureMode === 'manual' && canReserve ? 'manual' : 'automatic';
}

/** Whether money may wait reserved for a person's word: by the policy, where it is else taken at once and can be reserved. */
export function canHoldCapture(deps: CheckoutDeps, route: Pick<Route, 'gateway'> | null): boolean {
  if (route === null || deps.risk.policy.review.holds !== 'capture') return false;
  return (
    deps.captureMode === 'automatic' && captureModeOf(deps, { captureMode: 'manual' }, route) === 'manual'
  );
}
