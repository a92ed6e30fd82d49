import { z } from 'zod';

/** Settings of OpenTelemetry, in its own names (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables). */
export const traceVariables = {
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    schema: z.url({ protocol: /^https?$/ }).optional(),
    about: 'Base address of an OpenTelemetry collector (OTLP over HTTP); traces are off without it.',
  },
  OTEL_EXPORTER_OTLP_HEADERS: {
    schema: z
      .string()
      .regex(/^([\w-]+=[^,]*)(,[\w-]+=[^,]*)*$/, 'write name=value,name=value')
      .transform((text) => Object.fromEntries(text.split(',').map(headerOf)))
      .optional(),
    about: 'Headers for the collector, as `name=value,name=value`.',
    secret: true,
  },
  OTEL_SERVICE_NAME: {
    schema: z.string().min(1).default('tilltalk'),
    about: 'What this process is called in traces.',
  },
  OTEL_TRACES_SAMPLER_ARG: {
    schema: z.coerce.number().min(0).max(1).default(1),
    about: 'The share of traces that are kept, 0 to 1; who calls us with a trace decides for theirs.',
  },
} as const;

function headerOf(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at).trim(), decodeURIComponent(pair.slice(at + 1).trim())];
}
