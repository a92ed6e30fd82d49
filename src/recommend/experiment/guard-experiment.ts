import type { Log } from '../../kernel/log.ts';
import { type ExperimentDeps, stopExperiment } from './change-experiment.ts';
import { reportExperiment, type VariantReport } from './report-experiment.ts';
import { findRunning } from './store.ts';

/** What must not get worse. */
type Guard = 'returned' | 'handoffs';

export interface Harm {
  readonly variant: string;
  readonly guard: Guard;
  /** Of the variant, and of the first one, which it is held against. */
  readonly share: number;
  readonly usual: number;
  /** How many standard errors worse. */
  readonly z: number;
}

/**
 * So many standard errors worse is harm. Much stricter than one look would ask for (1.64), since the guard looks again
 * and again while the experiment runs.
 */
const HARM_FROM_Z = 3;
/** Fewer cases than this prove nothing: of two returns of three nobody would stop anything. */
const CASES_MIN = 10;

const GUARDS: readonly (readonly [Guard, (report: VariantReport) => { count: number; of: number }])[] = [
  ['returned', ({ returned, conversions }) => ({ count: returned, of: conversions })],
  ['handoffs', ({ handoffs, conversations }) => ({ count: handoffs, of: conversations })],
];

/** Where a variant is clearly worse than the first one in what must not get worse: returns per sale, people asked for. */
export function findHarm([usual, ...others]: readonly VariantReport[]): Harm[] {
  if (usual === undefined) return [];
  return others.flatMap((report) =>
    GUARDS.flatMap(([guard, read]): Harm[] => {
      const [own, base] = [read(report), read(usual)];
      if (own.of === 0 || base.of === 0 || own.count < CASES_MIN) return [];
      const z = worseBy(own, base);
      const shares = { share: own.count / own.of, usual: base.count / base.of };
      return z < HARM_FROM_Z ? [] : [{ variant: report.variant, guard, ...shares, z }];
    }),
  );
}

/** Standard errors between two shares, both taken for the same. */
function worseBy(own: { count: number; of: number }, base: { count: number; of: number }): number {
  const together = (own.count + base.count) / (own.of + base.of);
  const error = Math.sqrt(together * (1 - together) * (1 / own.of + 1 / base.of));
  return error === 0 ? 0 : (own.count / own.of - base.count / base.of) / error;
}

/** Stops the running experiment when a variant does harm; everybody then gets the usual list. Returns what was found. */
export async function guardExperiment(deps: ExperimentDeps & { readonly log: Log }): Promise<Harm[]> {
  const running = await findRunning(deps.db.query, deps.livemode);
  if (running === undefined) return [];
  const harm = findHarm(await reportExperiment(deps.db.query, running));
  if (harm.length === 0) return [];
  await stopExperiment(deps, running.name);
  deps.log.error({ experiment: running.name, harm }, 'an experiment is stopped: a variant does harm');
  return harm;
}
