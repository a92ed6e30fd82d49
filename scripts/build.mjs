import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printSizes } from './print-sizes.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = [
  'src',
  'widgets',
  'demo',
  'package-lock.json',
  'vite.config.ts',
  'vite.loader.config.ts',
  'tsconfig.json',
  'tsconfig.build.json',
];
const STAMP = join(root, 'dist', '.built');

/** The newest change below a path, in ms. */
function newestMs(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  const inside = readdirSync(path).map((name) => newestMs(join(path, name)));
  return Math.max(stat.mtimeMs, ...inside);
}

export function isBuilt() {
  if (!existsSync(STAMP)) return false;
  const builtMs = statSync(STAMP).mtimeMs;
  return SOURCES.every((source) => newestMs(join(root, source)) <= builtMs);
}

function run(command, args) {
  const { status } = spawnSync(join(root, 'node_modules', '.bin', command), args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed`);
}

/** Builds server and widgets into dist. */
export function build() {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  mkdirSync(join(root, 'dist'));
  run('tsc', ['-p', 'tsconfig.build.json']);
  run('vite', ['build', '--logLevel', 'warn']);
  run('vite', ['build', '--logLevel', 'warn', '--config', 'vite.loader.config.ts']);
  writeFileSync(STAMP, '');
}

/** Builds when a source is newer than the build. */
export function ensureBuilt() {
  if (isBuilt()) return;
  process.stderr.write('Building Tilltalk …\n');
  build();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  build();
  printSizes();
}
