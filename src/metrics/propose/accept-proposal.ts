import { changeRouting, type RoutingConfig, type RoutingVersion } from '../../checkout/index.ts';
import type { PaymentMethod } from '../../checkout/wire.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import type { Proposal } from './propose-routing.ts';

export interface AcceptProposals {
  readonly proposals: readonly Proposal[];
  /** Hundredths of the payments that follow the proposal; the rest go on as control. */
  readonly share: number;
  readonly acceptedBy: string;
}

/**
 * Makes proposals live as an experiment: one version of the routing, in which a share of the payments goes where it was
 * measured best and the rest to the others, so that what is measured next says whether it was right. Of the same name the
 * newest holds.
 */
export function acceptProposals(
  deps: { readonly db: Database; readonly clock: Clock },
  { proposals, share, acceptedBy }: AcceptProposals,
): Promise<RoutingVersion> {
  return changeRouting(deps, {
    changedBy: acceptedBy,
    note: `experiment with ${share} %: ${proposals.map(({ name }) => name).join(', ')}`.slice(0, 200),
    change: (config) => proposals.reduce((changed, one) => withProposal(changed, one, share), config),
  });
}

function withProposal(config: RoutingConfig, proposal: Proposal, share: number): RoutingConfig {
  if (proposal.kind === 'order') {
    const methods = proposal.fared.map(({ name }) => name as PaymentMethod);
    const methodOrders = { ...config.methodOrders, [proposal.surface]: { methods, share } };
    return { ...config, methodOrders };
  }
  const rule = { name: proposal.name, when: proposal.when, split: splitOf(proposal, share) };
  return { ...config, rules: [rule, ...config.rules.filter(({ name }) => name !== rule.name)] };
}

/** Whole weights: the best has its share, the others divide the rest evenly. */
function splitOf({ fared }: Proposal, share: number): Record<string, number> {
  const others = fared.length - 1;
  return Object.fromEntries(
    fared.map(({ name }, place) => [name, place === 0 ? share * others : 100 - share]),
  );
}
