import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What the tests need beside Node: the program and the Debian package that brings it. */
const NEEDED = [
  { path: '/usr/bin/chromium', debianPackage: 'chromium' },
  { path: '/usr/bin/redis-server', debianPackage: 'redis-server' },
  { path: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', debianPackage: 'fonts-noto-cjk' },
];

/** Installs what is missing when this is root on Debian, else says what to install and ends. */
export function ensureSystemPackages(needed = NEEDED) {
  const missing = needed.filter(({ path }) => !existsSync(path)).map(({ debianPackage }) => debianPackage);
  if (missing.length === 0) return;
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!mayInstall) {
    process.stderr.write(
      `The tests need: ${missing.join(', ')}. On Debian: sudo apt-get install -y ${missing.join(' ')}\n`,
    );
    process.exit(2);
  }
  process.stderr.write(`Installing ${missing.join(', ')} for the tests …\n`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...missing]]) {
    const { status, stderr } = spawnSync('apt-get', args, { env: environment, encoding: 'utf8' });
    if (status !== 0) {
      process.stderr.write(`apt-get ${args.join(' ')} failed:\n${stderr}\n`);
      process.exit(2);
    }
  }
}
