import type { TrendSeries } from '../../../src/metrics/trend/wire.ts';
import type { AskedRecords } from '../read.ts';

const rows: Readonly<Record<string, AskedRecords['of']>> = {
  netRevenue: 'ledger',
  orders: 'payments',
  refunds: 'refunds',
  paymentSuccess: 'failures',
  conversations: 'conversations',
  questions: 'questions',
  answered: 'questions',
  handoffs: 'handoffs',
  csat: 'csat',
  recommended: 'impressions',
  clickRate: 'impressions',
};

/** The rows that a figure of a day is made of; of payment success those that failed. Null for one that is new here. */
export function recordsOf({ name, currency }: TrendSeries): AskedRecords | null {
  const of = rows[name];
  if (of === undefined) return null;
  return { of, ...(currency === null ? {} : { currency }), ...(of === 'ledger' ? { number: 'sales' } : {}) };
}
