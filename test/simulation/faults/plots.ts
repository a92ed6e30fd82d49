import type { CheckoutJobName } from '../../../src/checkout/index.ts';
import type { Batch, Operation, Step } from './history.ts';

/** What must come in one order for something seldom to happen; chance goes on from there. */
export interface Plot {
  readonly batches: readonly Batch[];
  /** Left out when it may be either. */
  readonly manualCapture?: boolean;
  /** How much oftener it is played than the others; 1 when left out. */
  readonly times?: number;
}

const start = (product = 0): Batch => [{ kind: 'start', product, learner: 0 }];
const topUp: Batch = [{ kind: 'top_up', pack: 0 }];
const press = (checkout = 0, wallet = 0, method = 0): Batch => [
  { kind: 'press', checkout, method, wallet, sameKey: false },
];
const coupon = (checkout = 0, which = 0): Batch => [{ kind: 'coupon', checkout, coupon: which }];
const cancel = (checkout = 0): Batch => [{ kind: 'cancel', checkout }];
const refund = (checkout = 0): Batch => [{ kind: 'refund', checkout, sameKey: false }];
const part = (share: number, checkout = 0): Batch => [{ kind: 'part_refund', checkout, share }];
const capture = (checkout = 0): Batch => [{ kind: 'capture', checkout }];
const capturePart = (share: number, checkout = 0): Batch => [{ kind: 'capture', checkout, share }];
const resolve = (outcome: 'returned' | 'abandoned'): Batch => [{ kind: 'resolve', refund: 0, outcome }];
const fault = (operation: Operation, how: string): Batch => [{ kind: 'fault', operation, fault: how }];
const job = (name: CheckoutJobName): Batch => [{ kind: 'job', job: name }];
const wait = (ms: number): Batch => [{ kind: 'wait', ms }];
const dies: Batch = [{ kind: 'crash', at: 'after_call', nth: 1 }];
const pays = (charge = 0): Batch => [{ kind: 'payer_pays', charge }];
const fails = (charge = 0): Batch => [{ kind: 'payer_fails', charge }];
const ends = (as: 'closed' | 'failed', charge = 0): Batch => [{ kind: 'gateway_ends', charge, as }];
const paysAllTheSame = (charge = 0): Batch => [{ kind: 'pays_all_the_same', charge }];
const bank = (status: 'opened' | 'won' | 'lost'): Batch => [{ kind: 'dispute', charge: 0, status }];

const understood = job('checkout.apply_gateway_events');
const checked = job('checkout.check_attempts');
const refunded = job('checkout.execute_refunds');
const told: Batch = [{ kind: 'deliver', notification: 0, how: 'once' }];
const untold: Batch = [{ kind: 'deliver', notification: 0, how: 'dropped' }];
const heard: readonly Batch[] = [told, understood];
const later = wait(60_000);

/** Somebody pays and it is heard of. */
export const paidFor: readonly Batch[] = [pays(), ...heard];
const bought: readonly Batch[] = [start(), press(), ...paidFor];
const reserved = bought;
const richer: readonly Batch[] = [topUp, press(), ...paidFor];
/** The learner comes to own the product by a second checkout, while the first one's attempt is in some state. */
const boughtElsewhere: readonly Batch[] = [start(), press(1), pays(1), ...heard];
const contested = (status: 'won' | 'lost'): readonly Batch[] => [
  bank('opened'),
  ...heard,
  bank(status),
  ...heard,
];

const at = (manualCapture: boolean, ...batches: readonly (Batch | readonly Batch[])[]): Plot => ({
  manualCapture,
  batches: flatten(batches),
});
const plot = (...batches: readonly (Batch | readonly Batch[])[]): Plot => ({ batches: flatten(batches) });

const often = (times: number, one: Plot): Plot => ({ ...one, times });

function flatten(parts: readonly (Batch | readonly Batch[])[]): Batch[] {
  return parts.flatMap((one) => (isBatch(one) ? [one] : [...one]));
}

function isBatch(one: Batch | readonly Batch[]): one is Batch {
  const [first] = one as readonly (Step | Batch)[];
  return first !== undefined && 'kind' in first;
}

/** A process that dies with the gateway's answer in its hands leaves an attempt that is only `created`. */
const died: readonly Plot[] = [
  often(6, at(true, start(), dies, press(), paidFor)),
  often(4, at(false, start(), dies, press(), paidFor)),
  often(10, plot(start(), dies, press(), ends('closed'), heard)),
  plot(start(), dies, press(), ends('failed'), heard),
  often(5, plot(start(), dies, press(), cancel(), checked)),
  plot(start(), dies, press(), later, checked, checked),
  often(6, at(false, start(), dies, press(), boughtElsewhere, paidFor)),
  often(7, at(true, start(), press(), fails(), heard, dies, press(), pays(1), heard)),
  at(false, start(), press(), fails(), heard, dies, press(), pays(1), heard),
  often(5, plot(start(), press(), fails(), heard, fault('create', 'lost_after'), press(), cancel())),
  plot(start(), press(), fails(), heard, cancel(), paysAllTheSame(), heard),
];

/** Paid on an attempt in doubt, and nobody tells. */
const paidUntold: readonly Batch[] = [fault('create', 'lost_after'), press(), pays(), untold];

/** A gateway that gave no answer to a call that creates, captures or closes. */
const inDoubt: readonly Plot[] = [
  often(2, plot(start(), fault('create', 'lost_after'), press(), paidFor)),
  often(5, plot(start(), fault('create', 'lost_after'), press(), ends('closed'), heard)),
  plot(start(), fault('create', 'lost_after'), press(), ends('failed'), heard),
  plot(start(), fault('create', 'lost_after'), press(), cancel(), paidFor),
  plot(start(), fault('create', 'late'), press(), later, checked),
  often(3, at(false, start(), paidUntold, later, fault('query', 'lost_before'), checked)),
  often(5, at(false, start(), fault('create', 'lost_after'), press(), boughtElsewhere, paidFor)),
  often(4, at(true, reserved, fault('capture', 'lost_before'), capture(), later, checked, checked)),
  often(4, at(true, reserved, fault('capture', 'refused'), capture(), later, checked, capture())),
  often(4, at(true, reserved, fault('capture', 'lost_after'), capture(), untold, later, checked)),
  often(2, at(true, reserved, capturePart(7), part(3), refunded, part(11), refunded)),
  at(true, reserved, fault('capture', 'lost_after'), capturePart(4), untold, later, checked, part(5)),
  at(true, [{ kind: 'start', product: 2, learner: 0 }], press(), paidFor, capturePart(6), part(0), refunded),
  at(true, reserved, fault('capture', 'lost_before'), capture(), ends('closed'), heard, later, checked),
  at(true, reserved, fault('capture', 'lost_before'), capture(), ends('failed'), heard, later, checked),
  often(5, at(true, reserved, ends('closed'), heard, checked)),
  often(6, at(true, reserved, ends('failed'), heard, checked)),
  often(7, at(true, start(), press(), start(), press(1), paidFor, pays(1), heard, capture(1), capture())),
  plot(start(), press(), fault('close', 'lost_before'), cancel(), checked, paidFor),
  often(3, plot(start(), press(), fault('close', 'lost_before'), cancel(), checked, fails(), later, checked)),
  often(
    9,
    at(false, start(), press(), fault('close', 'lost_before'), cancel(), checked, boughtElsewhere, paidFor),
  ),
  often(6, plot(start(), press(), ends('closed'), heard)),
];

/** Money that arrives on what was thought over, or a second time. */
const late: readonly Plot[] = [
  often(5, at(false, start(), press(), start(), press(1), paidFor, paidFor)),
  often(4, at(false, start(), press(), fails(), heard, paysAllTheSame(), heard)),
  often(4, at(false, start(), press(), fails(), heard, boughtElsewhere, paysAllTheSame(), heard)),
  at(false, start(), press(), fails(), heard, press(0, 0, 1), pays(1), heard, paysAllTheSame(), heard),
  at(false, start(), press(), cancel(), checked, paysAllTheSame(), heard),
  often(3, at(false, start(), press(), cancel(), checked, boughtElsewhere, paysAllTheSame(), heard)),
  at(false, start(), press(), cancel(), checked, [{ kind: 'reprice', product: 0 }], paysAllTheSame(), heard),
  often(6, at(false, start(), press(), wait(16 * 60_000), job('checkout.expire_sessions'), paidFor)),
  at(true, start(), press(), cancel(), checked, paysAllTheSame(), heard, checked),
];

const slowly: readonly Batch[] = [
  fault('refund', 'pending'),
  part(5),
  refunded,
  fault('refundQuery', 'lost_before'),
];

/** Money that goes back, and banks that take it. */
const back: readonly Plot[] = [
  often(2, at(false, bought, part(3), refunded, part(11), refunded)),
  often(5, at(false, bought, fault('refund', 'refused'), refund(), refunded, resolve('returned'))),
  often(
    3,
    at(
      false,
      bought,
      fault('refund', 'refused'),
      part(4),
      refunded,
      resolve('abandoned'),
      refund(),
      refunded,
    ),
  ),
  often(3, at(false, bought, fault('refund', 'fails_later'), refund(), refunded, later, refunded)),
  often(4, at(false, bought, slowly, later, refunded)),
  at(false, bought, part(3), bank('opened'), heard, bank('lost'), heard),
  at(false, bought, bank('opened'), heard, bank('lost'), untold, job('checkout.check_disputes')),
  at(false, bought, part(3), bank('opened'), heard, bank('won'), heard, refunded),
  at(false, bought, part(3), refunded, untold, contested('lost')),
  often(2, at(false, bought, part(3), refunded, untold, contested('won'))),
  often(6, at(false, bought, bank('opened'), bank('won'), refund(), refunded, heard, heard)),
  at(false, bought, bank('opened'), bank('won'), part(6), refunded, heard, heard),
  often(
    2,
    at(false, bought, fault('refund', 'lost_after'), part(2), refunded, untold, contested('lost'), later),
  ),
  often(2, at(false, bought, fault('refund', 'lost_before'), part(2), refunded, contested('lost'), later)),
  at(
    false,
    [{ kind: 'start', product: 2, learner: 0 }],
    press(),
    paidFor,
    part(0),
    refunded,
    contested('won'),
  ),
];

const backAgain: readonly Batch[] = [cancel(), checked, job('checkout.return_coupons')];

/** Coupons and the wallet. */
const offers: readonly Plot[] = [
  often(5, at(false, start(), coupon(), press(), paidFor, refund(), refunded)),
  often(5, plot(start(), coupon(0, 1), cancel())),
  at(false, start(), coupon(), press(), backAgain),
  often(9, at(false, start(), coupon(), press(), backAgain, paysAllTheSame(), heard)),
  at(false, start(), coupon(0, 1), press(), backAgain, start(1), coupon(1, 1), paysAllTheSame(), heard),
  at(false, start(), start(1), [...coupon(0, 1), ...coupon(1, 1)], [...press(), ...press(1)], paidFor),
  at(false, start(), coupon(0, 2), press(), refund(), [{ kind: 'start', product: 0, learner: 1 }]),
  often(4, at(false, richer, start(), press(1, 10), part(5, 1), refunded, refund(1), refunded)),
  at(false, richer, start(), press(1, 4), pays(1), heard, part(3, 1), refunded, part(11, 1), refunded),
  often(6, at(false, richer, start(), press(1, 6), fails(1), heard, press(1, 3), pays(2), heard)),
  at(
    false,
    richer,
    start(),
    press(1, 5),
    cancel(1),
    checked,
    start(1),
    press(2, 10),
    paysAllTheSame(1),
    heard,
  ),
  at(false, richer, refund(), refunded),
  at(false, richer, part(4), [...start(), ...refunded], press(1, 10)),
  at(false, richer, start(), press(1, 8), pays(1), heard, contested('lost')),
  at(false, richer, contested('won'), start(), press(1, 10)),
  often(3, at(false, richer, fault('refund', 'refused'), refund(), refunded, resolve('abandoned'))),
  at(true, richer, capture(), start(), press(1, 4), pays(1), heard, capturePart(7, 1), refund(1), refunded),
  at(false, topUp, press(), fails(), heard, press(0, 0, 1), pays(1), heard, paysAllTheSame(), heard),
];

const seat: Batch = start(1);
const anothersSeat: Batch = [{ kind: 'start', product: 1, learner: 1 }];
const seatReturned: readonly Batch[] = [cancel(), checked, job('checkout.return_places')];

/** The class with one place. */
const seats: readonly Plot[] = [
  at(false, seat, anothersSeat, [...press(), ...press(1)], paidFor, pays(1), heard),
  often(3, at(false, seat, press(), paidFor, refund(), refunded, anothersSeat, press(1), pays(1), heard)),
  often(5, at(false, seat, press(), seatReturned, paysAllTheSame(), heard)),
  often(
    2,
    at(false, seat, anothersSeat, press(), seatReturned, press(1), pays(1), heard, paysAllTheSame(), heard),
  ),
  at(false, seat, press(), paidFor, contested('lost'), anothersSeat, press(1)),
];

export const plots: readonly Plot[] = [...died, ...inDoubt, ...late, ...back, ...offers, ...seats];
