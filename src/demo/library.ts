import { readFile } from 'node:fs/promises';

/** A piece of the platform's own content. */
export interface LibraryItem {
  readonly externalId: string;
  readonly language: string;
  readonly kind: 'course' | 'column' | 'ebook';
  readonly title: string;
  readonly description: string;
  readonly author: string | null;
}

/** The platform's content by external id, read from its own catalogue; items of a kind it does not show are left out. */
export async function readLibrary(file: URL): Promise<ReadonlyMap<string, LibraryItem>> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const items = text.split('\n').flatMap((line) => {
    const item = parseLine(line);
    return item ? [[item.externalId, item] as const] : [];
  });
  return new Map(items);
}

function parseLine(line: string): LibraryItem | null {
  if (line.trim() === '') return null;
  const row: Record<string, unknown> = JSON.parse(line);
  const { kind } = row;
  if (kind !== 'course' && kind !== 'column' && kind !== 'ebook') return null;
  const text = (name: string) => (typeof row[name] === 'string' ? row[name] : '');
  return {
    externalId: `demo:${text('id')}:${text('language')}`,
    language: text('language'),
    kind,
    title: text('title'),
    description: text('description'),
    author: text('author') || null,
  };
}
