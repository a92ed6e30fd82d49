import type { RoutingConfig } from '../../checkout/index.ts';
import type { PaymentMethod } from '../../checkout/wire.ts';
import type { Surface } from '../../identity/wire.ts';
import { newcombe, wilson } from '../report/intervals.ts';
import type { Share } from '../report/wire.ts';
import { BAND_EDGES, type SuccessCell } from './read-success.ts';

/** How one gateway, or one method, fared. */
interface Fared {
  readonly name: string;
  readonly paid: number;
  readonly ended: number;
  readonly success: Share;
}

interface Gain {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

type Rule = RoutingConfig['rules'][number];

/** A change that what was measured speaks for. */
export type Proposal =
  | {
      readonly kind: 'gateway';
      readonly name: string;
      readonly when: Rule['when'];
      /** Best first. */
      readonly fared: readonly Fared[];
      /** What the best gains on all others together, in shares, with 95 %. */
      readonly gain: Gain;
    }
  | {
      readonly kind: 'order';
      readonly name: string;
      readonly surface: Surface;
      readonly fared: readonly Fared[];
      readonly gain: Gain;
    };

/** A gateway or method of fewer attempts says nothing. */
const ENDED_MIN = 30;

/** The usual order, which a proposal has to beat. */
const USUAL: readonly PaymentMethod[] = ['wechat_pay', 'alipay', 'card'];

/**
 * Proposes, for each method, surface, currency and band of amounts, the gateway that surely succeeds more often than the
 * others did, and for each surface the method that should stand first; only where the whole interval speaks for it.
 */
export function proposeRouting(cells: readonly SuccessCell[]): Proposal[] {
  const places = groupBy(cells, ({ method, surface, currency, band }) =>
    [method, surface, currency, band].join(' '),
  );
  const surfaces = groupBy(cells, ({ surface }) => surface);
  return [
    ...[...places.values()].flatMap(gatewayProposal),
    ...[...surfaces.values()].flatMap(orderProposal),
  ].sort((one, other) => other.gain.low - one.gain.low);
}

function gatewayProposal(cells: readonly SuccessCell[]): Proposal[] {
  const [cell] = cells;
  const fared = faredBy(cells, ({ gateway }) => gateway);
  const gain = gainOf(fared);
  if (cell === undefined || gain === null) return [];
  const { method, surface, currency, band } = cell;
  const [from, below] = [BAND_EDGES[band - 1], BAND_EDGES[band]];
  const amountMinor = { ...(from !== undefined && { from }), ...(below !== undefined && { below }) };
  const name = `try-${method}-${surface}-${currency}-${band}`.toLowerCase().replaceAll('_', '-').slice(0, 40);
  const when = { methods: [method], currencies: [currency], surfaces: [surface], amountMinor };
  return [{ kind: 'gateway', name, when, fared, gain }];
}

function orderProposal(cells: readonly SuccessCell[]): Proposal[] {
  const [cell] = cells;
  const fared = faredBy(cells, ({ method }) => method);
  const gain = gainOf(fared);
  const first = USUAL.find((method) => fared.some(({ name }) => name === method));
  if (cell === undefined || gain === null || fared[0]?.name === first) return [];
  return [{ kind: 'order', name: `order-${cell.surface}`, surface: cell.surface, fared, gain }];
}

function faredBy(cells: readonly SuccessCell[], nameOf: (cell: SuccessCell) => string): Fared[] {
  return [...groupBy(cells, nameOf)]
    .map(([name, own]) => {
      const [paid, ended] = [sumOf(own.map((one) => one.paid)), sumOf(own.map((one) => one.ended))];
      return { name, paid, ended, success: wilson(paid, ended) };
    })
    .filter(({ ended }) => ended >= ENDED_MIN)
    .sort(
      (one, other) => other.paid / other.ended - one.paid / one.ended || (one.name < other.name ? -1 : 1),
    );
}

/** Of the best on the others together; null unless it is surely above nothing. */
function gainOf([best, ...others]: readonly Fared[]): Gain | null {
  const rest = wilson(sumOf(others.map(({ paid }) => paid)), sumOf(others.map(({ ended }) => ended)));
  if (best === undefined || best.success === null || rest === null) return null;
  const gain = newcombe(rest, best.success);
  return gain.low > 0 ? gain : null;
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const own = groups.get(keyOf(item)) ?? [];
    own.push(item);
    groups.set(keyOf(item), own);
  }
  return groups;
}
