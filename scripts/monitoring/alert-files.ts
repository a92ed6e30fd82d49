import type { Alert, Series } from './alert.ts';
import { figureAlerts } from './alerts-figures.ts';
import { moneyAlerts } from './alerts-money.ts';
import { serviceAlerts } from './alerts-service.ts';

/** Every alert of the house. */
export const alerts: readonly Alert[] = [...serviceAlerts, ...moneyAlerts, ...figureAlerts];

const RUNBOOKS = 'docs/RUNBOOKS.md';
const NOTE = '# Written by `npm run docs` from scripts/monitoring; change it there.';

/** A string as YAML writes it: JSON's strings are YAML's. */
const text = (value: string): string => JSON.stringify(value);

/** Prometheus' rules. */
export function alertRules(chosen: readonly Alert[] = alerts): string {
  const rules = chosen.map(
    (alert) => `      - alert: ${alert.name}
        expr: ${text(alert.expr)}
        for: ${alert.for}
        labels:
          severity: ${alert.severity}
        annotations:
          summary: ${text(alert.summary)}
          runbook: ${text(runbookOf(alert))}`,
  );
  return `${NOTE}\ngroups:\n  - name: tilltalk\n    rules:\n${rules.join('\n')}\n`;
}

/** The stories in which each fires or must not, as `promtool test rules` reads them beside a file of rules. */
export function alertTests(chosen: readonly Alert[] = alerts, rulesFile = 'alerts.yml'): string {
  const tests = chosen.flatMap((alert) => [
    story(alert.fires.series, `${alert.fires.at}`, `${alert.name}${expected(alert)}`),
    story(alert.quiet.series, alert.quiet.at, `${alert.name}\n        exp_alerts: []`),
  ]);
  return `${NOTE}\nrule_files:\n  - ${rulesFile}\nevaluation_interval: 1m\ntests:\n${tests.join('\n')}\n`;
}

function story(series: readonly Series[], at: string, alert: string): string {
  const input = series.map(
    ({ series: name, values }) => `      - series: ${text(name)}\n        values: ${text(values)}`,
  );
  return `  - interval: 1m
    input_series:
${input.join('\n')}
    alert_rule_test:
      - eval_time: ${at}
        alertname: ${alert}`;
}

function expected(alert: Alert): string {
  const labels = Object.entries({ severity: alert.severity, ...alert.fires.labels });
  const summary = alert.summary.replaceAll(
    /\{\{ \$labels\.(\w+) \}\}/g,
    (_all, name: string) => alert.fires.labels?.[name] ?? '',
  );
  return `
        exp_alerts:
          - exp_labels:
${labels.map(([name, value]) => `              ${name}: ${text(value)}`).join('\n')}
            exp_annotations:
              summary: ${text(summary)}
              runbook: ${text(runbookOf(alert))}`;
}

function runbookOf({ name }: Alert): string {
  return `${RUNBOOKS}#${name.toLowerCase()}`;
}

/** What to do about each, for docs/RUNBOOKS.md. */
export function runbooks(): string {
  return alerts.map(runbook).join('\n\n');
}

function runbook({ name, severity, meaning, expr, for: during, steps, summary }: Alert): string {
  const told = summary.replaceAll(/\{\{ \$labels\.(\w+) \}\}/g, '…');
  const urgency = severity === 'page' ? 'Somebody gets up.' : 'On the next working day.';
  return `### ${name}

${told} ${urgency}

${meaning}

${steps.map((step, index) => `${index + 1}. ${step}`).join('\n')}

\`\`\`promql
${expr}
\`\`\`

(for ${during})`;
}
