import { readdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { type Figures, rounded } from '../bench/support/bench.ts';
import { createSegmenter } from '../src/recommend/index.ts';
import {
  buildSearchIndex,
  createVocabulary,
  type SearchIndex,
  type WeightedTerm,
} from '../src/recommend/search/search-index.ts';
import { type CrossLanguage, createCrossLanguage } from '../src/recommend/text/cross-language.ts';
import { createTermTable } from '../src/recommend/text/term-table.ts';
import type { EvalOptions, EvalResult } from './support/eval.ts';

const OWN_SETS = ['catalogues/csdiy'];
const SHOWN = 10;

/** Asks for content in one language with the first sentence that describes it in the other. */
export async function evalCrosslingual({ dataFolder, sets, say }: EvalOptions): Promise<EvalResult> {
  const table = createTermTable();
  const cross = createCrossLanguage(createSegmenter(), table);
  const plain: CrossLanguage = { ...cross, questionTerms: (text) => unweighted(cross.documentTerms(text)) };
  const metrics: Record<string, Figures> = {};
  const reference: Record<string, Figures> = {};
  for (const name of sets ?? OWN_SETS) {
    const rows = readRows(join(dataFolder, name));
    metrics[name] = await measureBoth(cross, rows);
    reference[name] = {
      withoutTable: await measureBoth(plain, rows),
      ...(name.endsWith('csdiy')
        ? { reportedBm25: { enToZh: { mrr10: 0.42, hit10: 0.711 }, zhToEn: { mrr10: 0.602, hit10: 0.695 } } }
        : {}),
    };
    say(`${name} ${JSON.stringify(metrics[name])}`);
  }
  return {
    name: 'crosslingual',
    metrics,
    reference,
    ratio: {},
    conditions: {
      protocol:
        'documents: title and description in one language; asked: the first sentence of the description in the other; right: the same course',
      terms: table.others.size,
      node: process.version,
      cores: cpus().length,
      loadAverage: rounded(loadavg()[0] ?? 0),
    },
    problems: [],
  };
}

interface Row {
  readonly id: string;
  readonly lang: string;
  readonly title: string;
  readonly description: string;
}

function readRows(folder: string): Row[] {
  const file = readdirSync(folder).find((name) => name.endsWith('.jsonl'));
  if (file === undefined) throw new Error(`${folder} has no .jsonl file`);
  return readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Row);
}

async function measureBoth(cross: CrossLanguage, rows: readonly Row[]): Promise<Figures> {
  return {
    enToZh: await measure(cross, rows, 'en'),
    zhToEn: await measure(cross, rows, 'zh'),
  };
}

async function measure(cross: CrossLanguage, rows: readonly Row[], from: 'zh' | 'en'): Promise<Figures> {
  const told = rows.filter(({ lang }) => lang !== from);
  const index = await indexOf(told.map((row) => cross.documentTerms(`${row.title}\n${row.description}`)));
  let reciprocal = 0;
  let hits = 0;
  const asked = rows.filter(({ lang, id }) => lang === from && told.some((row) => row.id === id));
  for (const { id, description } of asked) {
    const found = index.search(cross.questionTerms(firstSentence(description)), { limit: SHOWN });
    const rank = found.findIndex(({ document }) => told[document]?.id === id);
    if (rank < 0) continue;
    hits += 1;
    reciprocal += 1 / (rank + 1);
  }
  const count = Math.max(1, asked.length);
  return { mrr10: rounded(reciprocal / count), hit10: rounded(hits / count), asked: asked.length };
}

function firstSentence(text: string): string {
  return text.split(/(?<=[。！？!?])|(?<=\.)\s|\n/)[0] ?? '';
}

function indexOf(documents: readonly (readonly string[])[]): Promise<SearchIndex> {
  const vocabulary = createVocabulary();
  const encoded = documents.map((terms) => {
    const frequencies = new Map<string, number>();
    for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
    return vocabulary.encode({ frequencies, length: terms.length });
  });
  return buildSearchIndex(vocabulary, encoded, async () => {});
}

function unweighted(terms: readonly string[]): WeightedTerm[] {
  return [...new Set(terms)].map((term) => ({ term, weight: 1 }));
}
