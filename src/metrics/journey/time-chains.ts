import type { Session } from '../warehouse/session.ts';
import { type Chains, places } from './plan-chains.ts';
import type { Times } from './wire.ts';

export interface StepTimes {
  readonly sincePrevious: Times | null;
  readonly sinceEntry: Times | null;
}

/** For each step how long it took those who came to it: the time that half, and 95 of a hundred, do not exceed. */
export async function timeChains(session: Session, plan: Chains): Promise<StepTimes[]> {
  const later = places(plan).slice(1);
  // No step comes later than the window allows; half as wide numbers are found in two thirds of the time.
  const type = plan.windowMs < 2 ** 31 ? 'INTEGER' : 'BIGINT';
  const quantiles = later.flatMap((place) => {
    const of = (from: number, name: string) =>
      `quantile_disc(CASE WHEN "level" >= ${place} THEN ("t${place}" - "t${from}")::${type} END, [0.5, 0.95]) AS "${name}${place}"`;
    return place === 2 ? [of(1, 'entry')] : [of(place - 1, 'previous'), of(1, 'entry')];
  });
  const [row] = await session.rows(`SELECT ${quantiles.join(', ')} FROM ${plan.onward}`);
  return places(plan).map((place) => {
    const sinceEntry = timesOf(row?.[`entry${place}`]);
    return { sinceEntry, sincePrevious: place === 2 ? sinceEntry : timesOf(row?.[`previous${place}`]) };
  });
}

function timesOf(value: unknown): Times | null {
  if (value === null || value === undefined) return null;
  const [medianMs, p95Ms] = (value as { items: readonly (bigint | number)[] }).items.map(Number);
  return { medianMs: medianMs ?? 0, p95Ms: p95Ms ?? 0 };
}
