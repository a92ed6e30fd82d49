/** One event of a simulated log, its payload as the log holds it. */
export interface SimulatedEvent {
  readonly type: string;
  readonly atMs: number;
  readonly learner: number;
  readonly conversation: number;
  readonly subjectId: string;
  readonly payload: string;
}

/** What one conversation did that a funnel counts, in order of time. */
export interface SimulatedConversation {
  readonly conversation: number;
  readonly learner: number;
  readonly channel: string;
  readonly steps: readonly { readonly step: string; readonly atMs: number }[];
}

export const FIRST_MS = Date.parse('2026-01-01T00:00:00Z');
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const PRODUCTS = 300;
const CHANNELS = ['web', 'mobile_web', 'wechat', 'miniprogram'];
const INTENTS = ['find', 'price', 'compare', 'buy', 'access', 'smalltalk'];
const GATEWAYS = ['alipay', 'wechat', 'stripe'];

/** A generator of numbers in [0, 1) that a seed decides (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Simulation {
  readonly seed: number;
  /** About how many events. */
  readonly events: number;
  /** Over how many days conversations begin. */
  readonly days: number;
}

/** How many events a conversation has on average; measured. */
const EVENTS_PER_CONVERSATION = 5.55;

/**
 * Lives through the conversations of a quarter: most ask and see, some look on, few buy, some come back for a second
 * round, some buy ten days late, some give back. Events come in the order of time; `hear` learns each conversation whole.
 */
export function* simulate(
  { seed, events, days }: Simulation,
  hear: (conversation: SimulatedConversation) => void,
): Generator<SimulatedEvent> {
  const random = seeded(seed);
  const conversations = Math.ceil(events / EVENTS_PER_CONVERSATION);
  const gapMs = (days * DAY_MS) / conversations;
  const later = new Map<number, SimulatedEvent[]>();
  let hour = Math.floor(FIRST_MS / 3_600_000);
  for (let number = 0; number < conversations; number += 1) {
    const startMs = Math.floor(FIRST_MS + number * gapMs);
    for (const due = Math.floor(startMs / 3_600_000); hour < due; hour += 1) yield* inOrder(later, hour);
    const told = liveThrough({
      random,
      number,
      startMs,
      learner: Math.floor(random() * conversations * 0.4),
    });
    hear(told.conversation);
    for (const event of told.events) {
      const key = Math.floor(event.atMs / 3_600_000);
      const list = later.get(key);
      if (list === undefined) later.set(key, [event]);
      else list.push(event);
    }
  }
  for (const end = Math.max(hour, ...later.keys()); hour <= end; hour += 1) yield* inOrder(later, hour);
}

function* inOrder(later: Map<number, SimulatedEvent[]>, hour: number): Generator<SimulatedEvent> {
  const events = later.get(hour);
  if (events === undefined) return;
  later.delete(hour);
  yield* events.sort((one, other) => one.atMs - other.atMs);
}

interface Life {
  readonly random: () => number;
  readonly number: number;
  readonly startMs: number;
  readonly learner: number;
}

function liveThrough({ random, number, startMs, learner }: Life): {
  conversation: SimulatedConversation;
  events: SimulatedEvent[];
} {
  const pick = (names: readonly string[]) => names[Math.floor(random() * random() * names.length)] ?? '';
  const where = { surface: pick(CHANNELS), language: random() < 0.7 ? 'zh' : 'en' };
  const events: SimulatedEvent[] = [];
  const steps: { step: string; atMs: number }[] = [];
  let atMs = startMs;
  let count = 0;
  const tell = (type: string, subject: string, payload: Record<string, unknown>): void => {
    events.push({
      type,
      atMs,
      learner,
      conversation: number,
      subjectId: subject,
      payload: JSON.stringify(payload),
    });
  };
  const pass = (mostMs: number): void => {
    atMs += 1 + Math.floor(random() * mostMs);
  };
  const step = (name: string): void => {
    steps.push({ step: name, atMs });
  };
  tell('conversation.started', `conv_${number}`, where);
  const rounds = random() < 0.25 ? 2 : 1;
  for (let round = 0; round < rounds; round += 1) {
    pass(2 * MINUTE_MS);
    count += 1;
    const turnId = `act_${number}_${count}`;
    tell('turn.answered', turnId, { ...where, intent: pick(INTENTS), repliesCount: 1 });
    step('asked');
    if (random() < 0.15) continue;
    pass(1_000);
    const items = [1, 2, 3].map((rank) => ({
      impressionId: `imp_${number}_${count}_${rank}`,
      rank,
      productId: `prd_${Math.floor(random() * random() * PRODUCTS)}`,
      priceId: 'prc_1',
      amountMinor: 9_900,
      currency: 'CNY',
    }));
    tell('recommendation.shown', `rec_${number}_${count}`, {
      recommendationId: `rec_${number}_${count}`,
      turnActivityId: turnId,
      strategy: 'text',
      ...where,
      variant: random() < 0.5 ? 'a' : 'b',
      relaxed: [],
      items,
    });
    step('shown');
    buy({ items, count });
  }
  return { conversation: { conversation: number, learner, channel: where.surface, steps }, events };

  /** A few come back after days. */
  function hesitate(): void {
    if (random() < 0.02) atMs += 10 * DAY_MS;
    pass(5 * MINUTE_MS);
  }

  /** Some open from a link, without the card's button. */
  function open(impressionId: string, productId: string, turn: number): void {
    if (random() >= 0.92) return;
    pass(3 * MINUTE_MS);
    tell('impression.clicked', impressionId, {
      impressionId,
      recommendationId: `rec_${number}_${turn}`,
      productId,
      button: 'buy',
    });
    step('clicked');
  }

  function buy({
    items,
    count: turn,
  }: {
    items: readonly { impressionId: string; productId: string }[];
    count: number;
  }): void {
    const liked = items[Math.floor(random() * 3)];
    if (liked === undefined || random() > 0.55) return;
    const { impressionId, productId } = liked;
    open(impressionId, productId, turn);
    if (random() > 0.7) return;
    pass(MINUTE_MS);
    const lines = [{ productId, impressionId, priceId: 'prc_1', totalMinor: 9_900 }];
    const ids = { checkoutId: `co_${number}_${turn}`, currency: 'CNY' };
    tell('checkout.opened', ids.checkoutId, { ...ids, totalMinor: 9_900, ...where, lines });
    step('opened');
    if (random() > 0.75) return;
    hesitate();
    const payment = {
      paymentId: `pay_${number}_${turn}`,
      orderId: `ord_${number}_${turn}`,
      ...ids,
      amountMinor: 9_900,
    };
    tell('payment.created', payment.paymentId, { ...payment, ...where, lines });
    step('pressed');
    if (random() > 0.8) return;
    pass(2 * MINUTE_MS);
    const gateway = pick(GATEWAYS);
    tell('payment.succeeded', payment.paymentId, {
      ...payment,
      gateway,
      method: gateway,
      walletMinor: 0,
      ...where,
      lines,
    });
    step('paid');
    tell('entitlement.granted', `ent_${number}_${turn}`, {
      entitlementId: `ent_${number}_${turn}`,
      productId,
      orderId: payment.orderId,
    });
    if (random() > 0.05) return;
    pass(DAY_MS);
    const refunded = lines.map((line) => ({ ...line, refundedMinor: 9_900, isWhole: true }));
    tell('payment.refunded', payment.paymentId, {
      ...payment,
      refundId: `ref_${number}_${turn}`,
      ...where,
      lines: refunded,
    });
    step('refunded');
  }
}
