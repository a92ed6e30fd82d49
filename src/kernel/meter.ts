import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The process's metrics in Prometheus' text format. Labels have few values. */
export interface Meter {
  counter<Label extends string>(name: string, help: string, labels?: readonly Label[]): Counter<Label>;
  gauge<Label extends string>(name: string, help: string, labels?: readonly Label[]): Gauge<Label>;
  /** Observes seconds. */
  histogram<Label extends string>(name: string, help: string, labels?: readonly Label[]): Histogram<Label>;
  text(): Promise<string>;
  contentType: string;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** A meter of its own registry. Asking twice for a name gives the same metric. */
export function createMeter(options: { processMetrics: boolean }): Meter {
  const registry = new Registry();
  if (options.processMetrics) collectDefaultMetrics({ register: registry });
  const once = <Metric>(name: string, make: () => Metric): Metric =>
    (registry.getSingleMetric(name) as Metric | undefined) ?? make();
  return {
    counter: (name, help, labels = []) =>
      once(name, () => new Counter({ name, help, labelNames: labels, registers: [registry] })),
    gauge: (name, help, labels = []) =>
      once(name, () => new Gauge({ name, help, labelNames: labels, registers: [registry] })),
    histogram: (name, help, labels = []) =>
      once(
        name,
        () => new Histogram({ name, help, labelNames: labels, buckets: SECONDS, registers: [registry] }),
      ),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
