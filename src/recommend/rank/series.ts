import type { Choice, SeriesPlace } from '../types.ts';

const CHINESE_PARTS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const ROMAN_PARTS = ['i', 'ii', 'iii', 'iv', 'v', 'vi'];
const HALVES: Readonly<Record<string, number>> = { 上: 1, 中: 2, 下: 3 };

const FORMS: readonly RegExp[] = [
  /^(?<name>.+?)[\s,:：·\-–—(（]+(?:part|vol\.?|volume|book|level|season)\s*(?<part>\d{1,2}|i{1,3}|iv|vi?)[)）]?$/iu,
  /^(?<name>.+?)[\s:：·\-–—(（]*第?(?<part>[一二三四五六七八九十]|\d{1,2})[部季卷册篇期][)）]?$/u,
  /^(?<name>.+?)[\s:：·\-–—]*[(（](?<part>[上中下一二三四五六七八九十]|\d{1,2})[)）]$/u,
];

/** Reads from a title which part of a series it names; undefined when it names none. */
export function readSeries(title: string): SeriesPlace | undefined {
  for (const form of FORMS) {
    const { name, part } = form.exec(title.trim())?.groups ?? {};
    if (name !== undefined && part !== undefined)
      return { seriesKey: seriesKeyOf(name), part: numberOf(part) };
  }
  return undefined;
}

/** Names a series whatever its case and spaces. */
export function seriesKeyOf(name: string): string {
  return name.toLowerCase().replace(/\s+/g, ' ').trim();
}

function numberOf(part: string): number {
  const chinese = CHINESE_PARTS.indexOf(part);
  const roman = ROMAN_PARTS.indexOf(part.toLowerCase());
  return HALVES[part] ?? (chinese >= 0 ? chinese + 1 : roman >= 0 ? roman + 1 : Number(part));
}

/** Puts the parts of a series into their order, in the places where the list has them. */
export function orderSeries<Item extends Pick<Choice, 'product'>>(items: readonly Item[]): Item[] {
  const ordered = [...items];
  const places = new Map<string, number[]>();
  items.forEach(({ product: { series, language } }, place) => {
    if (series === undefined) return;
    const key = `${language} ${series.seriesKey}`;
    places.set(key, [...(places.get(key) ?? []), place]);
  });
  for (const own of places.values()) {
    const parts = own
      .flatMap((place) => items[place] ?? [])
      .sort((a, b) => (a.product.series?.part ?? 0) - (b.product.series?.part ?? 0));
    own.forEach((place, index) => {
      const part = parts[index];
      if (part !== undefined) ordered[place] = part;
    });
  }
  return ordered;
}

/** Puts what should be learned before something in front of it, where a list has both. */
export function orderPrerequisites<Item extends Pick<Choice, 'product'>>(items: readonly Item[]): Item[] {
  const ordered: Item[] = [];
  const waiting = [...items];
  const place = (item: Item): void => {
    waiting.splice(waiting.indexOf(item), 1);
    const needed = item.product.prerequisiteIds ?? [];
    for (const first of waiting.filter(({ product }) => needed.includes(product.productId)))
      if (waiting.includes(first)) place(first);
    ordered.push(item);
  };
  for (let next = waiting[0]; next !== undefined; next = waiting[0]) place(next);
  return ordered;
}
