import type { Surface } from '../../identity/wire.ts';
import type { PaymentFlow } from '../gateway/types.ts';
import type { PaymentMethod } from '../wire.ts';
import type { Device, RoutingConfig, RoutingRule, RoutingVersion, RuleConditions } from './config.ts';
import { pickWeighted, type RunningWeights } from './weighted.ts';

/** What routing looks at. */
export interface RoutingInput {
  readonly method: PaymentMethod;
  readonly flow: PaymentFlow;
  readonly currency: string;
  readonly amountMinor: number;
  readonly surface: Surface;
  /** Where the buyer is, ISO 3166-1; null when not asked about. */
  readonly country: string | null;
  readonly device: Device;
}

/** Why a gateway was left out. */
export type Elimination =
  | 'method'
  | 'currency'
  | 'flow'
  | 'capture'
  | 'amount'
  | 'circuit_open'
  | 'circuit_probing'
  | 'tried';

export interface Candidate {
  readonly gateway: string;
  /** Null when it may be asked. */
  readonly eliminated: Elimination | null;
}

export type Rung = 'forced' | 'rule' | 'weights' | 'default';

/** A choice with everything that led to it. */
export interface Choice {
  readonly gateway: string;
  readonly rung: Rung;
  /** The rule that decided, or null. */
  readonly rule: string | null;
  /** Who forced it: this checkout, or the configuration; else null. */
  readonly forcedBy: 'checkout' | 'config' | null;
  /** The weights that were looked at; null without any. A weight of 0 keeps its gateway off the default order too. */
  readonly weights: Readonly<Record<string, number>> | null;
}

export interface Choosing {
  readonly version: RoutingVersion;
  readonly input: RoutingInput;
  /** In the default order. */
  readonly candidates: readonly Candidate[];
  /** The gateway chosen for this checkout, or null. */
  readonly forcedGateway: string | null;
  readonly nowMs: number;
  /** Running weights by group; changed by a pick. */
  readonly running: (group: string) => RunningWeights;
}

/**
 * Climbs the ladder: forced → first rule that matches and has a gateway left → weights → default order. Undefined when
 * every gateway is out. A forced gateway that cannot serve this press is passed over: it was forced for others.
 */
export function chooseGateway(choosing: Choosing): Choice | undefined {
  return byForce(choosing) ?? byRules(choosing) ?? byWeights(choosing) ?? byDefault(choosing);
}

const nothing = { rule: null, forcedBy: null, weights: null } as const;

function byForce(choosing: Choosing): Choice | undefined {
  const { version, input, forcedGateway, nowMs } = choosing;
  if (forcedGateway !== null && isFree(choosing, forcedGateway)) {
    return { ...nothing, gateway: forcedGateway, rung: 'forced', forcedBy: 'checkout' };
  }
  const forced = version.config.forced[input.method] ?? version.config.forced['*'];
  if (forced === undefined || (forced.untilMs !== null && forced.untilMs <= nowMs)) return undefined;
  return isFree(choosing, forced.gateway)
    ? { ...nothing, gateway: forced.gateway, rung: 'forced', forcedBy: 'config' }
    : undefined;
}

function byRules(choosing: Choosing): Choice | undefined {
  for (const rule of choosing.version.config.rules) {
    if (!matches(rule.when, choosing.input)) continue;
    const gateway = pickOfRule(choosing, rule);
    if (gateway === undefined) continue;
    return { ...nothing, gateway, rung: 'rule', rule: rule.name, weights: rule.split ?? null };
  }
  return undefined;
}

function pickOfRule(choosing: Choosing, rule: RoutingRule): string | undefined {
  if (rule.split === undefined) return rule.use?.find((gateway) => isFree(choosing, gateway));
  return pickWeighted(freeOf(choosing, rule.split), choosing.running(`rule:${rule.name}`));
}

function byWeights(choosing: Choosing): Choice | undefined {
  const { config } = choosing.version;
  const { method } = choosing.input;
  const weights = weightsOf(config, method);
  if (weights === undefined) return undefined;
  const gateway = pickWeighted(freeOf(choosing, weights), choosing.running(`method:${method}`));
  return gateway === undefined ? undefined : { ...nothing, gateway, rung: 'weights', weights };
}

function byDefault(choosing: Choosing): Choice | undefined {
  const weights = weightsOf(choosing.version.config, choosing.input.method);
  const first = choosing.candidates.find(
    ({ gateway, eliminated }) => eliminated === null && weights?.[gateway] !== 0,
  );
  return first && { ...nothing, gateway: first.gateway, rung: 'default', weights: weights ?? null };
}

/** The weights that hold for a method; undefined when nobody set any. */
export function weightsOf(
  config: RoutingConfig,
  method: PaymentMethod,
): Readonly<Record<string, number>> | undefined {
  return config.weights[method] ?? config.weights['*'];
}

function isFree({ candidates }: Choosing, gateway: string): boolean {
  return candidates.some((candidate) => candidate.gateway === gateway && candidate.eliminated === null);
}

function freeOf(
  choosing: Choosing,
  weights: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(weights).filter(([gateway]) => isFree(choosing, gateway)));
}

/** True when every condition that is given holds. */
export function matches(when: RuleConditions, input: RoutingInput): boolean {
  const { from = 0, below = Number.POSITIVE_INFINITY } = when.amountMinor ?? {};
  return (
    among(when.methods, input.method) &&
    among(when.currencies, input.currency) &&
    among(when.countries, input.country) &&
    among(when.surfaces, input.surface) &&
    among(when.devices, input.device) &&
    input.amountMinor >= from &&
    input.amountMinor < below
  );
}

function among<T>(allowed: readonly T[] | undefined, value: T | null): boolean {
  return allowed === undefined || (value !== null && allowed.includes(value));
}
