import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { checks } from './checks.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/** Runs every check and every test; the last line says how many passed and failed. */
ensureSystemPackages();
ensureBuilt();
const failedChecks = checks.filter((check) => !runCheck(check));
const tests = runTests();
const passed = checks.length - failedChecks.length + tests.passed;
const failed = failedChecks.length + tests.failed;
for (const { name } of failedChecks) process.stdout.write(`check failed: ${name}\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

function runCheck({ name, command }) {
  const startMs = Date.now();
  const { status, stdout, stderr } = spawnSync('npx', ['--no-install', ...command], { encoding: 'utf8' });
  process.stdout.write(
    `${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - startMs) / 1000).toFixed(1)} s)\n`,
  );
  if (status !== 0) process.stdout.write(`${stdout}${stderr}\n`);
  return status === 0;
}

function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-results-'));
  const file = join(folder, 'results.json');
  spawnSync(
    'npx',
    ['--no-install', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  try {
    const { numPassedTests, numFailedTests, numTotalTests, testResults } = JSON.parse(
      readFileSync(file, 'utf8'),
    );
    // A file that could not even be loaded has no tests to count; it failed all the same.
    const brokenFiles = testResults.filter(
      (result) => result.status === 'failed' && result.assertionResults.length === 0,
    );
    const notRun = numTotalTests - numPassedTests - numFailedTests;
    return { passed: numPassedTests, failed: numFailedTests + brokenFiles.length + notRun };
  } catch (error) {
    process.stdout.write(`the test run left no result: ${error.message}\n`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
