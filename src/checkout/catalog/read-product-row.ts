import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Money } from '../../kernel/money.ts';
import { ProductKind, ProductLevel } from '../wire.ts';
import { limits } from './import-limits.ts';
import type { MappedRow } from './mapping.ts';
import { type RowProblem, type RowProblemCode, type RowWarningCode, refuseRow } from './problems.ts';
import {
  readDuration,
  readKind,
  readLanguage,
  readLevel,
  readStatus,
  readTags,
  readText,
  readWebUrl,
} from './read-fields.ts';
import { readPlaces } from './read-places.ts';
import { type PriceDefaults, readPrices } from './read-prices.ts';
import { readSaleBounds } from './read-sale-bounds.ts';
import type { SaleBounds } from './sale-bounds.ts';
import { externalIdOf, type ProductLinks, type ProductStatus } from './types.ts';

export interface RowDefaults extends PriceDefaults {
  /** Names where the catalogue comes from; part of every external id. No colon. */
  readonly source: string;
  readonly kind?: ProductKind | undefined;
  readonly language?: string | undefined;
  /** The importer's own words for levels, lower case. */
  readonly levels: Readonly<Record<string, ProductLevel>>;
  readonly baseUrl?: string | undefined;
  /** Hides card and identity numbers in what people wrote (C7); left out: words stay as they are. */
  readonly maskWords?: <Value>(value: Value) => Value;
}

/** What a file says of a product; a change of it is a change of the product. */
export const ProductContent = z.object({
  kind: ProductKind,
  language: z.string().regex(/^[a-z]{2,3}$/),
  title: z.string().min(1).max(limits.titleCharactersMax),
  description: z.string().max(limits.descriptionCharactersMax),
  level: ProductLevel.nullable(),
  tags: z.array(z.string()),
  author: z.string().nullable(),
  url: z.url().nullable(),
  coverUrl: z.url().nullable(),
  durationMinutes: z.number().int().min(0).nullable(),
});
export type ProductContent = z.infer<typeof ProductContent>;

/** A row that was understood. */
export interface ProductRow {
  readonly externalId: string;
  readonly translationGroup: string;
  readonly content: ProductContent;
  readonly contentHash: string;
  readonly prices: readonly Money[];
  /** Null: the file says nothing; new products go on sale, others stay as they are. */
  readonly status: ProductStatus | null;
  /** All that the row says; null when it comes from no file. */
  readonly sourceHash: string | null;
  /** Left out: nothing is said, what is known stays. */
  readonly links?: ProductLinks;
  /** What is said of where it is sold and from which age; what is not said stays. */
  readonly saleBounds?: Partial<SaleBounds>;
  /** How many learners can buy it; null: any number; left out: nothing is said, what is known stays. */
  readonly places?: number | null;
  /** True: the price list is whole, a currency that it does not name is sold in no more. */
  readonly isWholePriceList?: boolean;
}

export type ProductRowResult =
  | { readonly row: ProductRow; readonly warnings: readonly RowWarningCode[] }
  | { readonly problem: RowProblem };

/** Understands one mapped row, or says why it cannot be taken. Never throws for what a file holds. */
export function readProductRow(mapped: MappedRow, defaults: RowDefaults): ProductRowResult {
  const { fields } = mapped;
  const id = readText(fields.id);
  if (id === null) return refuseRow('id_missing');
  const warnings: RowWarningCode[] = [];
  const candidate = {
    kind: fields.kind === undefined ? defaults.kind : readKind(fields.kind),
    language: readLanguage(fields.language ?? defaults.language),
    title: readText(fields.title),
    description: readText(fields.description) ?? '',
    author: readText(fields.author),
    ...readOptional(fields, defaults, warnings),
  };
  const problem = problemOf(candidate, fields);
  if (problem !== null) return { problem };
  const parsed = ProductContent.safeParse({ ...candidate, title: candidate.title?.replace(/\s+/gu, ' ') });
  if (!parsed.success) return refuseRow(codeOf(parsed.error), String(parsed.error.issues[0]?.path[0] ?? ''));
  const content = defaults.maskWords?.(parsed.data) ?? parsed.data;
  const sale = readSale(mapped, defaults);
  if ('problem' in sale) return sale;
  const { status, prices, ...limited } = sale;
  const contentHash = hashContent(content);
  return {
    row: {
      externalId: externalIdOf({ source: defaults.source, id, language: content.language }),
      translationGroup: `${defaults.source}:${id}`,
      content,
      contentHash,
      prices,
      status,
      sourceHash: hashText(`${contentHash} ${JSON.stringify(prices)} ${status}${textOfSaid(limited)}`),
      ...limited,
    },
    warnings,
  };
}

/** Rows that say nothing of it hash as though nothing could be said. */
function textOfSaid({ saleBounds, ...places }: Pick<ProductRow, 'saleBounds' | 'places'>): string {
  const said = { ...saleBounds, ...places };
  return Object.keys(said).length === 0 ? '' : ` ${JSON.stringify(said)}`;
}

/** Tells a changed text from one that is known. */
export function hashContent(content: ProductContent): string {
  return hashText(JSON.stringify(content));
}

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** How a product is sold: status, prices, where, to whom and to how many. */
function readSale(
  mapped: MappedRow,
  defaults: RowDefaults,
): Pick<ProductRow, 'status' | 'prices' | 'saleBounds' | 'places'> | { readonly problem: RowProblem } {
  const { fields } = mapped;
  const status = fields.status === undefined ? null : readStatus(fields.status);
  if (fields.status !== undefined && status === null)
    return refuseRow('status_invalid', readText(fields.status));
  const priced = readPrices(mapped, defaults);
  if ('problem' in priced) return priced;
  const bounds = readSaleBounds(fields);
  if ('problem' in bounds) return bounds;
  const limited = readPlaces(fields.places);
  if ('problem' in limited) return limited;
  return { status, prices: priced.prices, saleBounds: bounds.said, ...limited };
}

/** Fields a product can do without; what is not understood is left out with a warning. */
function readOptional(fields: MappedRow['fields'], defaults: RowDefaults, warnings: RowWarningCode[]) {
  const { tags, shortened } = readTags(fields.tags);
  if (shortened) warnings.push('tags_shortened');
  const kept = <T>(value: unknown, read: T | null, warning: RowWarningCode): T | null => {
    if (value !== undefined && read === null) warnings.push(warning);
    return read;
  };
  const duration = fields.durationMinutes ?? fields.durationHours;
  const unitMinutes = fields.durationMinutes === undefined ? 60 : 1;
  return {
    tags,
    level: kept(fields.level, readLevel(fields.level, defaults.levels), 'level_unknown'),
    url: kept(fields.url, readWebUrl(fields.url, defaults.baseUrl), 'url_dropped'),
    coverUrl: kept(fields.coverUrl, readWebUrl(fields.coverUrl, defaults.baseUrl), 'cover_dropped'),
    durationMinutes: kept(duration, readDuration(duration, unitMinutes), 'duration_dropped'),
  };
}

interface Candidate {
  readonly kind: ProductKind | null | undefined;
  readonly language: string | null;
  readonly title: string | null;
  readonly description: string;
}

function problemOf(candidate: Candidate, fields: MappedRow['fields']): RowProblem | null {
  if (candidate.title === null) return { code: 'title_missing' };
  if (candidate.title.includes('\n'))
    return { code: 'title_line_break', found: candidate.title.slice(0, 40) };
  if (`${candidate.title}${candidate.description}`.includes('\uFFFD')) {
    return { code: 'text_garbled', found: candidate.title.slice(0, 40) };
  }
  if (candidate.kind === undefined) return { code: 'kind_missing' };
  if (candidate.kind === null)
    return { code: 'kind_invalid', found: readText(fields.kind)?.slice(0, 40) ?? '' };
  if (candidate.language === null) {
    const found = readText(fields.language);
    return found === null
      ? { code: 'language_missing' }
      : { code: 'language_invalid', found: found.slice(0, 40) };
  }
  return null;
}

function codeOf(error: z.ZodError): RowProblemCode {
  const field = error.issues[0]?.path[0];
  if (field === 'title') return 'title_invalid';
  return field === 'description' ? 'description_invalid' : 'row_invalid';
}
