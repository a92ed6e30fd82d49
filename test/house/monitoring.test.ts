import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { alertRules, alerts, alertTests, runbooks } from '../../scripts/monitoring/alert-files.ts';
import { dashboardFiles } from '../../scripts/monitoring/dashboards.ts';

it('alerts, their tests, runbooks and dashboards are those of the code', () => {
  const files = new Map([
    ['deploy/prometheus/alerts.yml', alertRules()],
    ['deploy/prometheus/alerts.test.yml', alertTests()],
    ...[...dashboardFiles()].map(([file, text]) => [`deploy/grafana/${file}`, text] as const),
  ]);
  for (const [file, text] of files) expect(readFileSync(file, 'utf8'), 'run npm run docs').toBe(text);
  expect(readFileSync('docs/RUNBOOKS.md', 'utf8'), 'run npm run docs').toContain(runbooks());
});

it('every metric that an alert or a dashboard asks for is one that the house writes', () => {
  const written = execFileSync('git', ['grep', '-hoE', "'tilltalk_[a-z_]+'", '--', 'src'], {
    encoding: 'utf8',
  });
  const known = new Set(written.split('\n').map((name) => name.replaceAll("'", '')));
  const asked = [alertRules(), ...dashboardFiles().values()].join('\n').match(/tilltalk_[a-z_]+/g) ?? [];
  const unknown = [...new Set(asked)].filter((name) => !known.has(name.replace(/_(bucket|count|sum)$/, '')));
  expect(asked.length).toBeGreaterThan(50);
  expect(unknown).toEqual([]);
});

it('each alert has a name of its own, says what to do, and differs in what fires it and what does not', () => {
  expect(new Set(alerts.map(({ name }) => name)).size).toBe(alerts.length);
  for (const { fires, quiet, steps } of alerts) {
    expect(steps.length).toBeGreaterThan(0);
    expect(fires.series).not.toEqual(quiet.series);
  }
});

it('every command that a runbook names is one that there is', () => {
  const folder = 'src/app/cli';
  const helps = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const named = [...runbooks().matchAll(/npm run tilltalk -- ((?:[a-z][a-z-]*)(?: [a-z][a-z-]*)?)/g)];
  expect(named.length).toBeGreaterThan(15);
  const unknown = named.filter(([, command]) => !helps.some((text) => text.includes(`tilltalk ${command}`)));
  expect(unknown.map(([, command]) => command)).toEqual([]);
});

it('every alert fires in its story and is quiet in the other, where there is a promtool', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-alerts-'));
  // Each beside its own rule alone: all rules in every story take ten times as long.
  for (const alert of alerts) {
    writeFileSync(join(folder, `${alert.name}.yml`), alertRules([alert]));
    writeFileSync(join(folder, `${alert.name}.test.yml`), alertTests([alert], `${alert.name}.yml`));
  }
  const files = alerts.map(({ name }) => join(folder, `${name}.test.yml`));
  const { error, status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', ...files], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  const isMissing = error !== undefined && 'code' in error && error.code === 'ENOENT';
  expect(isMissing || status === 0, `${stdout}${stderr}`).toBe(true);
  expect(isMissing || stdout.match(/SUCCESS/g)?.length === alerts.length, stdout).toBe(true);
}, 60_000);
