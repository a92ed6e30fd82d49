import { type Way, ways } from './learner.ts';
import type { Random } from './random.ts';
import type { HeldPart } from './wire.ts';

/** When and where the server is killed next. */
export type Moment =
  /** A failpoint of the program, at its nth pass. */
  | { readonly kind: 'failpoint'; readonly name: string; readonly nth: number }
  /** A call to a gateway that stands still on the wire. */
  | { readonly kind: 'wire'; readonly operation: 'create' | 'refund'; readonly part: HeldPart }
  | { readonly kind: 'starting'; readonly afterMs: number }
  | { readonly kind: 'running'; readonly afterMs: number };

export interface Kill {
  readonly moment: Moment;
  /** What most learners do until then. */
  readonly focus: { readonly way: Way; readonly refunds: boolean };
}

type Place = (random: Random) => Moment;

/** Every place of a purchase's walk where one commit is done and the next is not. */
const places: readonly Place[] = [
  at('pay.before_attempt_commit'),
  at('pay.attempt_committed'),
  onWire('create', 'request'),
  onWire('create', 'answer'),
  at('pay.gateway_answered'),
  at('notification.before_store'),
  at('notification.stored'),
  at('gateway_event.before_commit'),
  at('outbox.before_delivery.bot.send_receipt'),
  at('outbox.delivered.bot.send_receipt'),
  at('refund.before_call'),
  onWire('refund', 'request'),
  onWire('refund', 'answer'),
  at('refund.gateway_answered'),
  at('refund.before_wallet_return'),
  (random) =>
    random.chance(0.2)
      ? { kind: 'starting', afterMs: random.below(STARTING_MAX_MS) }
      : { kind: 'running', afterMs: random.below(RUNNING_MAX_MS) },
];
export const placesCount = places.length;

const PASSES_MAX = 4;
const RUNNING_MAX_MS = 900;
const STARTING_MAX_MS = 700;

function at(name: string): Place {
  return (random) => ({ kind: 'failpoint', name, nth: 1 + random.below(PASSES_MAX) });
}

function onWire(operation: 'create' | 'refund', part: HeldPart): Place {
  return () => ({ kind: 'wire', operation, part });
}

/** Kills without end: each round meets every place once, in an order of chance, and every way of paying in turn. */
export function* planKills(random: Random): Generator<Kill, never> {
  let turn = random.below(ways.length);
  for (;;) {
    for (const place of random.shuffle(places)) {
      const moment = place(random);
      turn += 1;
      yield { moment, focus: { way: wayFor(moment, turn), refunds: isAboutRefunds(moment) } };
    }
  }
}

/** What happens at a gateway is met with one; money that returns to a wallet came from it. */
function wayFor(moment: Moment, turn: number): Way {
  if (moment.kind === 'failpoint' && moment.name === 'refund.before_wallet_return')
    return turn % 2 === 0 ? 'wallet' : 'split';
  // A hold stands between the attempt's commit and the end of the payment.
  if (moment.kind === 'failpoint' && moment.name === 'pay.attempt_committed') return 'split';
  const way = ways[turn % ways.length] ?? 'sandbox';
  const isAtGateway =
    moment.kind === 'wire' || (moment.kind === 'failpoint' && /answered|call/.test(moment.name));
  return way === 'wallet' && isAtGateway ? 'split' : way;
}

function isAboutRefunds(moment: Moment): boolean {
  if (moment.kind === 'wire') return moment.operation === 'refund';
  return moment.kind === 'failpoint' && moment.name.startsWith('refund.');
}
