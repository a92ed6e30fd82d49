import type { SimTrade } from './trades.ts';
import { yuan } from './trades.ts';
import { gbk, zip } from './zip.ts';

const HEADS =
  '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注';

export function beijing(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** 0.6 %, rounded half up. */
export function feeFen(amountFen: number): number {
  return Math.floor((amountFen * 6 + 500) / 1_000);
}

interface Row {
  readonly trade: SimTrade;
  readonly kind: '交易' | '退款';
  readonly atMs: number;
  readonly amountFen: number;
  readonly requestNumber: string;
}

/** The day's archive: a detail bill and a summary, both in GBK. */
export function billArchive(trades: readonly SimTrade[], sellerId: string, day: string): Buffer {
  const rows = trades.flatMap(rowsOf).filter(({ atMs }) => beijing(atMs).startsWith(day));
  const detail = [
    '#支付宝业务明细查询',
    `#账号：[${sellerId}0156]`,
    `#起始日期：[${day} 00:00:00]   终止日期：[${day} 24:00:00]`,
    '#-----------------------------------------业务明细列表----------------------------------------',
    HEADS,
    ...rows.map(lineOf),
    '#-----------------------------------------业务明细列表结束------------------------------------',
    `#交易合计：${rows.filter(({ kind }) => kind === '交易').length}笔，商家实收共0.00元，商家优惠共0.00元`,
    '',
  ].join('\r\n');
  return zip([
    { name: `${sellerId}_业务明细(汇总).csv`, content: gbk('#支付宝业务汇总查询\r\n') },
    { name: `${sellerId}_业务明细.csv`, content: gbk(detail) },
  ]);
}

function rowsOf(trade: SimTrade): Row[] {
  if (trade.paidAtMs === null) return [];
  const paid = {
    trade,
    kind: '交易',
    atMs: trade.paidAtMs,
    amountFen: trade.amountFen,
    requestNumber: '',
  } as const;
  return [
    paid,
    ...trade.refunds.map((refund) => ({
      trade,
      kind: '退款' as const,
      atMs: refund.atMs,
      amountFen: -refund.amountFen,
      requestNumber: refund.requestNumber,
    })),
  ];
}

function lineOf({ trade, kind, atMs, amountFen, requestNumber }: Row): string {
  const amount = yuan(amountFen);
  const fee = feeFen(Math.abs(amountFen));
  return [
    `${trade.tradeNumber}\t`,
    `${trade.reference}\t`,
    kind,
    trade.subject,
    beijing(trade.createdAtMs),
    beijing(atMs),
    ...['\t', '\t', '\t', '\t'],
    '*三(138****0000)\t',
    amount,
    amount,
    ...Array<string>(5).fill('0.00'),
    '',
    '0.00\t',
    '0.00',
    requestNumber === '' ? '\t' : `${requestNumber}\t`,
    yuan(kind === '交易' ? -fee : fee),
    '0.00',
    '',
  ].join(',');
}
