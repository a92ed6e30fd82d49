import type { RetryAdvice, RoutingConfig } from './config.ts';

type RetryTable = Readonly<Record<string, Readonly<Record<string, RetryAdvice>>>>;

/**
 * What may follow on a failure of an attempt that surely did not charge: gateway → code → advice, `*` for any gateway.
 * A code that stands nowhere is `never`: the payer's bank has spoken, and a second gateway asks the same bank.
 */
export const retryTable: RetryTable = {
  '*': {
    // Surely never reached the gateway.
    not_sent: 'elsewhere',
    circuit_open: 'elsewhere',
    // The gateway's own trouble, said before it took anything on.
    gateway_error: 'elsewhere',
    processing_error: 'elsewhere',
    rate_limited: 'elsewhere',
    maintenance: 'elsewhere',
    // What this gateway does not do for us, and another may.
    method_not_enabled: 'elsewhere',
    currency_not_supported: 'elsewhere',
    amount_not_supported: 'elsewhere',
    flow_not_supported: 'elsewhere',
    capture_not_supported: 'elsewhere',
    amount_too_small: 'elsewhere',
    amount_too_large: 'elsewhere',
    merchant_not_enabled: 'elsewhere',
    // Held up by itself; a new number will do.
    lock_timeout: 'same',
    // The payer's side: hard, wherever it is tried.
    card_declined: 'never',
    insufficient_funds: 'never',
    expired_card: 'never',
    challenge_failed: 'never',
    canceled_by_learner: 'never',
    closed: 'never',
  },
  // Our request did not suit this gateway; it refused before it took anything on.
  alipay: { invalid_parameter: 'elsewhere' },
  wechat_pay: { param_error: 'elsewhere' },
  stripe: { parameter_invalid_integer: 'elsewhere', parameter_unknown: 'elsewhere' },
};

/** The table's word on a failure; an operator's table comes first, the gateway's own row before `*`. */
export function retryAdvice(
  retries: RoutingConfig['retries'],
  { gateway, code }: { gateway: string; code: string },
): RetryAdvice {
  for (const table of [retries, retryTable] as RetryTable[]) {
    const advice = own(own(table, gateway), code) ?? own(own(table, '*'), code);
    if (advice !== undefined) return advice;
  }
  return 'never';
}

/** Codes come from outside: `constructor` is no advice. */
function own<Value>(table: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined {
  return table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}
