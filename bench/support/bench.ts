/** What every bench is told on the command line. */
export interface BenchOptions {
  /** How long each measured window lasts. */
  readonly seconds: number;
  readonly engine: 'sqlite' | 'postgresql';
  /** How large the work is, for benches that count lines. */
  readonly lines?: number | undefined;
  /** Where the server's CPU profile goes; undefined for none. */
  readonly profileFolder: string | undefined;
  /** Hears what goes on; never the result. */
  readonly say: (line: string) => void;
}

/** Figures by their name; those of several widths under `c1`, `c8`, `c32`. */
export interface Figures {
  readonly [name: string]: number | Figures;
}

export interface BenchResult {
  readonly name: string;
  readonly metrics: Figures;
  /** The same work without Tilltalk, measured in the same run. */
  readonly reference: Figures;
  /** Metrics as a share of the reference, where a share means something. */
  readonly ratio: Figures;
  readonly conditions: Readonly<Record<string, string | number>>;
  /** Sentences; not empty when the run's own check failed, and then the figures count for nothing. */
  readonly problems: readonly string[];
}

export type Bench = (options: BenchOptions) => Promise<BenchResult>;

/** A figure with three significant digits, as far as they mean something. */
export function rounded(figure: number): number {
  return Number(figure.toPrecision(figure >= 1000 ? 4 : 3));
}

/** The smallest figure that `share` of all do not exceed; 0 of none. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** Half and 95 of a hundred of such times, in ms. */
export function timesFigures(ms: readonly number[]): Figures {
  const sorted = [...ms].sort((a, b) => a - b);
  return { p50Ms: rounded(percentile(sorted, 0.5)), p95Ms: rounded(percentile(sorted, 0.95)) };
}
