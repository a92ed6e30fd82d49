/** A series as `promtool` writes it: what its samples are, a minute apart. */
export interface Series {
  readonly series: string;
  /** e.g. `0x5 1x10`: five times 0 more, then 1 … */
  readonly values: string;
}

/** One alert: its rule, what its runbook says, and two stories, one in which it fires and one in which it must not. */
export interface Alert {
  readonly name: string;
  /** `page`: somebody gets up. `ticket`: somebody looks on the next working day. */
  readonly severity: 'page' | 'ticket';
  readonly expr: string;
  /** How long it must be so before anybody is told. */
  readonly for: string;
  readonly summary: string;
  /** What it means for learners and money. */
  readonly meaning: string;
  /** What to look at and do, in this order. */
  readonly steps: readonly string[];
  readonly fires: {
    readonly series: readonly Series[];
    readonly at: string;
    /** Labels of the alert beside its severity. */
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly quiet: { readonly series: readonly Series[]; readonly at: string };
}

/** What grew in a span: of a counter that is younger than the span, all it has, since its first 1 is no increase to Prometheus. */
export function grown(counter: string, span: string, by: readonly string[] = []): string {
  const of = by.length === 0 ? 'sum' : `sum by (${by.join(', ')})`;
  return `${of}((${counter} unless ${counter} offset ${span}) or increase(${counter}[${span}]))`;
}
