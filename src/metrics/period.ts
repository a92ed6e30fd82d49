import { DomainError, kernelErrors } from '../kernel/errors.ts';
import { limits } from '../kernel/limits.ts';
import { addDays } from './days.ts';

export interface Period {
  /** First and last day, YYYY-MM-DD, both included. */
  readonly from: string;
  readonly to: string;
}

/** A day left out is filled in: `to` is today, `from` makes it 30 days. Throws `invalid_request` for no period. */
export function resolvePeriod(
  asked: { readonly from?: string | undefined; readonly to?: string | undefined },
  today: string,
): Period {
  const to = asked.to ?? (asked.from !== undefined && asked.from > today ? asked.from : today);
  const from = asked.from ?? addDays(to, 1 - limits.funnelDaysDefault);
  if (from > to) throw refusal('the first day comes after the last');
  if (addDays(from, limits.funnelDaysMax) <= to) throw refusal(`more than ${limits.funnelDaysMax} days`);
  return { from, to };
}

function refusal(detail: string): DomainError {
  return new DomainError(kernelErrors.invalid_request, { detail });
}
