import type { Language } from '../../src/identity/wire.ts';
import { formatMoney } from '../ui/money.ts';

const locales: Record<Language, string> = { zh: 'zh-CN', en: 'en' };
const NONE = '–';

/** A whole number; a dash for none. */
export function formatCount(count: number | null, language: Language): string {
  return count === null ? NONE : new Intl.NumberFormat(locales[language]).format(count);
}

/** A fraction as per cent. */
export function formatRate(rate: number | null, language: Language): string {
  if (rate === null) return NONE;
  return new Intl.NumberFormat(locales[language], {
    style: 'percent',
    maximumFractionDigits: 1,
    minimumFractionDigits: 1,
  }).format(rate);
}

export function formatScore(score: number | null, language: Language): string {
  if (score === null) return NONE;
  return new Intl.NumberFormat(locales[language], { maximumFractionDigits: 2 }).format(score);
}

/** An amount in minor units, a middle of two rounded; below zero with a minus of its own. */
export function formatAmount(amountMinor: number | null, currency: string, language: Language): string {
  if (amountMinor === null) return NONE;
  const text = formatMoney(Math.round(Math.abs(amountMinor)), currency, language);
  return amountMinor < 0 ? `−${text}` : text;
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** A time in ms in its largest unit, with one digit where that says more. */
export function formatDuration(durationMs: number | null, language: Language): string {
  if (durationMs === null) return NONE;
  const [unit, unitMs] = units.find(([, ms]) => durationMs >= ms) ?? ['second', 1_000];
  const value = durationMs / unitMs;
  return new Intl.NumberFormat(locales[language], {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}

/** How a figure moved against another, in per cent of that; null where there is nothing to hold it against. */
export function formatChange(now: number | null, before: number | null, language: Language): string | null {
  if (now === null || before === null || before === 0) return null;
  return new Intl.NumberFormat(locales[language], {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  }).format((now - before) / Math.abs(before));
}

/** How a share moved against another, in points of per cent: 20 % after 25 % are −5 points, never −20 %. */
export function formatPoints(now: number | null, before: number | null, language: Language): string | null {
  if (now === null || before === null) return null;
  const points = new Intl.NumberFormat(locales[language], {
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  }).format((now - before) * 100);
  return language === 'zh' ? `${points} 个百分点` : `${points} pp`;
}

/** An instant in a time zone, to the second, written as days are everywhere here. */
export function formatAt(atMs: number, timeZone: string): string {
  // Swedish writes year, month, day with dashes.
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  }).format(atMs);
}
