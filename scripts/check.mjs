import { spawnSync } from 'node:child_process';
import { ensureBuilt } from './build.mjs';
import { checks } from './checks.mjs';

ensureBuilt();
const failed = checks.filter(
  ({ command }) => spawnSync('npx', ['--no-install', ...command], { stdio: 'inherit' }).status !== 0,
);
for (const { name } of failed) process.stderr.write(`check failed: ${name}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
