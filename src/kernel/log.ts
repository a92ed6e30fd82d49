import pino, { type Logger } from 'pino';

export type Log = Logger;

/** Fields that never reach a log, whoever passes them. */
const REDACTED = [
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
  '*.authorization',
  '*.cookie',
  '*.token',
  '*.password',
  '*.secret',
  '*.text',
];

/** Structured JSON logs on stdout in the field names of the Elastic Common Schema. */
export function createLog(options: { level: string; role: string }): Log {
  return pino({
    level: options.level,
    messageKey: 'message',
    errorKey: 'error',
    base: { 'service.name': 'tilltalk', 'service.node.role': options.role },
    timestamp: () => `,"@timestamp":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ 'log.level': label }) },
    redact: { paths: REDACTED, censor: '[redacted]' },
  });
}

/** A log that says nothing, for tests and commands. */
export function silentLog(): Log {
  return pino({ level: 'silent' });
}
