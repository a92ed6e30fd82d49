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
const payPage = loadsOf('pay.html');
const importsOf = (file) =>
  [...read(file).matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)].map(([, name]) => `assets/${name}`);

/** Chunks of a page by the name of what they begin with. */
const chunksOf = (page, name) =>
  page.later.filter((file) => file.startsWith(`assets/${name}-`) && file.endsWith('.js'));

/** What those who work with learners may come to load; the catalogue is for who writes it. */
const isOfAgents = (file) => !file.startsWith('assets/catalogue-');

/** A chunk with all that it cannot run without, less what the page has loaded already. */
function weightOf(name) {
  const files = frame.later.filter((file) => file.startsWith(`assets/${name}-`) && file.endsWith('.js'));
  // A file that is found on the way is looked at too.
  for (const file of files)
    files.push(...importsOf(file).filter((one) => !files.includes(one) && !frame.opening.includes(one)));
  return files;
}

const limit = (name, kib, files) => ({
  name,
  path: files.map((file) => `dist/widgets/${file}`),
  limit: `${kib} KiB`,
  gzip: true,
});

export default [
  limit('loader', 5, ['widget.js']),
  limit('chat panel, script', 40, ofType(frame.opening, '.js')),
  limit('checkout, script (loaded when needed)', 15, weightOf('sheet')),
  limit('account, script (loaded when needed)', 10, weightOf('account')),
  limit('chat and checkout, styles', 8, ofType([...frame.opening, ...frame.later], '.css')),
  limit('page of a link to pay, script', 40, ofType(payPage.opening, '.js')),
  limit('console, script', 60, ofType(staffConsole.opening, '.js')),
  limit(
    'console, dialogs and pages (loaded when needed)',
    40,
    ofType(staffConsole.later, '.js').filter(isOfAgents),
  ),
  limit('console, catalogue (loaded when needed)', 15, chunksOf(staffConsole, 'catalogue')),
  limit('dashboard, script', 25, ofType(dashboard.opening, '.js')),
  // A page of the dashboard loads the plots; the opening scripts do not know them.
  limit(
    'dashboard, plots (loaded when needed)',
    190,
    assets.filter((file) => file.startsWith('assets/draw-plot-')),
  ),
  limit('dashboard, pages (loaded when needed)', 40, ofType(dashboard.later, '.js')),
];
