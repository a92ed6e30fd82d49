import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

interface Budget {
  readonly name: string;
  readonly maxKib: number;
  readonly files: readonly string[];
}

/** What a reader's browser loads, compressed as it travels; beyond the budget the check fails. */
const folder = new URL('../dist/widgets/', import.meta.url);

const read = (file: string) => readFile(new URL(file, folder), 'utf8');
const missing = (): never => {
  process.stderr.write('dist/widgets is missing: build the widgets first\n');
  process.exit(2);
};
const assets = (await readdir(new URL('assets/', folder)).catch(missing)).map((name) => `assets/${name}`);

/** What a page loads when it opens stands in its HTML; what its scripts name beyond that is loaded later. */
async function loadsOf(page: string) {
  const html = await read(page).catch(missing);
  const opening = assets.filter((file) => html.includes(file));
  const scripts = await Promise.all(ofType(opening, '.js').map(read));
  const isNamed = (file: string) => scripts.some((script) => script.includes(file.replace('assets/', '')));
  return { opening, later: assets.filter((file) => !opening.includes(file) && isNamed(file)) };
}

function ofType(files: readonly string[], type: string): string[] {
  return files.filter((file) => file.endsWith(type));
}

const frame = await loadsOf('frame.html');
const staffConsole = await loadsOf('console.html');
const dashboard = await loadsOf('dashboard.html');

const budgets: readonly Budget[] = [
  { name: 'loader', maxKib: 5, files: ['widget.js'] },
  { name: 'chat panel, script', maxKib: 40, files: ofType(frame.opening, '.js') },
  { name: 'checkout, script (loaded when needed)', maxKib: 15, files: ofType(frame.later, '.js') },
  { name: 'chat and checkout, styles', maxKib: 8, files: ofType([...frame.opening, ...frame.later], '.css') },
  { name: 'console, script', maxKib: 40, files: ofType(staffConsole.opening, '.js') },
  { name: 'dashboard, script', maxKib: 25, files: ofType(dashboard.opening, '.js') },
  { name: 'dashboard, plots (loaded when needed)', maxKib: 190, files: ofType(dashboard.later, '.js') },
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
