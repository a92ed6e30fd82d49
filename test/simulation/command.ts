import { parseArgs } from 'node:util';
import { newSeed } from './random.ts';

export interface SimulationCommand<Counts extends Record<string, number>> {
  readonly help: string;
  /** Every option besides `--seed` and `--help` is a whole number; this is what it is when left out. */
  readonly counts: Counts;
  /** Resolves with the exit code. */
  run(given: { readonly [Name in keyof Counts]: number } & { readonly seed: number }): Promise<number>;
}

/** Reads the options of a simulation and runs it: exit 0 when all is well, 1 when not, 2 for a wrong call. */
export async function runCommand<Counts extends Record<string, number>>(
  command: SimulationCommand<Counts>,
): Promise<void> {
  const code = await answer(command).catch((error: unknown) => {
    console.error(error);
    return 1;
  });
  // The embedded PostgreSQL has a hook of its own that ends an idle process with 0, whatever `process.exitCode` is.
  process.exit(code);
}

async function answer<Counts extends Record<string, number>>({
  help,
  counts,
  run,
}: SimulationCommand<Counts>): Promise<number> {
  const values = readValues(Object.keys(counts));
  if (values?.['help'] === true) {
    console.log(help);
    return 0;
  }
  const given = Object.fromEntries(
    Object.entries({ ...counts, seed: newSeed() }).map(([name, usual]) => [
      name,
      Number(values?.[name] ?? usual),
    ]),
  );
  const areNumbers = Object.values(given).every((number) => Number.isSafeInteger(number) && number >= 0);
  if (values === null || !areNumbers) {
    console.error(help);
    return 2;
  }
  return run(given as Parameters<typeof run>[0]);
}

/** Null for an option that there is not. */
function readValues(names: readonly string[]): Record<string, string | boolean | undefined> | null {
  const texts = [...names, 'seed'].map((name) => [name, { type: 'string' }] as const);
  try {
    return parseArgs({ options: { ...Object.fromEntries(texts), help: { type: 'boolean' } } }).values;
  } catch {
    return null;
  }
}
