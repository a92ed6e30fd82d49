import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What a browser loads, compressed as it travels; beyond its limit the check fails. Read by `size-limit`. */
const folder = fileURLToPath(new URL('./dist/widgets/', import.meta.url));
const assets = readdirSync(`${folder}assets`).map((name) => `assets/${name}`);
const read = (file) => readFileSync(folder + file, 'utf8');
const ofType = (files, type) => files.filter((file) => file.endsWith(type));

/** What a page loads when it opens stands in its HTML; what its scripts name beyond that is loaded later. */
function loadsOf(page) {
  const html = read(page);
  const opening = assets.filter((file) => html.includes(file));
  const scripts = ofType(opening, '.js').map(read);
  const isNamed = (file) => scripts.some((script) => script.includes(file.replace('assets/', '')));
  return { opening, later: assets.filter((file) => !opening.includes(file) && isNamed(file)) };
}

const frame = loadsOf('frame.html');
const staffConsole = loadsOf('console.html');
const dashboard = loadsOf('dashboard.html');
const chunk = (name) => ofType(frame.later, '.js').filter((file) => file.startsWith(`assets/${name}-`));
/** What the checkout and the account views share comes with whichever is opened first: it counts for both. */
const shared = ofType(frame.later, '.js').filter(
  (file) => !/^assets\/(sheet|account|later-card|thread-list|chosen-files|files|file-\w+)-/.test(file),
);

const limit = (name, kib, files) => ({
  name,
  path: files.map((file) => `dist/widgets/${file}`),
  limit: `${kib} KiB`,
  gzip: true,
});

export default [
  limit('loader', 5, ['widget.js']),
  limit('chat panel, script', 40, ofType(frame.opening, '.js')),
  limit('checkout, script (loaded when needed)', 15, [...chunk('sheet'), ...shared]),
  limit('chat and checkout, styles', 8, ofType([...frame.opening, ...frame.later], '.css')),
  limit('console, script', 60, ofType(staffConsole.opening, '.js')),
  limit('dashboard, script', 25, ofType(dashboard.opening, '.js')),
  limit('dashboard, plots (loaded when needed)', 190, ofType(dashboard.later, '.js')),
];
