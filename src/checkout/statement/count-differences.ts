import type { CheckoutDeps } from '../deps.ts';
import { countOpenDifferences } from './difference-store.ts';
import { differenceKinds } from './statement.ts';

/** Puts the open differences of all statements into `/metrics`, whoever compared them. */
export async function countDifferences(deps: CheckoutDeps): Promise<void> {
  const gauge = deps.meter.gauge(
    'tilltalk_reconciliation_differences',
    'Differences between statements and our books that are open',
    ['gateway', 'kind'],
  );
  const open = await countOpenDifferences(deps.db.query, deps.livemode ? 1 : 0);
  const counts = new Map(open.map(({ gateway, kind, count }) => [`${gateway}:${kind}`, count]));
  for (const { name, capabilities } of deps.gateways) {
    if (!capabilities.statement) continue;
    for (const kind of differenceKinds)
      gauge.set({ gateway: name, kind }, counts.get(`${name}:${kind}`) ?? 0);
  }
}
