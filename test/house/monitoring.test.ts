import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
