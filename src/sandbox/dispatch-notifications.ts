import type { Delivery, DeliveryAttempt } from './charge.ts';
import { distort, type Fault, type FaultKind, type Faults, takeFault } from './faults.ts';
import type { Store } from './journal.ts';
import { type MessageAgents, postMessage } from './post-message.ts';
import type { SandboxClock, SandboxSettings } from './settings.ts';
import { signContent } from './sign.ts';
import type { Timers } from './timers.ts';

const IN_FLIGHT_MAX = 32;
const ATTEMPTS_KEPT = 20;
const GIVE_UP_AFTER_MS = 24 * 3_600_000;
/** A held-back notification goes out after this even when no other passes it. */
const REORDER_MAX_MS = 2_000;

export const RETRY_DELAYS_MS: readonly number[] = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000];

/** Sends notifications until the merchant answers 2xx; what is pending lives in the book. */
export interface Dispatcher {
  readonly deps: DispatcherDeps;
  readonly agents: MessageAgents;
  readonly ready: Errand[];
  /** Held back by a fault until another notification went out. */
  readonly held: Set<Errand>;
  inFlight: number;
  stopped: boolean;
}

interface Errand {
  readonly eventId: string;
  /** Asked for by hand: sent whatever its status, and no retry follows. */
  readonly resent: boolean;
}

export interface DispatcherDeps {
  readonly store: Store;
  readonly clock: SandboxClock;
  readonly timers: Timers;
  readonly faults: Faults;
  readonly settings: Pick<SandboxSettings, 'lateMs'>;
  readonly notificationSecret: string;
  /** Waits before the second, third … attempt; the last one repeats. */
  readonly retryDelaysMs: readonly number[];
}

export function newDispatcher(deps: DispatcherDeps, agents: MessageAgents): Dispatcher {
  return { deps, agents, ready: [], held: new Set(), inFlight: 0, stopped: false };
}

/** Sends the event after a delay in ms (0: as soon as a connection is free). */
export function dispatchAfter(dispatcher: Dispatcher, eventId: string, delayMs: number): void {
  runErrand(dispatcher, { eventId, resent: false }, delayMs);
}

/** Sends the event once more, even when it was delivered, lost or given up. */
export function resendNow(dispatcher: Dispatcher, eventId: string): void {
  runErrand(dispatcher, { eventId, resent: true }, 0);
}

/** Takes up what a former process left unsent. */
export function resumeDeliveries(dispatcher: Dispatcher): void {
  const wallMs = dispatcher.deps.clock.wallMs();
  for (const delivery of dispatcher.deps.store.book.deliveries.values()) {
    if (delivery.status !== 'pending') continue;
    dispatchAfter(dispatcher, delivery.eventId, Math.max(0, delivery.nextAttemptAtMs - wallMs));
  }
}

export function stopDispatcher(dispatcher: Dispatcher): void {
  dispatcher.stopped = true;
  dispatcher.agents.destroy();
}

function runErrand(dispatcher: Dispatcher, errand: Errand, delayMs: number): void {
  if (delayMs > 0) {
    dispatcher.deps.timers.after(delayMs, () => runErrand(dispatcher, errand, 0));
    return;
  }
  dispatcher.ready.push(errand);
  pump(dispatcher);
}

function pump(dispatcher: Dispatcher): void {
  while (!dispatcher.stopped && dispatcher.inFlight < IN_FLIGHT_MAX) {
    const errand = dispatcher.ready.shift();
    if (errand === undefined) return;
    const delivery = dispatcher.deps.store.book.deliveries.get(errand.eventId);
    if (delivery === undefined || !(errand.resent || delivery.status === 'pending')) continue;
    dispatcher.inFlight += 1;
    void attempt(dispatcher, delivery, errand).finally(() => {
      dispatcher.inFlight -= 1;
      pump(dispatcher);
    });
  }
}

async function attempt(dispatcher: Dispatcher, delivery: Delivery, errand: Errand): Promise<void> {
  const { deps } = dispatcher;
  const references = [delivery.reference, delivery.refundReference];
  const fault = takeFault(deps.faults, { operation: 'notification', references });
  if (fault !== null && postpone(dispatcher, errand, fault)) return;
  if (fault?.kind === 'no_answer') {
    const lost: DeliveryAttempt = { atMs: deps.clock.wallMs(), status: null, error: null, fault: fault.kind };
    recordAttempts(dispatcher, delivery.eventId, { attempts: [lost], status: 'lost' });
    return;
  }
  const attempts = [await send(dispatcher, delivery, fault?.kind ?? null)];
  if (fault?.kind === 'duplicate') attempts.push(await send(dispatcher, delivery, fault.kind));
  if (dispatcher.stopped) return;
  concludeAttempts(dispatcher, delivery.eventId, { attempts, resent: errand.resent });
  releaseHeld(dispatcher);
}

/** True when the fault puts the attempt off. */
function postpone(dispatcher: Dispatcher, errand: Errand, fault: Fault): boolean {
  const { deps } = dispatcher;
  if (fault.kind === 'late' || fault.kind === 'delay') {
    runErrand(dispatcher, errand, fault.delayMs ?? deps.settings.lateMs);
    return true;
  }
  if (fault.kind === 'reorder') {
    dispatcher.held.add(errand);
    deps.timers.after(fault.delayMs ?? REORDER_MAX_MS, () => releaseOne(dispatcher, errand));
    return true;
  }
  return false;
}

async function send(
  dispatcher: Dispatcher,
  delivery: Delivery,
  fault: FaultKind | null,
): Promise<DeliveryAttempt> {
  const { clock, notificationSecret } = dispatcher.deps;
  const atMs = clock.wallMs();
  const body = bodyUnderFault(delivery.body, fault);
  const timestampS = Math.floor(atMs / 1000);
  const secret = fault === 'wrong_signature' ? wrongSecret : notificationSecret;
  const signature = signContent(secret, { id: delivery.eventId, timestampS, body });
  const result = await postMessage(dispatcher.agents, {
    url: delivery.url,
    body,
    headers: {
      'webhook-id': delivery.eventId,
      'webhook-timestamp': String(timestampS),
      'webhook-signature': signature,
    },
  });
  return { atMs, ...result, fault };
}

const wrongSecret = `whsec_${Buffer.from('not the secret of any merchant').toString('base64')}`;

function bodyUnderFault(body: string, fault: FaultKind | null): string {
  if (fault === null || !fault.startsWith('wrong_') || fault === 'wrong_signature') return body;
  const event = JSON.parse(body) as { data: { amountMinor: number; currency: string; merchantId: string } };
  return JSON.stringify({ ...event, data: distort(event.data, fault) });
}

function concludeAttempts(
  dispatcher: Dispatcher,
  eventId: string,
  outcome: { readonly attempts: readonly DeliveryAttempt[]; readonly resent: boolean },
): void {
  const { attempts } = outcome;
  const accepted = attempts.some(({ status }) => status !== null && status >= 200 && status < 300);
  if (accepted) {
    recordAttempts(dispatcher, eventId, { attempts, status: 'delivered' });
    return;
  }
  const delivery = dispatcher.deps.store.book.deliveries.get(eventId);
  if (outcome.resent || delivery?.status !== 'pending') {
    recordAttempts(dispatcher, eventId, { attempts });
    return;
  }
  const { clock, retryDelaysMs } = dispatcher.deps;
  const wallMs = clock.wallMs();
  if (wallMs - delivery.createdAtMs >= GIVE_UP_AFTER_MS) {
    recordAttempts(dispatcher, eventId, { attempts, status: 'abandoned' });
    return;
  }
  const delayMs = retryDelaysMs[Math.min(delivery.attemptCount, retryDelaysMs.length - 1)] ?? 60_000;
  recordAttempts(dispatcher, eventId, { attempts, nextAttemptAtMs: wallMs + delayMs });
  dispatchAfter(dispatcher, eventId, delayMs);
}

interface Conclusion {
  readonly attempts: readonly DeliveryAttempt[];
  readonly status?: Delivery['status'];
  readonly nextAttemptAtMs?: number;
}

function recordAttempts(dispatcher: Dispatcher, eventId: string, conclusion: Conclusion): void {
  const { store } = dispatcher.deps;
  // Read again: another attempt of the same event may have ended meanwhile.
  const delivery = store.book.deliveries.get(eventId);
  if (delivery === undefined) return;
  const change = {
    ...conclusion,
    attemptCount: delivery.attemptCount + conclusion.attempts.length,
    attempts: [...delivery.attempts, ...conclusion.attempts].slice(-ATTEMPTS_KEPT),
  };
  store.record([{ kind: 'delivery_change', id: eventId, change }]);
}

function releaseHeld(dispatcher: Dispatcher): void {
  for (const errand of [...dispatcher.held]) releaseOne(dispatcher, errand);
}

function releaseOne(dispatcher: Dispatcher, errand: Errand): void {
  if (dispatcher.held.delete(errand)) runErrand(dispatcher, errand, 0);
}
