import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const HELP = `npm run test:faults:planted -- [--histories N] [--seed N] [--only NAME]

Plants one bug after the other into a copy of the house and lets test:faults look for it: a test that finds nothing in a
broken house proves nothing. Exit 1 when it finds fewer than nine of ten.

--histories   at most how many each bug gets (1500)`;

const SHARE_TO_FIND = 0.9;
const PATCHES = resolve('test/simulation/planted');
const PARTS = ['src', 'test', 'bench', 'prisma', 'demo', 'package.json', 'tsconfig.json'];
const TIME_MAX_MS = 10 * 60_000;

function main(): number {
  const { values } = parseArgs({
    options: {
      histories: { type: 'string', default: '1500' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const names = readdirSync(PATCHES)
    .filter((file) => file.endsWith('.patch'))
    .map((file) => file.replace(/\.patch$/, ''))
    .filter((name) => values.only === undefined || name === values.only);
  const found = names.filter((name) => isFound(name, values));
  console.log(`${found.length} of ${names.length} planted bugs found`);
  return found.length >= names.length * SHARE_TO_FIND && names.length > 0 ? 0 : 1;
}

function isFound(name: string, { histories, seed }: { histories: string; seed: string }): boolean {
  const house = copyHouse();
  try {
    execFileSync('git', ['apply', '-C1', join(PATCHES, `${name}.patch`)], { cwd: house, stdio: 'pipe' });
    const script = ['--import', 'tsx', 'test/simulation/faults.ts', '--histories', histories, '--seed', seed];
    const { stdout, stderr, status } = spawnSync(process.execPath, script, {
      cwd: house,
      encoding: 'utf8',
      timeout: TIME_MAX_MS,
    });
    const report = stdout.split('BROKEN\n')[1];
    const played = /^(\d+) histories of/m.exec(stdout)?.[1];
    if (report !== undefined) {
      console.log(`found   ${name}, after ${played} histories: ${report.trim().split('\n').at(-1)}`);
      return true;
    }
    console.log(`MISSED  ${name}${status === 0 ? '' : `: ${stderr.trim().split('\n').at(-1)}`}`);
    return false;
  } finally {
    rmSync(house, { recursive: true, force: true });
  }
}

function copyHouse(): string {
  const house = mkdtempSync(join(tmpdir(), 'tilltalk-planted-'));
  for (const part of PARTS) cpSync(part, join(house, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(house, 'node_modules'));
  return house;
}

process.exitCode = main();
