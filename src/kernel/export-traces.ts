import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import { switchTracing } from './trace.ts';

export interface TraceExport {
  /** The collector's base address; spans are posted to `/v1/traces` below it. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  readonly version: string;
  /** The share of traces that begin here and are kept, 0 to 1. */
  readonly ratio: number;
}

/** Sends spans to a collector by OTLP over HTTP, in batches beside the work; returns how to send the last and stop. */
export function exportTraces(options: TraceExport): () => Promise<void> {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({
      'service.name': options.serviceName,
      'service.version': options.version,
    }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(options.ratio) }),
    spanProcessors: [
      new BatchSpanProcessor(
        new OTLPTraceExporter({
          url: `${options.endpoint.replace(/\/$/, '')}/v1/traces`,
          headers: { ...options.headers },
        }),
      ),
    ],
  });
  provider.register();
  switchTracing(true);
  return async () => {
    switchTracing(false);
    await provider.shutdown();
  };
}
