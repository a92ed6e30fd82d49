import {
  type Attributes,
  context,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

export { type Attributes, SpanKind } from '@opentelemetry/api';

let isOn = false;

/** From now on spans are made; whoever starts an exporter calls it. */
export function switchTracing(on: boolean): void {
  isOn = on;
}

/**
 * Runs `work` in a span of its own below the present one. Without tracing it runs `work` and nothing else. Attributes are
 * ids and names, never text or personal data.
 */
export function withSpan<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  if (!isOn) return work();
  return tracer().startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      fail(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The span of a request that came from outside, as a child of the caller's (W3C Trace Context). */
export interface RequestSpan {
  /** Runs what handles the request, so that its spans are below this one. */
  run(handle: () => void): void;
  end(name: string, attributes: Attributes, status: number): void;
}

/** Begins one; undefined without tracing. */
export function beginRequestSpan(headers: object): RequestSpan | undefined {
  if (!isOn) return undefined;
  const parent = propagation.extract(context.active(), headers);
  const span = tracer().startSpan('request', { kind: SpanKind.SERVER }, parent);
  return {
    run: (handle) => context.with(trace.setSpan(parent, span), handle),
    end: (name, attributes, status) => {
      span.updateName(name);
      span.setAttributes({ ...attributes, 'http.response.status_code': status });
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

/** The ids that join log lines to the present trace, in the names of the Elastic Common Schema; none without tracing. */
export function traceIds(): Readonly<Record<string, string>> {
  const span = isOn ? trace.getActiveSpan() : undefined;
  if (span === undefined) return {};
  const { traceId, spanId } = span.spanContext();
  return { 'trace.id': traceId, 'span.id': spanId };
}

function tracer() {
  return trace.getTracer('tilltalk');
}

function fail(span: Span, error: unknown): void {
  span.recordException(error instanceof Error ? error : String(error));
  span.setStatus({ code: SpanStatusCode.ERROR });
}
