import { appendAudit } from '../../kernel/audit/append-audit.ts';
import type { Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import type { CheckoutDeps } from '../deps.ts';
import { CODE_PATTERN, canonicalCode, codeKeyOf, newCouponCode } from './code.ts';
import type { Coupon } from './coupon.ts';
import { offerErrors } from './errors.ts';
import { disableCouponRow, findCoupons, saveCoupon } from './store.ts';
import { BatchCount, CouponTerms, type GivenTerms } from './terms.ts';

export type CouponDeps = Pick<CheckoutDeps, 'db' | 'clock' | 'newId' | 'livemode'>;

export interface CreateCoupon {
  /** What people type; capitals, spaces and dashes do not matter. */
  readonly code: string;
  readonly terms: GivenTerms;
  readonly merchantAccountId: string;
  /** `cli`, or a staff id. */
  readonly createdBy: string;
}

/** Makes a coupon of a given code. Throws `invalid_request` for terms or a code that make no coupon, `coupon_code_taken`. */
export async function createCoupon(deps: CouponDeps, command: CreateCoupon): Promise<Coupon> {
  return deps.db.transact((tx) => writeCoupon(deps, tx, command));
}

/** The same within a transaction. */
export async function writeCoupon(deps: CouponDeps, tx: Tx, command: CreateCoupon): Promise<Coupon> {
  const coupon = couponOf(deps, command);
  if (!CODE_PATTERN.test(coupon.code)) {
    const detail = 'a code has 3 to 32 letters, digits or dashes, and no dash at its ends';
    throw new DomainError(kernelErrors.invalid_request, { detail });
  }
  if (!(await saveCoupon(tx, coupon))) throw new DomainError(offerErrors.coupon_code_taken);
  const { couponId, createdBy } = coupon;
  const actor = createdBy === 'cli' ? 'command_line' : `staff:${createdBy}`;
  await appendAudit(deps, tx, { action: 'coupon.created', actor, subjectId: couponId });
  return coupon;
}

const ROWS_PER_TRANSACTION = 200;

export interface GenerateCoupons extends Omit<CreateCoupon, 'code'> {
  readonly count: number;
  /** Stands before every code. */
  readonly prefix?: string;
}

/** Makes many coupons of the same terms, each of a code that nobody can guess and of one use. Returns the codes. */
export async function generateCoupons(deps: CouponDeps, command: GenerateCoupons): Promise<string[]> {
  const { prefix = '', ...rest } = command;
  const count = BatchCount.parse(command.count);
  const terms = { ...command.terms, stock: command.terms.stock ?? 1 };
  const codes: string[] = [];
  while (codes.length < count) {
    const batch = Math.min(ROWS_PER_TRANSACTION, count - codes.length);
    const fresh = Array.from({ length: batch }, () => newCouponCode(prefix));
    await deps.db.transact(async (tx) => {
      for (const code of fresh) await writeCoupon(deps, tx, { ...rest, terms, code });
    });
    codes.push(...fresh);
  }
  return codes;
}

/** Stops a coupon: nobody can take it any more; checkouts that hold it keep it. False when there is no such code. */
export function disableCoupon(deps: CouponDeps, code: string): Promise<boolean> {
  const codeKey = codeKeyOf(code, deps.livemode);
  return deps.db.transact(async (tx) => {
    const couponId = await disableCouponRow(tx, { codeKey, updatedAtMs: deps.clock.nowMs() });
    if (couponId === undefined) return false;
    await appendAudit(deps, tx, { action: 'coupon.disabled', actor: 'command_line', subjectId: couponId });
    return true;
  });
}

/** Coupons of this mode, newest first. */
export function listCoupons(deps: CouponDeps, limit: number): Promise<Coupon[]> {
  return findCoupons(deps.db.query, { livemode: deps.livemode, limit });
}

function couponOf(deps: CouponDeps, { code, terms, merchantAccountId, createdBy }: CreateCoupon): Coupon {
  const { percentOff, amountsOff, firstPurchaseOnly, perLearnerLimit, ...rest } = parseTerms(terms);
  const nowMs = deps.clock.nowMs();
  return {
    couponId: deps.newId('cpn'),
    code: canonicalCode(code),
    codeKey: codeKeyOf(code, deps.livemode),
    livemode: deps.livemode ? 1 : 0,
    merchantAccountId,
    kind: percentOff === undefined ? 'amount' : 'percent',
    percentOff: orNull(percentOff),
    amountsOff: orNull(amountsOff),
    minimums: orNull(rest.minimums),
    productIds: orNull(rest.productIds),
    productKinds: orNull(rest.productKinds),
    firstPurchaseOnly: firstPurchaseOnly ? 1 : 0,
    learnerId: orNull(rest.learnerId),
    perLearnerLimit,
    stock: orNull(rest.stock),
    taken: 0,
    startsAtMs: orNull(rest.startsAtMs),
    endsAtMs: orNull(rest.endsAtMs),
    status: 'active',
    note: orNull(rest.note),
    createdBy,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
}

function orNull<T>(value: T | undefined): T | null {
  return value ?? null;
}

function parseTerms(terms: GivenTerms): CouponTerms {
  const parsed = CouponTerms.safeParse(terms);
  if (parsed.success) return parsed.data;
  const detail = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ');
  throw new DomainError(kernelErrors.invalid_request, { detail });
}
