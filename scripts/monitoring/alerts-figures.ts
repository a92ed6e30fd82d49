import type { Alert } from './alert.ts';

const decided = (span: string, decision = '') =>
  `sum(rate(tilltalk_risk_decisions_total${decision}[${span}]))`;
const stopped = (span: string) => `(${decided(span, '{decision!="allow"}')} / ${decided(span)})`;
const BEFORE = `(sum(rate(tilltalk_risk_decisions_total{decision!="allow"}[6h] offset 1h)) / sum(rate(tilltalk_risk_decisions_total[6h] offset 1h)))`;

const decisions = (decision: string, values: string) => ({
  series: `tilltalk_risk_decisions_total{decision="${decision}"}`,
  values,
});

/** Alerts about figures that people decide by: the facts, and the judgement of payments. */
export const figureAlerts: readonly Alert[] = [
  {
    name: 'TilltalkFactsDiffer',
    severity: 'page',
    expr: 'tilltalk_analytics_money_differences > 0',
    for: '0m',
    summary: 'Figures of analytics do not equal the ledger.',
    meaning:
      'Nobody’s money is wrong: the ledger is the truth. What the dashboard and exports say of a day is not.',
    steps: [
      '`npm run tilltalk -- analytics check` names each day, account and currency that differs.',
      '`npm run tilltalk -- analytics rebuild` reads the facts anew; check again.',
      'Does it differ still? Tell whoever develops Tilltalk, and take figures from `npm run tilltalk -- ledger trial-balance` meanwhile.',
    ],
    fires: { series: [{ series: 'tilltalk_analytics_money_differences', values: '0x5 1x10' }], at: '8m' },
    quiet: { series: [{ series: 'tilltalk_analytics_money_differences', values: '0x20' }], at: '8m' },
  },
  {
    name: 'TilltalkFactsBehind',
    severity: 'ticket',
    expr: 'tilltalk_analytics_behind_events > 10000 or time() - (tilltalk_analytics_read_timestamp_seconds > 0) > 3600',
    for: '15m',
    summary: 'Figures of analytics are not of now.',
    meaning:
      'Analysts see less than happened; answers say by how many events. Sales and conversations are not touched.',
    steps: [
      'The worker’s log: `the facts cannot be opened` means that another process has the file.',
      'Is its disk full, or is the worker busy with something else? It reads every five minutes.',
      '`npm run tilltalk -- analytics rebuild` while the worker is stopped reads all of it anew.',
    ],
    fires: {
      series: [{ series: 'tilltalk_analytics_read_timestamp_seconds', values: '60x120' }],
      at: '90m',
    },
    quiet: {
      series: [
        { series: 'tilltalk_analytics_read_timestamp_seconds', values: '60+60x120' },
        { series: 'tilltalk_analytics_behind_events', values: '500x120' },
      ],
      at: '90m',
    },
  },
  {
    name: 'TilltalkRiskDrift',
    severity: 'ticket',
    expr: 'tilltalk_risk_score_psi > 0.25',
    for: '30m',
    summary: 'The risk scores of the last day are not those of the four weeks before.',
    meaning:
      'Whoever pays has changed, an attack goes on, or a feature is no longer what the model was trained on.',
    steps: [
      '`npm run tilltalk -- risk report` shows which features moved with the score (0.1 is a change, 0.25 a large one).',
      'A feature that is suddenly always missing or always the same is broken: find what stopped to tell it.',
      'Real change: train on newer labels (`npm run tilltalk -- risk train`) and let the new model run as shadow first.',
    ],
    fires: { series: [{ series: 'tilltalk_risk_score_psi', values: '0.05x30 0.4x90' }], at: '90m' },
    quiet: { series: [{ series: 'tilltalk_risk_score_psi', values: '0.12x120' }], at: '90m' },
  },
  {
    name: 'TilltalkRiskStops',
    severity: 'ticket',
    expr: `${stopped('1h')} > 3 * ${BEFORE} and ${stopped('1h')} > 0.05 and ${decided('1h')} * 3600 > 50`,
    for: '15m',
    summary: 'Three times as many payments as usual are challenged, held or blocked.',
    meaning: 'Either somebody attacks, or the scores have moved and good learners are stopped.',
    steps: [
      '`npm run tilltalk -- risk report` shows which features and which score moved, and the newest rules.',
      'Look at held payments in the console: are they alike (one address, one card range), or ordinary learners?',
      'Good learners: snooze the rule or put the model back; both are versions that can be taken back.',
    ],
    fires: {
      series: [decisions('allow', '0+10x600'), decisions('challenge', '0+0x480 0+5x120')],
      at: '540m',
    },
    quiet: {
      series: [decisions('allow', '0+10x600'), decisions('challenge', '0+1x600')],
      at: '540m',
    },
  },
];
