import fc from 'fast-check';
import type { Counts } from './coverage.ts';
import { count } from './coverage.ts';
import type { Scenery } from './databases.ts';
import { histories } from './histories.ts';
import type { History } from './history.ts';
import { playHistory } from './play.ts';

export interface RunOptions {
  readonly seed: number;
  readonly runs: number;
  /** Only the history of this path: what a failure printed. */
  readonly path: string | undefined;
  /** Only this history, as a failure printed it. */
  readonly only?: History | undefined;
  /** Makes a failing history as short as it goes before it is told; takes its time. */
  readonly shrink: boolean;
  readonly say: (line: string) => void;
}

export interface RunResult {
  /** The report of the first history that broke a promise; null when all held. */
  readonly failure: string | null;
  readonly runs: number;
  readonly counts: Counts;
  /** How many batches the histories had, shortest to longest. */
  readonly lengths: readonly number[];
}

/** Plays random histories until one breaks a promise, or all are played. */
export async function runHistories(scenery: Scenery, options: RunOptions): Promise<RunResult> {
  const counts: Counts = new Map();
  const lengths: number[] = [];
  let playing: History | undefined;
  // With nothing left to wait for the program would end without a word.
  const hangs = (): void => {
    options.say(`BROKEN\nseed ${options.seed}: it waits for ever\n${describe(playing)}`);
    process.exit(1);
  };
  process.once('beforeExit', hangs);
  const chosen = options.only === undefined ? histories : fc.constant(options.only);
  const property = fc.asyncProperty(chosen, async (history) => {
    playing = history;
    const played = await playHistory(scenery, history);
    for (const [name, times] of played.counts) count(counts, name, times);
    lengths.push(history.batches.length);
    if (lengths.length % 500 === 0) options.say(`${lengths.length} histories`);
    if (played.problems.length > 0) throw new Error(played.problems.join('\n'));
  });
  const result = await fc.check(property, {
    seed: options.seed,
    numRuns: options.runs,
    endOnFailure: !options.shrink,
    ...(options.path === undefined ? {} : { path: options.path }),
  });
  process.off('beforeExit', hangs);
  lengths.sort((a, b) => a - b);
  if (!result.failed) return { failure: null, runs: lengths.length, counts, lengths };
  const [history] = (result.counterexample ?? []) as [History?];
  const error = result.errorInstance;
  const failure = [
    ...(options.only === undefined ? [`seed ${options.seed}, path ${result.counterexamplePath}`] : []),
    describe(history),
    'the same in one line, for --history, whatever becomes of the plots:',
    JSON.stringify(history),
    error instanceof Error ? error.message : String(error),
  ].join('\n');
  return { failure, runs: lengths.length, counts, lengths };
}

function describe(history: History | undefined): string {
  if (history === undefined) return 'no history';
  const { seed, manualCapture, batches } = history;
  const lines = batches.map((batch) => `  ${batch.map((step) => JSON.stringify(step)).join('  |  ')}`);
  return [`history seed ${seed}, ${manualCapture ? 'reserve first' : 'take at once'}`, ...lines].join('\n');
}
