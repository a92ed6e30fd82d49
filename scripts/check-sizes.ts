import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

interface Budget {
  readonly name: string;
  readonly maxKib: number;
  readonly files: readonly string[];
}

/** What a reader's browser loads, compressed as it travels; beyond the budget the check fails. */
const folder = new URL('../dist/widgets/', import.meta.url);

const page = await readFile(new URL('frame.html', folder), 'utf8').catch(() => {
  process.stderr.write('dist/widgets is missing: build the widgets first\n');
  process.exit(2);
});
/** Everything the frame loads when it opens stands in its HTML; what stands there not is loaded later. */
const atOpening = [...page.matchAll(/(?:src|href)="\/widget\/(assets\/[^"]+)"/g)].map(
  ([, file = '']) => file,
);
const assets = (await readdir(new URL('assets/', folder))).map((name) => `assets/${name}`);
const later = assets.filter((file) => !atOpening.includes(file) && !file.startsWith('assets/return-'));
const ofType = (files: readonly string[], type: string) => files.filter((file) => file.endsWith(type));

const budgets: readonly Budget[] = [
  { name: 'loader', maxKib: 5, files: ['widget.js'] },
  { name: 'chat panel, script', maxKib: 40, files: ofType(atOpening, '.js') },
  { name: 'checkout, script (loaded when needed)', maxKib: 15, files: ofType(later, '.js') },
  { name: 'chat and checkout, styles', maxKib: 8, files: ofType([...atOpening, ...later], '.css') },
];

let isOver = false;
for (const { name, maxKib, files } of budgets) {
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await readFile(new URL(file, folder))).length),
  );
  const kib = sizes.reduce((sum, size) => sum + size, 0) / 1024;
  const fits = files.length > 0 && kib <= maxKib;
  isOver ||= !fits;
  console.log(
    `${fits ? 'ok  ' : 'OVER'} ${name.padEnd(40)} ${kib.toFixed(2).padStart(6)} of ${maxKib} KiB gz`,
  );
}
process.exitCode = isOver ? 1 : 0;
