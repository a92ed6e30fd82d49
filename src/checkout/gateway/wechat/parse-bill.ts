import { readFileLines } from '../statement-lines.ts';
import type { StatementLine } from '../types.ts';
import { beijingTimeMs } from './text.ts';

/** The columns we read, by their headings; WeChat Pay adds columns now and then. */
const headings = {
  time: '交易时间',
  mchid: '商户号',
  paymentId: '微信订单号',
  paymentReference: '商户订单号',
  state: '交易状态',
  currency: '货币种类',
  refundId: '微信退款单号',
  refundReference: '商户退款单号',
  fee: '手续费',
  amount: '订单金额',
  refundAmount: '申请退款金额',
} as const;

/** Free text: what comes after it is counted from the end of the line, whatever it holds. */
const TITLE = '商品名称';

/** Indexes for `at`: negative ones count from the end. */
type Columns = Readonly<Record<keyof typeof headings, number>>;

/**
 * Reads a trade bill as it arrives: yuan become fen digit by digit, each value loses its leading backtick. The summary at
 * its end must count as many lines. Throws a plain Error that names the line it cannot read.
 */
export async function* parseBill(file: AsyncIterable<Uint8Array>): AsyncGenerator<StatementLine> {
  let count = 0;
  let columns: Columns | undefined;
  let summarized = false;
  for await (const { number, text } of readFileLines(file)) {
    if (columns === undefined) {
      columns = columnsOf(text);
    } else if (summarized) {
      refuseOtherCount(text, count);
      return;
    } else if (!text.startsWith('`')) {
      summarized = true;
    } else {
      const parsed = parseLine(columns, cellsOf(text));
      if (parsed === null) throw new Error(`line ${number} of the statement has an unknown form`);
      count += 1;
      yield parsed;
    }
  }
  throw new Error('the statement is cut off');
}

function columnsOf(header: string): Columns {
  const names = header.replace(/^\uFEFF/, '').split(',');
  const title = names.indexOf(TITLE);
  const entries = Object.entries(headings).map(([key, heading]) => [key, names.indexOf(heading)] as const);
  if (entries.some(([, index]) => index < 0)) throw new Error('the statement has an unknown header');
  const placed = entries.map(([key, index]) => [key, index < title ? index : index - names.length] as const);
  return Object.fromEntries(placed) as Columns;
}

/** Every value begins with a backtick, so a comma inside a title seldom divides anything. */
function cellsOf(line: string): string[] {
  return line.replace(/^`/, '').split(',`');
}

function parseLine(columns: Columns, cells: readonly string[]): StatementLine | null {
  const cell = (name: keyof Columns): string => cells.at(columns[name]) ?? '';
  const isRefund = cell('state') === 'REFUND';
  if (!isRefund && cell('state') !== 'SUCCESS') return null;
  const settledAtMs = beijingTimeMs(cell('time'));
  const amountMinor = fenOf(cell(isRefund ? 'refundAmount' : 'amount'));
  const feeMinor = roundedFenOf(cell('fee'));
  if (settledAtMs === null || amountMinor === null || feeMinor === null) return null;
  return {
    type: isRefund ? 'refund' : 'payment',
    reference: cell(isRefund ? 'refundReference' : 'paymentReference'),
    ...(isRefund ? { paymentReference: cell('paymentReference') } : {}),
    gatewayId: cell(isRefund ? 'refundId' : 'paymentId'),
    amountMinor,
    feeMinor,
    currency: cell('currency'),
    settledAtMs,
  };
}

/** Exactly two decimals, within a safe integer of fen; null otherwise. */
function fenOf(yuan: string): number | null {
  const match = /^(\d{1,14})\.(\d\d)$/.exec(yuan);
  if (match === null) return null;
  const fen = Number(`${match[1]}${match[2]}`);
  return Number.isSafeInteger(fen) ? fen : null;
}

/** Fees are told to five decimals of a yuan; half a fen and more counts as one. A refund's fee comes back: negative. */
function roundedFenOf(yuan: string): number | null {
  const match = /^(-?)(\d{1,10})\.(\d{2})(\d{0,3})$/.exec(yuan);
  if (match === null) return null;
  const [, sign = '', whole = '', cents = '', rest = ''] = match;
  const fen = Number(whole + cents) + (rest.charAt(0) >= '5' ? 1 : 0);
  return sign === '-' && fen !== 0 ? -fen : fen;
}

function refuseOtherCount(totals: string, count: number): void {
  if (cellsOf(totals)[0] !== String(count)) throw new Error('the statement is cut off');
}
