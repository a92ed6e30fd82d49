import { findAccountCreatedAtMs } from '../../identity/index.ts';
import { type Assessment, judgePayment } from '../../risk/index.ts';
import type { CheckoutDeps } from '../deps.ts';
import { gatewaysServing } from '../session/methods.ts';
import { findSession, type Session } from '../session/store.ts';
import type { PaymentMethod } from '../wire.ts';
import type { PayCheckout } from './prepared.ts';

/**
 * Judges a press of pay before anything is written. Null when there is nothing to judge: no such checkout of this
 * learner, or nothing to pay.
 */
export async function judgePress(
  deps: CheckoutDeps,
  { caller, checkoutId, body, ipAddress }: PayCheckout,
): Promise<Assessment | null> {
  const session = await findSession(deps.db.query, checkoutId);
  if (session === undefined || session.learnerId !== caller.learnerId || session.totalMinor === 0)
    return null;
  const { learnerId, conversationId, surface } = session;
  const [accountCreatedAtMs, pace] = await Promise.all([
    findAccountCreatedAtMs(deps.db.query, learnerId),
    conversationId === null ? null : deps.chatPaceOf({ conversationId, learnerId }),
  ]);
  return judgePayment(deps.risk, {
    learnerId,
    accountCreatedAtMs: accountCreatedAtMs ?? deps.clock.nowMs(),
    conversationId,
    checkoutId,
    productIds: session.lines.map((line) => line.productId),
    amountMinor: session.totalMinor,
    currency: session.currency,
    method: body.method ?? null,
    surface,
    messagesCount: pace?.messagesCount ?? null,
    firstMessageAtMs: pace?.firstMessageAtMs ?? null,
    medianGapMs: pace?.medianGapMs ?? null,
    identifiers: identifiersOf(session, { ipAddress, body, emailDomain: caller.emailDomain }),
    canGatewayChallenge: canChallenge(deps, session, body.method),
    signedInAtMs: caller.signedInAtMs ?? null,
  });
}

/** What lists and snoozes may know the press by. */
function identifiersOf(
  { learnerId, couponCode, lines, wechatOpenid }: Session,
  { ipAddress, body: { deviceId, method }, emailDomain }: KnownOfPress,
): Identifiers {
  return {
    learner: learnerId,
    ip: plainAddress(ipAddress),
    network: networkOf(ipAddress),
    item: lines.map((line) => line.productId),
    ...(couponCode !== null && { promo: couponCode }),
    ...(deviceId !== undefined && { device: deviceId }),
    ...(emailDomain != null && { emailDomain }),
    // Of all methods this one alone names its payer before paying; the others are learned from what gateways tell.
    ...(method === 'wechat_pay' && wechatOpenid !== null && { payment: `wechat:${wechatOpenid}` }),
  };
}

interface KnownOfPress extends Pick<PayCheckout, 'ipAddress' | 'body'> {
  readonly emailDomain: string | null | undefined;
}

type Identifiers = NonNullable<Parameters<typeof judgePayment>[1]['identifiers']>;

/** The /24 of an IPv4 address, the /64 of another: what one household or shop shares. */
export function networkOf(address: string): string {
  const ipAddress = plainAddress(address);
  if (!ipAddress.includes(':')) return ipAddress.split('.').slice(0, 3).join('.');
  return groupsOf(ipAddress).slice(0, 4).join(':');
}

/** An IPv4 address that came by a socket of both families is the same address. */
function plainAddress(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address.toLowerCase();
}

/** The eight groups of an IPv6 address, what `::` leaves out included. */
function groupsOf(ipAddress: string): string[] {
  const [before = '', after] = ipAddress.split('::');
  const [head, tail] = [before, after ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const left = Math.max(0, 8 - (head?.length ?? 0) - (tail?.length ?? 0));
  const groups = [
    ...(head ?? []),
    ...Array<string>(after === undefined ? 0 : left).fill('0'),
    ...(tail ?? []),
  ];
  return groups.map((group) => group.replace(/^0+(?=.)/, ''));
}

function canChallenge(
  { gateways }: CheckoutDeps,
  place: Session,
  method: PaymentMethod | undefined,
): boolean {
  return method !== undefined && gatewaysServing({ method, flow: 'redirect', place }, gateways).length > 0;
}
