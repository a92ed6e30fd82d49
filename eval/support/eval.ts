import type { BenchResult } from '../../bench/support/bench.ts';

/** What every evaluation is told on the command line. */
export interface EvalOptions {
  /** The folder that holds one folder per set. */
  readonly dataFolder: string;
  /** Folder names below `dataFolder`; undefined for the evaluation's own sets. */
  readonly sets: readonly string[] | undefined;
  /** Random seeds to run with; the figures are means over them. */
  readonly seeds: number;
  /** Hears what goes on; never the result. */
  readonly say: (line: string) => void;
}

/**
 * Figures of quality as fractions from 0 to 1, keyed by set; `reference` holds published figures and simple methods
 * measured in the same run, `problems` what makes the figures worthless.
 */
export type EvalResult = BenchResult;

export type Eval = (options: EvalOptions) => Promise<EvalResult>;
