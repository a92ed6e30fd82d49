import fc from 'fast-check';
import type { DomainEvent } from '../../kernel/domain-event.ts';
import { Dimension, JourneyQuestion, JourneyStep } from './wire.ts';

const HOUR_MS = 3_600_000;
const QUARTER_MS = 900_000;

const idOf = (prefix: string, count = 3) =>
  fc.integer({ min: 1, max: count }).map((number) => `${prefix}_${number}`);
const productOf = fc.constantFrom('prd_1', 'prd_2', 'prd_3');
const impressionOf = fc.option(idOf('imp', 20), { nil: null });
const whereOf = {
  surface: fc.constantFrom('web', 'mobile_web'),
  language: fc.constantFrom('zh', 'en'),
};
const linesOf = fc.uniqueArray(
  fc.record({ productId: productOf, impressionId: impressionOf, totalMinor: fc.nat(999) }),
  { minLength: 1, maxLength: 2, selector: ({ productId }) => productId },
);

type Told = Pick<DomainEvent, 'type' | 'payload'> & { readonly subjectId?: string };

const toldOf: fc.Arbitrary<Told> = fc.oneof(
  fc.record({ type: fc.constant('conversation.started'), payload: fc.record(whereOf) }),
  fc.record({
    type: fc.constant('turn.answered'),
    subjectId: idOf('act', 12),
    payload: fc.record({ ...whereOf, intent: fc.constantFrom('find', 'buy', 'price') }),
  }),
  fc.record({
    type: fc.constant('recommendation.shown'),
    payload: fc.record({
      ...whereOf,
      turnActivityId: fc.option(idOf('act', 12), { nil: null }),
      variant: fc.option(fc.constantFrom('a', 'b'), { nil: null }),
      items: fc
        .uniqueArray(fc.record({ impressionId: idOf('imp', 20), productId: productOf }), {
          maxLength: 3,
          selector: ({ impressionId }) => impressionId,
        })
        .map((items) => items.map((item, place) => ({ ...item, rank: place + 1 }))),
    }),
  }),
  fc.record({
    type: fc.constant('impression.clicked'),
    payload: fc.record({ impressionId: idOf('imp', 20), productId: productOf, button: fc.constant('buy') }),
  }),
  fc.record({
    type: fc.constant('checkout.opened'),
    payload: fc.record({
      ...whereOf,
      checkoutId: idOf('co', 12),
      lines: linesOf,
      sentBy: fc.constantFrom(undefined, 'stf_1'),
    }),
  }),
  fc.record({
    type: fc.constant('payment.created'),
    payload: fc.record({ ...whereOf, paymentId: idOf('pay', 12), lines: linesOf }),
  }),
  fc.record({
    type: fc.constant('payment.succeeded'),
    payload: fc.record({
      ...whereOf,
      paymentId: idOf('pay', 12),
      lines: linesOf,
      gateway: fc.constantFrom('alipay', 'sandbox', null),
    }),
  }),
  fc.record({
    type: fc.constant('payment.refunded'),
    payload: fc.record({ ...whereOf, paymentId: idOf('pay', 12), refundId: idOf('ref', 12), lines: linesOf }),
  }),
  fc.record({
    type: fc.constantFrom('handoff.requested', 'handoff.accepted', 'handoff.completed'),
    subjectId: idOf('ho'),
    payload: fc.constant({ reason: 'asked', language: 'zh' }),
  }),
);

/** Impressions, payments and all that belong to one learner. */
function ownedBy<Value>(learner: number, value: Value): Value {
  const own = JSON.stringify(value).replace(/"(act|imp|co|pay|ref|ho)_(\d+)"/g, `"$1_$2_${learner}"`);
  return JSON.parse(own) as Value;
}

/** Logs of a few learners around an instant: repeated, out of order, many at the same moment. */
export function logAround(
  centreMs: number,
  size: { readonly minLength: number; readonly maxLength: number },
): fc.Arbitrary<DomainEvent[]> {
  const atMs = fc.oneof(
    fc.integer({ min: centreMs - 20 * HOUR_MS, max: centreMs + 44 * HOUR_MS }),
    fc
      .tuple(fc.integer({ min: -80, max: 176 }), fc.integer({ min: -1, max: 1 }))
      .map(([quarter, off]) => Math.floor(centreMs / QUARTER_MS + quarter) * QUARTER_MS + off),
  );
  const event = fc.tuple(atMs, toldOf, fc.integer({ min: 1, max: 8 }), fc.boolean()).map(
    ([occurredAtMs, told, number, isInside]): Omit<DomainEvent, 'position' | 'eventId'> => ({
      subjectId: 'subject',
      ...ownedBy(Math.ceil(number / 2), told),
      occurredAtMs,
      // Four learners with two conversations each; some things happen outside of any.
      learnerId: `lrn_${Math.ceil(number / 2)}`,
      conversationId:
        isInside || /^(conversation|turn|recommendation|handoff)/.test(told.type) ? `conv_${number}` : null,
      livemode: false,
    }),
  );
  return fc
    .array(event, size)
    .chain((events) => fc.subarray(events).map((again) => [...events, ...again]))
    .map((events) =>
      events.map((one, place) => ({ ...one, eventId: `evt_${place + 1}`, position: place + 1 })),
    );
}

const valuesOf: Readonly<Record<Dimension, readonly string[]>> = {
  content: ['prd_1', 'prd_2'],
  kind: ['course', 'book'],
  channel: ['web', 'mobile_web'],
  language: ['zh', 'en'],
  intent: ['find', 'buy'],
  variant: ['a', 'b'],
  gateway: ['alipay', 'wallet'],
  owner: ['bot', 'agent'],
  returning: ['new', 'returning'],
};

const filtersOf = fc
  .subarray([...Dimension.options], { maxLength: 2 })
  .chain((names) =>
    fc.record(
      Object.fromEntries(names.map((name) => [name, fc.subarray([...valuesOf[name]], { minLength: 1 })])),
    ),
  );

/** Questions of every option. */
export const questionsOf: fc.Arbitrary<JourneyQuestion> = fc
  .record({
    unit: fc.constantFrom('conversation' as const, 'learner' as const),
    steps: fc.oneof(
      fc.subarray([...JourneyStep.options], { minLength: 2, maxLength: 5 }),
      fc.shuffledSubarray([...JourneyStep.options], { minLength: 2, maxLength: 5 }),
    ),
    windowHours: fc.constantFrom(0.25, 12, 48, 72),
    order: fc.constantFrom('strict' as const, 'any' as const),
    filters: fc.oneof(fc.constant({}), fc.constant({}), filtersOf),
    breakdown: fc.constantFrom('none' as const, 'day' as const, ...Dimension.options),
    attribution: fc.constantFrom('first' as const, 'last' as const, 'step' as const),
  })
  .map((asked) => JourneyQuestion.parse(asked));
