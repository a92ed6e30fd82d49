import { parseAmount } from '../../../kernel/money.ts';
import type { StatementLine } from '../types.ts';
import { beijingMs } from './beijing-time.ts';
import { CURRENCY } from './messages.ts';

/** Columns by their heads, without the unit that stands behind them in one kind of brackets or the other. */
const COLUMNS = {
  trade: '支付宝交易号',
  order: '商户订单号',
  type: '业务类型',
  finishedAt: '完成时间',
  amount: '订单金额',
  refund: '退款批次号/请求号',
  fee: '服务费',
} as const;

type Column = keyof typeof COLUMNS;
type Places = Readonly<Record<Column, number>> & { readonly width: number };

/**
 * Reads the lines of Alipay's detail bill (业务明细), amounts in yuan. Throws a plain Error that names the line it cannot
 * read, or says that the bill was cut off.
 */
export async function* parseBill(lines: AsyncIterable<string>): AsyncGenerator<StatementLine> {
  let places: Places | null = null;
  let number = 0;
  let isWhole = false;
  for await (const line of lines) {
    number += 1;
    if (line.startsWith('#')) isWhole ||= places !== null && line.includes('列表结束');
    else if (places === null) places = placesOf(line);
    else if (!isWhole && line !== '') yield lineOf(cellsOf(line), { places, number });
  }
  if (places === null) throw new Error('the bill has an unknown header');
  if (!isWhole) throw new Error('the bill is cut off');
}

function placesOf(header: string): Places | null {
  const heads = cellsOf(header).map((head) => head.replace(/[（(].*$/, ''));
  const entries = Object.entries(COLUMNS).map(([column, head]) => [column, heads.indexOf(head)] as const);
  if (entries.some(([, place]) => place < 0)) return null;
  return { ...(Object.fromEntries(entries) as Record<Column, number>), width: heads.length };
}

/** Alipay ends numbers with a tab, so that spreadsheets leave them whole. */
function cellsOf(line: string): string[] {
  return line.split(',').map((cell) => cell.trim());
}

function lineOf(cells: readonly string[], at: { places: Places; number: number }): StatementLine {
  const { places, number } = at;
  const cell = (column: Column) => cells[places[column]] ?? '';
  const kind = cell('type');
  const isRefund = kind === '退款';
  const amountMinor = fen(cell('amount'));
  const feeMinor = fen(cell('fee') === '' ? '0.00' : cell('fee'));
  const settledAtMs = beijingMs(cell('finishedAt'));
  const isReadable = (isRefund || kind === '交易') && cells.length === places.width;
  if (!isReadable || amountMinor === null || feeMinor === null || settledAtMs === null)
    throw new Error(`line ${number} of the bill has an unknown form`);
  return {
    type: isRefund ? 'refund' : 'payment',
    reference: isRefund ? cell('refund') : cell('order'),
    gatewayId: cell('trade'),
    amountMinor,
    // What a payment costs comes back with its refund.
    feeMinor: isRefund && feeMinor !== 0 ? -feeMinor : feeMinor,
    currency: CURRENCY,
    settledAtMs,
  };
}

/** The size of an amount: the bill marks refunds and fees by a minus, and the kind of the line says the same. */
function fen(text: string): number | null {
  return /^-?\d+\.\d{2}$/.test(text) ? parseAmount(text.replace('-', ''), CURRENCY) : null;
}
