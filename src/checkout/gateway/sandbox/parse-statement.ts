import { currencyExponent } from '../../../kernel/money.ts';
import { readFileLines } from '../statement-lines.ts';
import type { StatementLine } from '../types.ts';

const HEADER = 'settled_at,type,reference,gateway_id,merchant_id,currency,amount,fee';

/**
 * Reads the sandbox's statement line by line: decimals of the major unit become minor units digit by digit, never by
 * floats. A refund's fee is negative: it comes back. Throws a plain Error that names the line when the form is not the
 * agreed one, or when the file ends in mid-line.
 */
export async function* parseSandboxStatement(file: AsyncIterable<Uint8Array>): AsyncGenerator<StatementLine> {
  let hasHeader = false;
  for await (const { number, text, isWhole } of readFileLines(file)) {
    if (!hasHeader && text !== HEADER) throw new Error('the statement has an unknown header');
    if (!isWhole) throw new Error('the statement is cut off');
    if (hasHeader) {
      const line = parseRow(text);
      if (line === null) throw new Error(`line ${number} of the statement has an unknown form`);
      yield line;
    }
    hasHeader = true;
  }
  if (!hasHeader) throw new Error('the statement is empty');
}

function parseRow(row: string): StatementLine | null {
  const cells = row.split(',');
  if (cells.length !== 8) return null;
  const [settledAt = '', type, reference = '', gatewayId = '', , currency = '', amount = '', fee = ''] =
    cells;
  const settledAtMs = Date.parse(settledAt);
  const amountMinor = minorUnits(amount, currency);
  const feeMinor = minorUnits(fee, currency);
  if (type !== 'payment' && type !== 'refund' && type !== 'dispute') return null;
  if (Number.isNaN(settledAtMs) || amountMinor === null || feeMinor === null) return null;
  return { type, reference, gatewayId, amountMinor, feeMinor, currency, settledAtMs };
}

/** Null unless the text has exactly the currency's decimals and fits a safe integer. */
function minorUnits(text: string, currency: string): number | null {
  const match = /^(-?)(\d{1,16})(?:\.(\d+))?$/.exec(text);
  if (match === null || !/^[A-Z]{3}$/.test(currency)) return null;
  const [, sign = '', whole = '', decimals = ''] = match;
  if (decimals.length !== currencyExponent(currency)) return null;
  const magnitude = Number(whole + decimals);
  if (!Number.isSafeInteger(magnitude)) return null;
  return sign === '-' && magnitude !== 0 ? -magnitude : magnitude;
}
