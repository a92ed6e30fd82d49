import type { LinkedProduct, ProductFields, ProductPage } from '../../../src/checkout/catalog/admin/wire.ts';
import { minorExponent } from '../../ui/money.ts';
import type { CatalogueKey } from './text.ts';

/** A product as its form has it: everything as it was typed. */
export interface Draft {
  readonly title: string;
  readonly description: string;
  readonly kind: ProductPage['kind'];
  readonly level: ProductPage['level'];
  readonly language: string;
  readonly tags: string;
  readonly author: string;
  readonly url: string;
  readonly coverUrl: string;
  readonly minutes: string;
  readonly prices: readonly { readonly currency: string; readonly amount: string }[];
  readonly seriesName: string;
  readonly seriesPart: string;
  readonly prerequisites: readonly LinkedProduct[];
  readonly parts: readonly LinkedProduct[];
  readonly soldIn: string;
  readonly notSoldIn: string;
  readonly minAge: string;
  readonly places: string;
}

/** An empty form; `like` is the same content in another language, whose facts it takes over. */
export function newDraft(language: string, like: ProductPage | null): Draft {
  if (like !== null) return { ...draftOf(like), title: '', description: '', language };
  return {
    ...{ title: '', description: '', kind: 'course', level: null, language, tags: '', author: '' },
    ...{ url: '', coverUrl: '', minutes: '', seriesName: '', seriesPart: '' },
    prices: [{ currency: language === 'zh' ? 'CNY' : 'USD', amount: '' }],
    prerequisites: [],
    parts: [],
    ...{ soldIn: '', notSoldIn: '', minAge: '', places: '' },
  };
}

/** What a product is now, as its form shows it. */
export function draftOf(page: ProductPage): Draft {
  const { title, description, kind, level, language, tags, series, prerequisites, parts } = page;
  const { saleBounds } = page;
  return {
    ...{ title, description, kind, level, language, prerequisites, parts },
    tags: tags.join(', '),
    author: page.author ?? '',
    url: page.url ?? '',
    coverUrl: page.coverUrl ?? '',
    minutes: page.durationMinutes === null ? '' : String(page.durationMinutes),
    prices: page.prices.map(({ currency, amountMinor }) => ({
      currency,
      amount: amountText(amountMinor, currency),
    })),
    seriesName: series?.name ?? '',
    seriesPart: series === null ? '' : String(series.part),
    soldIn: (saleBounds.soldIn ?? []).join(', '),
    notSoldIn: saleBounds.notSoldIn.join(', '),
    minAge: saleBounds.minAgeYears === null ? '' : String(saleBounds.minAgeYears),
    places: page.places === null ? '' : String(page.places),
  };
}

/** 9900 CNY is 99.00, 1500 JPY is 1500; no digit is lost. */
function amountText(amountMinor: number, currency: string): string {
  const exponent = minorExponent(currency);
  const digits = String(amountMinor).padStart(exponent + 1, '0');
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** What is wrong with a form, said before the server could; null when nothing is. */
export type Trouble = readonly [CatalogueKey, Record<string, string | number>?] | null;

export function troubleOf(draft: Draft): Trouble {
  if (draft.title.trim() === '') return ['titleMissing'];
  const wrong = draft.prices.map((price) => priceTrouble(price, draft.prices)).find((one) => one !== null);
  if (wrong !== undefined) return wrong;
  if (![draft.url, draft.coverUrl].every(isWebUrl)) return ['linkWrong'];
  if ((draft.seriesName.trim() === '') !== (draft.seriesPart.trim() === '')) return ['seriesWrong'];
  if (![draft.soldIn, draft.notSoldIn].every(areCountries)) return ['countriesWrong'];
  if (!/^(?:|[1-9]|1\d|2[01])$/.test(draft.minAge.trim())) return ['minAgeWrong'];
  if (!/^\d{0,7}$/.test(draft.places.trim())) return ['placesWrong'];
  return draft.parts.length === 1 ? ['partsWrong'] : null;
}

function priceTrouble({ currency, amount }: Draft['prices'][number], all: Draft['prices']): Trouble {
  if (!/^[A-Z]{3}$/.test(currency)) return ['currencyWrong'];
  const digits = minorExponent(currency);
  const form = digits === 0 ? /^\d{1,12}$/ : new RegExp(`^\\d{1,12}(\\.\\d{1,${digits}})?$`);
  if (!form.test(amount.trim())) return ['amountWrong', { currency, digits }];
  return all.filter((price) => price.currency === currency).length > 1
    ? ['currencyTwice', { currency }]
    : null;
}

/** UK is written for GB. */
function presentCode(text: string): string {
  const code = text.toUpperCase();
  return /^[A-Z]{2}$/.test(code) ? (new Intl.Locale(`und-${code}`).region ?? code) : code;
}

function countriesOf(text: string): string[] {
  const codes = text.split(/[\s,，、;；]+/u).map(presentCode);
  return [...new Set(codes)].filter((code) => code !== '');
}

const regionNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

function areCountries(text: string): boolean {
  return countriesOf(text).every((code) => /^[A-Z]{2}$/.test(code) && regionNames.of(code) !== undefined);
}

function isWebUrl(text: string): boolean {
  return text.trim() === '' || /^https?:\/\/\S+$/.test(text.trim());
}

/** What is sent. */
export function fieldsOf(draft: Draft): ProductFields {
  const { kind, level, language } = draft;
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  const tags = draft.tags.split(/[,，、;；\n]/u).map((tag) => tag.trim());
  return {
    ...{ kind, level, language },
    title: draft.title.trim(),
    description: draft.description.trim(),
    tags: [...new Set(tags)].filter((tag) => tag !== ''),
    author: orNull(draft.author),
    url: orNull(draft.url),
    coverUrl: orNull(draft.coverUrl),
    durationMinutes: draft.minutes.trim() === '' ? null : Math.round(Number(draft.minutes)),
    prices: draft.prices.map(({ currency, amount }) => ({ currency, amount: amount.trim() })),
    links: {
      series:
        draft.seriesName.trim() === ''
          ? null
          : { name: draft.seriesName.trim(), part: Math.round(Number(draft.seriesPart)) },
      prerequisiteIds: draft.prerequisites.map(({ productId }) => productId),
      partIds: draft.parts.map(({ productId }) => productId),
    },
    saleBounds: {
      soldIn: draft.soldIn.trim() === '' ? null : countriesOf(draft.soldIn),
      notSoldIn: countriesOf(draft.notSoldIn),
      minAgeYears: draft.minAge.trim() === '' ? null : Number(draft.minAge),
    },
    places: draft.places.trim() === '' ? null : Number(draft.places),
  };
}

const named = {
  title: 'titleOf',
  description: 'description',
  kind: 'kind',
  level: 'level',
  language: 'languageOf',
  tags: 'tags',
  author: 'author',
  url: 'url',
  coverUrl: 'coverUrl',
  minutes: 'minutes',
  prices: 'prices',
  seriesName: 'series',
  seriesPart: 'seriesPart',
  prerequisites: 'prerequisites',
  parts: 'parts',
  soldIn: 'soldIn',
  notSoldIn: 'notSoldIn',
  minAge: 'minAge',
  places: 'places',
} as const satisfies Record<keyof Draft, CatalogueKey>;

/**
 * What two editors wrote, put together: what I left alone is as the other has it. `clashes` are the parts that both
 * changed, where the form keeps mine.
 */
export function mergeDrafts(
  base: Draft,
  mine: Draft,
  theirs: Draft,
): { merged: Draft; clashes: (keyof Draft)[] } {
  const differs = (name: keyof Draft, a: Draft, b: Draft) =>
    JSON.stringify(a[name]) !== JSON.stringify(b[name]);
  const names = Object.keys(named) as (keyof Draft)[];
  const untouched = names.filter((name) => !differs(name, base, mine));
  const taken = Object.fromEntries(untouched.map((name) => [name, theirs[name]]));
  const clashes = names.filter(
    (name) => differs(name, base, mine) && differs(name, base, theirs) && differs(name, mine, theirs),
  );
  return { merged: { ...mine, ...taken }, clashes };
}

/** Which parts of a form differ, with what the other says there. */
export function differencesOf(before: Draft, after: Draft): Difference[] {
  return (Object.keys(named) as (keyof Draft)[])
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, name: named[field], value: wordsOf(after[field]) }));
}

export interface Difference {
  readonly field: keyof Draft;
  readonly name: CatalogueKey;
  /** What the other says there, in words. */
  readonly value: string;
}

function wordsOf(value: Draft[keyof Draft]): string {
  if (value === null) return '–';
  if (typeof value === 'string') return value === '' ? '–' : value;
  return value.map((one) => ('title' in one ? one.title : `${one.amount} ${one.currency}`)).join(', ') || '–';
}
