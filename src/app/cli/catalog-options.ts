import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type ImportCatalog, isMappable } from '../../checkout/index.ts';
import { ProductKind, ProductLevel } from '../../checkout/wire.ts';

/** How an import was asked for; the input is opened later. */
export interface ImportOptions extends Omit<ImportCatalog, 'input' | 'onProblem' | 'onProgress'> {
  /** A path, or `-` for standard input. */
  readonly file: string;
  /** Refused rows to name. */
  readonly problemsMax: number;
}

/** The caller wrote something the command does not understand; the message says what. */
export class UsageError extends Error {}

const OPTIONS = {
  format: { type: 'string' },
  encoding: { type: 'string' },
  map: { type: 'string' },
  'map-field': { type: 'string', multiple: true },
  'level-map': { type: 'string', multiple: true },
  source: { type: 'string' },
  currency: { type: 'string' },
  'price-default': { type: 'string' },
  'price-unit': { type: 'string' },
  kind: { type: 'string' },
  language: { type: 'string' },
  'base-url': { type: 'string' },
  'dry-run': { type: 'boolean' },
  problems: { type: 'string' },
} as const;

/** A mapping file, and the flags in the same form: flags win. */
const Settings = z.strictObject({
  format: z.enum(['csv', 'jsonl']).optional(),
  encoding: z.string().optional(),
  fields: z.record(z.string(), z.string()).optional(),
  levels: z.record(z.string(), ProductLevel).optional(),
  source: z
    .string()
    .regex(/^[^:\s]{1,40}$/, 'has no colon and no space')
    .optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'is a code such as CNY')
    .optional(),
  priceDefault: z
    .string()
    .regex(/^\d[\d,]*(\.\d+)?$/, 'is an amount such as 99.00')
    .optional(),
  priceUnit: z.enum(['major', 'minor']).optional(),
  kind: ProductKind.optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/, 'is a code such as zh')
    .optional(),
  baseUrl: z.url().optional(),
});
type Settings = z.infer<typeof Settings>;

/** Reads the words after `catalog import`. Throws `UsageError`. */
export function readImportOptions(args: readonly string[]): ImportOptions {
  const { values, positionals } = parse(args);
  const [file] = positionals;
  if (file === undefined || positionals.length > 1)
    throw new UsageError('Name one file, or - for standard input.');
  const fromFile =
    values.map === undefined ? {} : readSettings(readJson(values.map), `--map ${values.map}: `);
  const flags = readSettings(settingsOf(values), '--');
  const settings = { ...fromFile, ...flags };
  const fields = { ...fromFile.fields, ...flags.fields };
  const wrong = Object.keys(fields).find((field) => !isMappable(field));
  if (wrong !== undefined) throw new UsageError(`There is no field ${wrong} to map a column to.`);
  if (settings.encoding !== undefined) assertEncoding(settings.encoding);
  return {
    file,
    format: settings.format ?? (/\.(?:jsonl|ndjson)$/i.test(file) ? 'jsonl' : 'csv'),
    encoding: settings.encoding,
    fields,
    levels: lowerKeys({ ...fromFile.levels, ...flags.levels }),
    source: settings.source ?? sourceOf(file),
    currency: settings.currency,
    priceDefault: settings.priceDefault,
    priceUnit: settings.priceUnit ?? 'major',
    kind: settings.kind,
    language: settings.language,
    baseUrl: settings.baseUrl,
    dryRun: values['dry-run'] ?? false,
    problemsMax: countOf(values.problems ?? '20'),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'The options were not understood.');
  }
}

function settingsOf(values: ReturnType<typeof parse>['values']): unknown {
  const settings = {
    format: values.format,
    encoding: values.encoding,
    fields: pairsOf('--map-field', values['map-field']),
    levels: pairsOf('--level-map', values['level-map']),
    source: values.source,
    currency: values.currency,
    priceDefault: values['price-default'],
    priceUnit: values['price-unit'],
    kind: values.kind,
    language: values.language,
    baseUrl: values['base-url'],
  };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

/** "a=b" and "a=b,c=d" both; a value may contain `=` but a name may not. */
function pairsOf(option: string, texts: readonly string[] | undefined): Record<string, string> | undefined {
  if (texts === undefined) return undefined;
  const pairs = texts.flatMap((text) => (option === '--level-map' ? text.split(',') : [text]));
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1 || at === pair.length - 1) throw new UsageError(`${option} takes NAME=VALUE, not ${pair}.`);
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    }),
  );
}

function readSettings(value: unknown, where: string): Settings {
  const settings = Settings.safeParse(value);
  if (settings.success) return settings.data;
  const issue = settings.error.issues[0];
  throw new UsageError(`${where}${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not understood'}`);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`--map ${file} cannot be read: ${error instanceof Error ? error.message : ''}`);
  }
}

function assertEncoding(encoding: string): void {
  try {
    new TextDecoder(encoding);
  } catch {
    throw new UsageError(`There is no encoding ${encoding}.`);
  }
}

function sourceOf(file: string): string {
  const name = basename(file)
    .replace(/\.[^.]*$/, '')
    .replace(/[:\s]+/g, '-')
    .slice(0, 40);
  return file === '-' || name === '' ? 'stdin' : name;
}

function lowerKeys<T>(words: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(words).map(([word, level]) => [word.toLowerCase(), level]));
}

function countOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError('--problems takes a number.');
  return Number(text);
}
