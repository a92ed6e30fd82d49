import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { currentEntries, importFaq, readFaq } from '../bot/index.ts';
import type { House } from './compose.ts';

const FILE = fileURLToPath(new URL('../../demo/faq.md', import.meta.url));

/** Gives the demo platform its answers when it has none. */
export async function fillDemoFaq(house: House): Promise<void> {
  if ((await currentEntries(house.db.query)).length > 0) return;
  const answers = readFaq(FILE, readFileSync(FILE, 'utf8'));
  const { added } = await importFaq(house, { answers, withdrawOthers: false });
  house.log.info({ added }, 'the demo platform has its answers');
}
