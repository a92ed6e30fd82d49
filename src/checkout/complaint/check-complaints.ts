import { limits } from '../../kernel/limits.ts';
import type { CheckoutDeps } from '../deps.ts';
import type { ListedComplaint, PaymentGateway } from '../gateway/types.ts';
import { applyListedComplaint } from './apply-complaint.ts';
import type { ComplaintDeps } from './complaint.ts';
import { readComplaint } from './read-complaint.ts';
import { findStaleComplaints } from './store.ts';

type CheckDeps = ComplaintDeps & Pick<CheckoutDeps, 'log'>;

/** An older case that is open is asked about once a day. */
const LOOK_EVERY_MS = 86_400_000;

/**
 * Asks the gateways which complaints were made lately and how older open ones stand: the message about one can be lost,
 * and payers are answered in days. Gateways that have no such list are left out. Returns how many cases were news.
 */
export async function checkComplaints(deps: CheckDeps): Promise<number> {
  const fromMs = deps.clock.nowMs() - limits.complaintsLookBackMs;
  const found = await Promise.all(deps.gateways.map((gateway) => checkList(deps, gateway, fromMs)));
  await lookAtOlder(deps, fromMs);
  return found.reduce((sum, news) => sum + news, 0);
}

async function checkList(deps: CheckDeps, gateway: PaymentGateway, fromMs: number): Promise<number> {
  if (gateway.listComplaints === undefined) return 0;
  const askedAtMs = deps.clock.nowMs();
  const result = await gateway.listComplaints({ fromMs, toMs: askedAtMs });
  if (result.outcome !== 'found') {
    const { cause: reason } = result;
    deps.log.warn({ gateway: gateway.name, reason }, 'complaints could not be listed');
    return 0;
  }
  let news = 0;
  for (const complaint of result.complaints)
    if (await keep(deps, { gateway: gateway.name, complaint, toldAtMs: askedAtMs })) news += 1;
  return news;
}

async function keep(
  deps: CheckDeps,
  { gateway, complaint, toldAtMs }: { gateway: string; complaint: ListedComplaint; toldAtMs: number },
): Promise<boolean> {
  const { openedAtMs } = complaint;
  const word = { gateway, complaint, toldAtMs, openedAtMs };
  return (await deps.db.transact((tx) => applyListedComplaint(deps, tx, word))) === 'complaint';
}

async function lookAtOlder(deps: CheckDeps, openedBeforeMs: number): Promise<void> {
  const askable = deps.gateways.filter(({ queryComplaint: ask }) => ask !== undefined);
  if (askable.length === 0) return;
  const stale = await findStaleComplaints(deps.db.query, {
    gateways: askable.map(({ name }) => name),
    openedBeforeMs,
    seenBeforeMs: deps.clock.nowMs() - LOOK_EVERY_MS,
    limit: limits.gatewayCallsAtOnceMax,
  });
  await Promise.all(stale.map((complaint) => readComplaint(deps, complaint)));
}
