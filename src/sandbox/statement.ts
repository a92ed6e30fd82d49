import type { Charge, Dispute, Refund } from './charge.ts';
import type { SandboxDeps } from './deps.ts';
import { SandboxError } from './errors.ts';
import { feeOf, majorDecimal } from './money.ts';

/** The sandbox books by Beijing time, which has no daylight saving. */
const ZONE_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

const HEADER = 'settled_at,type,reference,gateway_id,merchant_id,currency,amount,fee';

interface Line {
  readonly settledAtMs: number;
  readonly text: string;
}

/**
 * The statement of one Beijing day (YYYY-MM-DD) as CSV, oldest line first. A payment costs a fee of 0.6 %,
 * a refund returns the fee of its own amount as a negative one, a dispute costs none. Throws `invalid_request`.
 */
export function statementOf(deps: SandboxDeps, day: string): string {
  const fromMs = Date.parse(`${day}T00:00:00.000+08:00`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(fromMs)) {
    throw new SandboxError('invalid_request', 'the day must be YYYY-MM-DD');
  }
  const within = (instantMs: number | null): instantMs is number =>
    instantMs !== null && instantMs >= fromMs && instantMs < fromMs + DAY_MS;
  const lines: Line[] = [];
  for (const charge of deps.store.book.charges.values()) {
    if (within(charge.paidAtMs)) lines.push(paymentLine(charge, charge.paidAtMs));
  }
  for (const refund of deps.store.book.refunds.values()) {
    if (refund.status === 'succeeded' && within(refund.settledAtMs)) {
      lines.push(refundLine(refund, refund.settledAtMs));
    }
  }
  for (const dispute of deps.store.book.disputes.values()) {
    lines.push(...disputeLines(dispute).filter(({ settledAtMs }) => within(settledAtMs)));
  }
  lines.sort((a, b) => a.settledAtMs - b.settledAtMs);
  return `${[HEADER, ...lines.map(({ text }) => text)].join('\r\n')}\r\n`;
}

function paymentLine(charge: Charge, settledAtMs: number): Line {
  const { reference, chargeId, merchantId, currency, amountMinor } = charge;
  const amount = majorDecimal(amountMinor, currency);
  const fee = majorDecimal(feeOf(amountMinor), currency);
  const cells = [zoned(settledAtMs), 'payment', reference, chargeId, merchantId, currency, amount, fee];
  return { settledAtMs, text: cells.join(',') };
}

function refundLine(refund: Refund, settledAtMs: number): Line {
  const { refundReference, refundId, merchantId, currency, amountMinor } = refund;
  const amount = majorDecimal(amountMinor, currency);
  const fee = majorDecimal(-feeOf(amountMinor), currency);
  const cells = [zoned(settledAtMs), 'refund', refundReference, refundId, merchantId, currency, amount, fee];
  return { settledAtMs, text: cells.join(',') };
}

/** The bank withdraws the amount when a dispute opens; a won one gives it back as a negative line. */
function disputeLines(dispute: Dispute): Line[] {
  const { chargeReference, disputeId, merchantId, currency, amountMinor, status } = dispute;
  const line = (settledAtMs: number, signedMinor: number): Line => {
    const amount = majorDecimal(signedMinor, currency);
    const fee = majorDecimal(0, currency);
    const ids = [chargeReference, disputeId, merchantId];
    return { settledAtMs, text: [zoned(settledAtMs), 'dispute', ...ids, currency, amount, fee].join(',') };
  };
  const opened = line(dispute.openedAtMs, amountMinor);
  return status === 'won' && dispute.closedAtMs !== null
    ? [opened, line(dispute.closedAtMs, -amountMinor)]
    : [opened];
}

function zoned(instantMs: number): string {
  return new Date(instantMs + ZONE_OFFSET_MS).toISOString().replace('Z', '+08:00');
}
