import { randomBytes } from 'node:crypto';
import { beijing } from './answers.ts';
import type { Platform } from './platform.ts';

/** When WeChat Pay tries again after a failure, in its seconds; 24 hours and 4 minutes in all. */
export const RETRY_SECONDS = [
  15, 15, 30, 180, 600, 1_200, 1_800, 1_800, 1_800, 3_600, 10_800, 10_800, 10_800, 21_600, 21_600,
] as const;

/** WeChat Pay waits so long for the answer. */
const ANSWER_SECONDS = 5;

export interface Told {
  readonly eventId: string;
  readonly eventType: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One notification with what came of every try. */
export interface Delivery {
  readonly eventId: string;
  readonly eventType: string;
  /** The number it is about. */
  readonly reference: string;
  readonly url: string;
  readonly body: string;
  /** Statuses of the answers; 0 for none. */
  readonly tries: number[];
  delivered: boolean;
}

export type NotificationFault = 'lost' | 'duplicate' | 'reorder' | 'late' | 'wrong_signature' | 'probe';

export interface Notifier {
  /** Tells; tries again by the schedule until it is handled. */
  tell(
    news: { eventType: string; reference: string; url: string; data: unknown },
    fault?: NotificationFault,
  ): Delivery;
  /** Sends one again now, delivered or not. */
  again(delivery: Delivery): Promise<number>;
  /** What would be sent, with fresh proof, without sending it. */
  compose(
    delivery: Pick<Delivery, 'eventId' | 'eventType' | 'url' | 'body'>,
    wish?: { probe?: boolean; forged?: boolean },
  ): Told;
  deliveries(): readonly Delivery[];
  /** Resolves once nothing is on its way or waiting. */
  idle(): Promise<void>;
  stop(): void;
}

/** Sends notifications like WeChat Pay, on a clock of which a second lasts `secondMs`. */
export function newNotifier(platform: Platform, secondMs: number): Notifier {
  const deliveries: Delivery[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const held: Delivery[] = [];
  const waiters: (() => void)[] = [];
  let running = 0;
  let stopped = false;

  const settled = (): void => {
    if (running > 0 || timers.size > 0) return;
    for (const resolve of waiters.splice(0)) resolve();
  };
  const after = (seconds: number, work: () => void): void => {
    if (stopped) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, seconds * secondMs);
    timers.add(timer);
  };
  const compose: Notifier['compose'] = (delivery, wish = {}) => ({
    ...delivery,
    headers: { 'content-type': 'application/json', ...platform.headers(delivery.body, wish) },
  });
  const send = async (
    delivery: Delivery,
    wish: { probe?: boolean; forged?: boolean } = {},
  ): Promise<number> => {
    running += 1;
    const { url, headers, body } = compose(delivery, wish);
    const signal = AbortSignal.timeout(Math.max(2_000, ANSWER_SECONDS * secondMs));
    const status = await fetch(url, { method: 'POST', headers, body, signal })
      .then(async (response) => {
        await response.arrayBuffer();
        return response.status;
      })
      .catch(() => 0);
    delivery.tries.push(status);
    if (status === 200 || status === 204) delivery.delivered = true;
    running -= 1;
    return status;
  };
  const attempt = async (delivery: Delivery, wish?: { probe?: boolean; forged?: boolean }): Promise<void> => {
    await send(delivery, wish);
    const wait = RETRY_SECONDS[delivery.tries.length - 1];
    if (!delivery.delivered && wait !== undefined) after(wait, () => void attempt(delivery));
    settled();
  };
  const begin = (delivery: Delivery, fault: NotificationFault | undefined): void => {
    if (fault === 'lost') return;
    if (fault === 'reorder') {
      held.push(delivery);
      return;
    }
    if (fault === 'late') {
      after(60, () => void attempt(delivery));
      return;
    }
    void attempt(delivery, { probe: fault === 'probe', forged: fault === 'wrong_signature' });
    if (fault === 'duplicate') void attempt({ ...delivery, tries: [] });
    for (const earlier of held.splice(0)) void attempt(earlier);
  };
  return {
    compose,
    deliveries: () => deliveries,
    again: (delivery) => send(delivery),
    tell: ({ eventType, reference, url, data }, fault) => {
      const original = eventType.split('.')[0]?.toLowerCase() ?? '';
      const eventId = randomBytes(16).toString('hex');
      const body = JSON.stringify({
        id: eventId,
        create_time: beijing(Date.now()),
        resource_type: 'encrypt-resource',
        event_type: eventType,
        summary: eventType,
        resource: { original_type: original, ...platform.seal(JSON.stringify(data), original) },
      });
      const delivery: Delivery = { eventId, eventType, reference, url, body, tries: [], delivered: false };
      deliveries.push(delivery);
      begin(delivery, fault);
      return delivery;
    },
    idle: () =>
      new Promise((resolve) => {
        waiters.push(resolve);
        settled();
      }),
    stop: () => {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
