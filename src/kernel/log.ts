import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import { traceIds } from './trace.ts';

export type Log = Logger;

/** Fields that never reach a log, whoever passes them, at the top or a level below. */
const HIDDEN = [
  'authorization',
  'cookie',
  'token',
  'hostToken',
  'guestToken',
  'password',
  'secret',
  'cardNumber',
  'cvc',
  'text',
];
const REDACTED = [...HIDDEN, ...HIDDEN.map((name) => `*.${name}`)];

/** Of https://www.elastic.co/guide/en/ecs: what the field names below are those of. */
const ECS_VERSION = '8.11.0';

export interface LogOptions {
  readonly level: string;
  readonly role: string;
  /** Where lines go; left out: standard output. */
  readonly output?: DestinationStream;
}

/** Structured JSON logs in the field names of the Elastic Common Schema. */
export function createLog({ level, role, output }: LogOptions): Log {
  const options: LoggerOptions = {
    level,
    messageKey: 'message',
    errorKey: 'error',
    base: {
      'ecs.version': ECS_VERSION,
      'service.name': 'tilltalk',
      'service.node.roles': [role],
      'event.dataset': 'tilltalk',
    },
    timestamp: () => `,"@timestamp":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ 'log.level': label }) },
    mixin: traceIds,
    serializers: { error: describeError },
    redact: { paths: REDACTED, censor: '[redacted]' },
  };
  return output === undefined ? pino(options) : pino(options, output);
}

/** `error.*` of ECS; its code, which our own errors have, stands there as well. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: error.message,
    stack_trace: error.stack,
    ...(code !== undefined && { code: String(code) }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}

/** A log that says nothing, for tests and commands. */
export function silentLog(): Log {
  return pino({ level: 'silent' });
}
