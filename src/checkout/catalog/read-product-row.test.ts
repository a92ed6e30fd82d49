import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMapper } from './mapping.ts';
import { type RowDefaults, readProductRow } from './read-product-row.ts';

const DEFAULTS: RowDefaults = { source: 'shop', priceUnit: 'major', levels: {} };
const ROW = { id: '7', title: 'Tea', kind: 'course', language: 'en', price: '5', currency: 'USD' };

function read(
  values: Record<string, unknown>,
  options: { defaults?: Partial<RowDefaults>; fields?: Record<string, string> } = {},
) {
  return readProductRow(createMapper(options.fields ?? {}).map(values), { ...DEFAULTS, ...options.defaults });
}

function contentOf(values: Record<string, unknown>, options = {}) {
  const result = read(values, options);
  if ('problem' in result) throw new Error(result.problem.code);
  return { ...result.row, warnings: result.warnings };
}

function codeOf(values: Record<string, unknown>, options = {}) {
  const result = read(values, options);
  return 'problem' in result ? result.problem.code : 'taken';
}

describe('readProductRow', () => {
  it('finds a product again by source, id and language', () => {
    expect(contentOf({ ...ROW, language: 'zh-CN' }).externalId).toBe('shop:7:zh');
    expect(contentOf(ROW).translationGroup).toBe('shop:7');
  });

  it.each([
    ['id_missing', { id: ' ' }],
    ['title_missing', { title: '' }],
    ['title_invalid', { title: 'x'.repeat(301) }],
    ['title_line_break', { title: 'one\ntwo' }],
    ['text_garbled', { title: 'caf\uFFFD' }],
    ['description_invalid', { description: 'x'.repeat(20_001) }],
    ['kind_missing', { kind: '' }],
    ['kind_invalid', { kind: 'podcast' }],
    ['kind_invalid', { kind: 'constructor' }],
    ['language_missing', { language: '' }],
    ['language_invalid', { language: 'no language' }],
    ['status_invalid', { status: 'gone' }],
    ['price_missing', { price: '' }],
    ['countries_invalid', { soldIn: 'CN, Narnia' }],
    ['countries_invalid', { not_sold_in: ['EU'] }],
    ['min_age_invalid', { minAgeYears: 'grown-ups' }],
    ['min_age_invalid', { minAgeYears: 99 }],
    ['places_invalid', { places: 'a few' }],
    ['places_invalid', { seats: '2.5' }],
  ])('refuses a row as %s', (code, change) => {
    expect(codeOf({ ...ROW, ...change })).toBe(code);
  });

  it('takes where it is sold and from which age; what a row does not say stays, and a word lifts it', () => {
    const said = (change: Record<string, unknown>) => contentOf({ ...ROW, ...change }).saleBounds;
    expect(said({ sold_in: 'cn; UK', minAgeYears: '16+' })).toEqual({
      soldIn: ['CN', 'GB'],
      minAgeYears: 16,
    });
    expect(said({ soldIn: '', minAgeYears: '' })).toEqual({});
    expect(said({ soldIn: '*', notSoldIn: [], minAgeYears: 0 })).toEqual({
      ...{ soldIn: null, notSoldIn: [], minAgeYears: null },
    });
    expect(contentOf({ ...ROW, soldIn: 'CN' }).sourceHash).not.toBe(contentOf(ROW).sourceHash);
  });

  it('reads how many can buy it; an empty cell says nothing, and no number is refused', () => {
    const said = (places: unknown) => contentOf({ ...ROW, places }).places;
    expect([said('30'), said(0), said('不限'), said('')]).toEqual([30, 0, null, undefined]);
    expect(contentOf({ ...ROW, places: 30 }).sourceHash).not.toBe(contentOf(ROW).sourceHash);
  });

  it('takes kind, language and levels that only the caller knows', () => {
    const { content } = contentOf(
      { ...ROW, kind: '', language: '', level: 'Stufe 3' },
      { defaults: { kind: 'ebook', language: 'zh', levels: { 'stufe 3': 'advanced' } } },
    );
    expect(content).toMatchObject({ kind: 'ebook', language: 'zh', level: 'advanced' });
  });

  it.each([
    ['All Levels', 'all'],
    ['Expert Level', 'advanced'],
    ['入门', 'beginner'],
    ['🌟🌟', 'beginner'],
    ['🌟🌟🌟', 'intermediate'],
    ['⭐️⭐️⭐️⭐️', 'advanced'],
  ])('understands the level %s', (level, expected) => {
    expect(contentOf({ ...ROW, level }).content.level).toBe(expected);
  });

  it('what is not understood of an optional field is left out and noted', () => {
    const { content, warnings } = contentOf({
      ...ROW,
      level: 'wizard',
      url: 'javascript:alert(1)',
      cover: '/c.png',
      durationMinutes: 'long',
    });
    expect(content).toMatchObject({ level: null, url: null, coverUrl: null, durationMinutes: null });
    expect(warnings).toEqual(['level_unknown', 'url_dropped', 'cover_dropped', 'duration_dropped']);
  });

  it('relative links belong to the base address', () => {
    const { content } = contentOf(
      { ...ROW, url: '/learn/7' },
      { defaults: { baseUrl: 'https://shop.test' } },
    );
    expect(content.url).toBe('https://shop.test/learn/7');
  });

  it.each([
    [{ durationMinutes: '90' }, 90],
    [{ durationHours: '1.5' }, 90],
    [{ durationHours: '0.583333333' }, 35],
    [{ durationHours: '43 mins' }, 43],
    [{ durationMinutes: '2 小时' }, 120],
  ])('reads a duration of %o as %i minutes', (fields, minutes) => {
    expect(contentOf({ ...ROW, ...fields }).content.durationMinutes).toBe(minutes);
  });

  it('tags come from lists and from texts', () => {
    expect(contentOf({ ...ROW, tags: ['a', 'b', 'a'] }).content.tags).toEqual(['a', 'b']);
    expect(contentOf({ ...ROW, tags: 'a, b；c' }).content.tags).toEqual(['a', 'b', 'c']);
  });

  it('reads nested columns by path, the first that holds something, and names with dots as they stand', () => {
    const fields = { level: 'meta.Difficulty|meta.难度', author: 'meta.by|the.author' };
    const { content } = contentOf({ ...ROW, meta: { 难度: '高级' }, 'the.author': 'Ann' }, { fields });
    expect(content).toMatchObject({ level: 'advanced', author: 'Ann' });
  });

  it('columns that are mapped to nothing are counted once each, nested ones by path', () => {
    const mapper = createMapper({});
    mapper.map({ ...ROW, extra: 'x', meta: { note: 'y', empty: '' } });
    mapper.map({ ...ROW, extra: 'x', price: '' });
    expect(mapper.unmapped()).toEqual([
      { column: 'extra', rows: 2 },
      { column: 'meta.note', rows: 1 },
    ]);
  });

  it('no row, whatever it holds, makes it throw', () => {
    const value = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.object());
    const names = [
      'id',
      'title',
      'kind',
      'language',
      'price',
      'prices',
      'currency',
      'tags',
      'url',
      'level',
      'status',
    ];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names, '__proto__', 'other'), value), (values) => {
        const result = read(values, { defaults: { kind: 'course', language: 'en', currency: 'USD' } });
        expect('problem' in result || result.row.prices.length >= 0).toBe(true);
      }),
    );
  });
});
