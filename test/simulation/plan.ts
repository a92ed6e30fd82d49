import type { Random } from './random.ts';

/** When and where the server is killed next. */
export type Kill =
  | { readonly kind: 'failpoint'; readonly name: string; readonly nth: number }
  | { readonly kind: 'starting'; readonly afterMs: number }
  | { readonly kind: 'running'; readonly afterMs: number };

/** Two rounds over the seven windows, by another way in where there is one; then what lies behind the last. */
const FAILPOINTS = [
  'pay.before_attempt_commit',
  'pay.attempt_committed',
  'notification.before_store',
  'notification.stored',
  'outbox.before_delivery.bot.send_receipt',
  'pay.before_attempt_commit',
  'pay.gateway_answered',
  'notification.before_store',
  'gateway_event.before_commit',
  'outbox.before_delivery.bot.send_receipt',
  'outbox.delivered.bot.send_receipt',
  'refund.before_call',
  'refund.gateway_answered',
  'refund.before_call',
  'refund.gateway_answered',
];

/** Of so many kills each failpoint has one. */
const ROUND = 20;
const PASSES_MAX = 6;
const RUNNING_MAX_MS = 900;
const STARTING_MAX_MS = 700;

/** Three of four kills at named points, the rest at random moments, one in five of these while the server starts. */
export function planKills(count: number, random: Random): Kill[] {
  const kills = Array.from({ length: count }, (_, index): Kill => {
    const name = FAILPOINTS[index % ROUND];
    if (name !== undefined) return { kind: 'failpoint', name, nth: 1 + random.below(PASSES_MAX) };
    return random.chance(0.2)
      ? { kind: 'starting', afterMs: random.below(STARTING_MAX_MS) }
      : { kind: 'running', afterMs: random.below(RUNNING_MAX_MS) };
  });
  return random.shuffle(kills);
}
