import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { maskWords } from '../bot/index.ts';
import { findProductsOnSale, importCatalog } from '../checkout/index.ts';
import type { House } from './compose.ts';

const FILE = fileURLToPath(new URL('../../demo/catalog.jsonl', import.meta.url));

/** Puts the demo catalogue on sale when nothing is, so that a first start has something to sell. */
export async function fillDemoCatalogue(house: House, demoUrl: string | undefined): Promise<void> {
  const [known] = await findProductsOnSale(house.db.query, { afterId: '', limit: 1 });
  if (known !== undefined) return;
  const summary = await importCatalog(house.checkout, {
    input: createReadStream(FILE),
    format: 'jsonl',
    source: 'demo',
    fields: {},
    levels: {},
    priceUnit: 'major',
    dryRun: false,
    maskWords,
    baseUrl: demoUrl ?? `http://localhost:${house.config.DEMO_PORT}`,
  });
  house.log.info({ created: summary.created, refused: summary.refused }, 'the demo catalogue is on sale');
}
