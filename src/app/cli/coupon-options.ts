import { parseArgs } from 'node:util';
import { maskWords } from '../../bot/index.ts';
import { parseAmount } from '../../kernel/money.ts';

/** What the words after `coupon ACTION` ask for. The terms are judged where coupons are made. */
export interface CouponOptions {
  readonly words: readonly string[];
  readonly json: boolean;
  readonly count?: number;
  readonly prefix?: string;
  readonly terms: Terms;
}

interface Terms {
  percentOff?: number;
  amountsOff?: Record<string, number>;
  minimums?: Record<string, number>;
  productIds?: string[];
  productKinds?: ('course' | 'column' | 'ebook')[];
  firstPurchaseOnly?: boolean;
  learnerId?: string;
  perLearnerLimit?: number;
  stock?: number;
  startsAtMs?: number;
  endsAtMs?: number;
  note?: string;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const OPTIONS = {
  percent: text,
  off: text,
  min: text,
  products: text,
  kinds: text,
  'first-purchase': flag,
  learner: text,
  'per-learner': text,
  stock: text,
  from: text,
  until: text,
  note: text,
  count: text,
  prefix: text,
  json: flag,
} as const;

/** The options, or sentences that say what is wrong with them. */
export function readCouponOptions(args: readonly string[]): CouponOptions | string[] {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const read = {
      percentOff: whole('percent', values.percent),
      amountsOff: amounts('off', values.off),
      minimums: amounts('min', values.min),
      productIds: values.products?.split(','),
      productKinds: kinds(values.kinds),
      learnerId: values.learner,
      perLearnerLimit: whole('per-learner', values['per-learner']),
      stock: whole('stock', values.stock),
      startsAtMs: instant('from', values.from),
      endsAtMs: instant('until', values.until),
      note: values.note,
      firstPurchaseOnly: values['first-purchase'],
    };
    const count = whole('count', values.count);
    const { prefix, json } = values;
    return {
      words: positionals,
      json,
      terms: maskWords(given(read)),
      ...(count !== undefined && { count }),
      ...(prefix !== undefined && { prefix }),
    };
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function given(read: { [Name in keyof Terms]: Terms[Name] | undefined }): Terms {
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as Terms;
}

function whole(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,10}$/.test(value)) throw new Error(`--${name} takes a whole number.`);
  return Number(value);
}

function amounts(name: string, value: string | undefined): Record<string, number> | undefined {
  if (value === undefined) return undefined;
  const pairs = value.split(',').map((part): [string, number] => {
    const [, currency = '', decimal = ''] = /^([A-Z]{3}):([\d.]+)$/.exec(part) ?? [];
    const amountMinor = parseAmount(decimal, currency);
    if (currency === '' || amountMinor === null) throw new Error(`--${name} takes amounts as CNY:20,USD:3.`);
    return [currency, amountMinor];
  });
  return Object.fromEntries(pairs);
}

function kinds(value: string | undefined): Terms['productKinds'] {
  return value?.split(',').map((kind) => {
    if (kind !== 'course' && kind !== 'column' && kind !== 'ebook')
      throw new Error('--kinds takes course, column or ebook.');
    return kind;
  });
}

function instant(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const instantMs = Date.parse(value);
  if (Number.isNaN(instantMs)) throw new Error(`--${name} takes a time as 2026-12-01T00:00:00+08:00.`);
  return instantMs;
}
