import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const HELP = `npm run test:faults:planted -- [--histories N] [--seed N] [--only NAME]

Plants one bug after the other into a copy of the house and lets test:faults look for it: a test that finds nothing in a
broken house proves nothing. Then it plays as many of the same histories in the house as it is: what is found there is no
planted bug. Exit 1 when that breaks, or when it finds fewer than nine of ten.

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
  const foundAfter = names.map((name) => playWith(name, values)).filter((played) => played !== null);
  console.log(`${foundAfter.length} of ${names.length} planted bugs found`);
  const deepest = String(Math.max(1, ...foundAfter));
  const isSound = playWith(null, { ...values, histories: deepest }) === null;
  return isSound && foundAfter.length >= names.length * SHARE_TO_FIND && names.length > 0 ? 0 : 1;
}

/** How many histories it took until one broke in a house with a planted bug, or without one; null when none did. */
function playWith(
  bug: string | null,
  { histories, seed }: { histories: string; seed: string },
): number | null {
  const house = copyHouse();
  try {
    if (bug !== null)
      execFileSync('git', ['apply', '-C1', join(PATCHES, `${bug}.patch`)], { cwd: house, stdio: 'pipe' });
    const script = ['--import', 'tsx', 'test/simulation/faults.ts', '--histories', histories, '--seed', seed];
    const { stdout, stderr, status } = spawnSync(process.execPath, script, {
      cwd: house,
      encoding: 'utf8',
      timeout: TIME_MAX_MS,
    });
    const report = stdout.split('BROKEN\n')[1]?.trim().split('\n').at(-1);
    const played = Number(/^(\d+) histories of/m.exec(stdout)?.[1] ?? 0);
    const failure = status === 0 || report !== undefined ? '' : `: ${stderr.trim().split('\n').at(-1)}`;
    if (bug === null)
      console.log(
        `${report === undefined ? 'holds ' : 'BROKEN'}  the house as it is, in ${played} histories${failure}`,
      );
    else if (report === undefined) console.log(`MISSED  ${bug}${failure}`);
    else console.log(`found   ${bug}, after ${played} histories: ${report}`);
    return report === undefined ? null : played;
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
