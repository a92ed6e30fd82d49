import type { StaffCaller } from '../../../identity/index.ts';
import { appendAudit } from '../../../kernel/audit/append-audit.ts';
import { DomainError, kernelErrors } from '../../../kernel/errors.ts';
import type { Money } from '../../../kernel/money.ts';
import type { CheckoutDeps } from '../../deps.ts';
import { checkoutErrors } from '../../errors.ts';
import { catalogErrors } from '../errors.ts';
import { findProducts } from '../store.ts';
import type { CatalogDeps } from '../types.ts';
import { findDuePlans, findPlan, insertPlan, type PricePlan, settlePlan } from './plan-store.ts';
import { audit, moneyOf, writeFor } from './save-product.ts';
import { rowOfKnown } from './set-status.ts';
import type { PlanPriceBody } from './wire.ts';

const AHEAD_MAX_MS = 2 * 366 * 24 * 3_600_000;

export interface PlanPrice {
  readonly caller: Pick<StaffCaller, 'staffId'>;
  readonly productId: string;
  readonly body: PlanPriceBody;
}

/**
 * Plans a price that begins to hold at a moment to come. Returns the plan's id. Throws `product_not_found`,
 * `product_amount_invalid`, `price_plan_past`, `price_plan_taken`.
 */
export async function planPrice(deps: CatalogDeps, { caller, productId, body }: PlanPrice): Promise<string> {
  const { startsAtMs } = body;
  const price = moneyOf(body.amount, body.currency);
  const nowMs = deps.clock.nowMs();
  if (startsAtMs <= nowMs || startsAtMs > nowMs + AHEAD_MAX_MS)
    throw new DomainError(catalogErrors.price_plan_past);
  return deps.db.transact(async (tx) => {
    const [found] = await findProducts(tx, [productId]);
    if (found === undefined) throw new DomainError(checkoutErrors.product_not_found);
    const pricePlanId = deps.newId('plan');
    const plan = {
      pricePlanId,
      productId,
      ...price,
      startsAtMs,
      staffId: caller.staffId,
      createdAtMs: nowMs,
    };
    if (!(await insertPlan(tx, plan))) throw new DomainError(catalogErrors.price_plan_taken);
    const detail = { pricePlanId, ...price, startsAtMs };
    await audit(deps, tx, { caller, action: 'price.planned', productId, detail });
    return pricePlanId;
  });
}

export interface CancelPricePlan {
  readonly caller: Pick<StaffCaller, 'staffId'>;
  readonly productId: string;
  readonly pricePlanId: string;
}

/** Takes a planned price back. Throws `not_found`, `price_plan_settled`. */
export function cancelPricePlan(deps: CatalogDeps, command: CancelPricePlan): Promise<void> {
  const { caller, productId, pricePlanId } = command;
  return deps.db.transact(async (tx) => {
    const plan = await findPlan(tx, pricePlanId);
    if (plan === undefined || plan.productId !== productId) throw new DomainError(kernelErrors.not_found);
    if (!(await settlePlan(tx, { pricePlanId, status: 'canceled', atMs: deps.clock.nowMs() })))
      throw new DomainError(catalogErrors.price_plan_settled);
    await audit(deps, tx, { caller, action: 'price.plan_canceled', productId, detail: { pricePlanId } });
  });
}

const BATCH = 100;

/**
 * Lets planned prices begin whose moment has come, in their order: a new version, written as every price is. May run
 * twice and in several processes at once.
 */
export async function startPrices(deps: CatalogDeps & Pick<CheckoutDeps, 'log'>): Promise<void> {
  const due = await findDuePlans(deps.db.query, { nowMs: deps.clock.nowMs(), limit: BATCH });
  for (const plan of due) {
    try {
      await startPrice(deps, plan);
    } catch (error) {
      deps.log.error({ error, pricePlanId: plan.pricePlanId }, 'a planned price could not begin yet');
    }
  }
}

async function startPrice(deps: CatalogDeps, plan: PricePlan): Promise<void> {
  const { pricePlanId, productId, currency } = plan;
  const price: Money = { currency, amountMinor: plan.amountMinor };
  await deps.db.transact(async (tx) => {
    if (!(await settlePlan(tx, { pricePlanId, status: 'started', atMs: deps.clock.nowMs() }))) return;
    const [known] = await findProducts(tx, [productId]);
    if (known === undefined) throw new Error(`price plan ${pricePlanId} has no product`);
    await writeFor(deps, tx, { ...rowOfKnown(known), prices: [price] });
    const detail = { pricePlanId, ...price };
    await appendAudit(deps, tx, { action: 'price.started', actor: 'system', subjectId: productId, detail });
  });
}
