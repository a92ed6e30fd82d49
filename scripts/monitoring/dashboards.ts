/** One plot: lines of the same unit. */
interface Plot {
  readonly title: string;
  readonly unit: 's' | 'reqps' | 'short' | 'percentunit' | 'bytes';
  /** Expression and what its line is called, in Grafana's `{{label}}` form. */
  readonly lines: readonly (readonly [expr: string, legend: string])[];
}

interface Dashboard {
  readonly file: string;
  readonly title: string;
  readonly plots: readonly Plot[];
}

const p = (share: number, metric: string, by = ''): string =>
  `histogram_quantile(${share}, sum by (le${by === '' ? '' : `, ${by}`}) (rate(${metric}_bucket[5m])))`;

const dashboards: readonly Dashboard[] = [
  {
    file: 'service',
    title: 'Tilltalk: service',
    plots: [
      {
        title: 'Requests',
        unit: 'reqps',
        lines: [['sum by (route) (rate(tilltalk_http_request_seconds_count[5m]))', '{{route}}']],
      },
      {
        title: 'Requests that failed by our fault',
        unit: 'reqps',
        lines: [
          ['sum by (route) (rate(tilltalk_http_request_seconds_count{status=~"5.."}[5m]))', '{{route}}'],
        ],
      },
      {
        title: 'Time of requests',
        unit: 's',
        lines: [
          [p(0.5, 'tilltalk_http_request_seconds'), 'p50'],
          [p(0.95, 'tilltalk_http_request_seconds'), 'p95'],
          [p(0.99, 'tilltalk_http_request_seconds'), 'p99'],
        ],
      },
      {
        title: 'Event loop',
        unit: 's',
        lines: [['nodejs_eventloop_lag_p99_seconds{job="tilltalk"}', '{{instance}} p99']],
      },
      {
        title: 'Processor',
        unit: 'percentunit',
        lines: [['rate(process_cpu_seconds_total{job="tilltalk"}[1m])', '{{instance}}']],
      },
      {
        title: 'Memory',
        unit: 'bytes',
        lines: [['process_resident_memory_bytes{job="tilltalk"}', '{{instance}}']],
      },
      {
        title: 'Events not yet told',
        unit: 's',
        lines: [['max by (subscription) (tilltalk_outbox_lag_seconds)', '{{subscription}}']],
      },
      {
        title: 'Jobs that failed',
        unit: 'short',
        lines: [['sum by (job) (increase(tilltalk_job_failures_total[5m]))', '{{job}}']],
      },
    ],
  },
  {
    file: 'money',
    title: 'Tilltalk: money',
    plots: [
      {
        title: 'Payments a minute',
        unit: 'short',
        lines: [['sum by (outcome) (rate(tilltalk_payments_total[5m])) * 60', '{{outcome}}']],
      },
      {
        title: 'Share that succeeds',
        unit: 'percentunit',
        lines: [
          [
            'sum by (gateway) (rate(tilltalk_payments_total{outcome="succeeded"}[15m])) / sum by (gateway) (rate(tilltalk_payments_total[15m]))',
            '{{gateway}}',
          ],
        ],
      },
      {
        title: 'Why payments fail',
        unit: 'short',
        lines: [['sum by (code) (increase(tilltalk_payments_total{outcome="failed"}[15m]))', '{{code}}']],
      },
      {
        title: 'Calls of gateways',
        unit: 's',
        lines: [[p(0.95, 'tilltalk_gateway_call_seconds', 'gateway'), '{{gateway}} p95']],
      },
      {
        title: 'Attempts in doubt',
        unit: 'short',
        lines: [['sum by (gateway) (tilltalk_attempts_in_doubt)', '{{gateway}}']],
      },
      {
        title: 'Notifications',
        unit: 'short',
        lines: [
          [
            'sum by (gateway, outcome) (rate(tilltalk_gateway_events_total[5m])) * 60',
            '{{gateway}} {{outcome}} a minute',
          ],
          ['sum by (gateway) (tilltalk_notifications_waiting)', '{{gateway}} waiting'],
        ],
      },
      {
        title: 'Differences to statements',
        unit: 'short',
        lines: [['sum by (gateway, kind) (tilltalk_reconciliation_differences)', '{{gateway}} {{kind}}']],
      },
      {
        title: 'Presses of pay by decision',
        unit: 'short',
        lines: [
          ['sum by (decision) (rate(tilltalk_risk_decisions_total[5m])) * 60', '{{decision}} a minute'],
        ],
      },
      {
        title: 'Circuits of gateways (1 = open)',
        unit: 'short',
        lines: [['max by (gateway, method) (tilltalk_gateway_circuit)', '{{gateway}} {{method}}']],
      },
      {
        title: 'Webhooks',
        unit: 'short',
        lines: [
          ['sum by (outcome) (rate(tilltalk_webhook_attempts_total[5m])) * 60', '{{outcome}} a minute'],
        ],
      },
    ],
  },
  {
    file: 'conversations',
    title: 'Tilltalk: conversations',
    plots: [
      {
        title: 'Turns a minute',
        unit: 'short',
        lines: [['sum by (outcome) (rate(tilltalk_turn_seconds_count[5m])) * 60', '{{outcome}}']],
      },
      {
        title: 'Time of a turn',
        unit: 's',
        lines: [
          [p(0.5, 'tilltalk_turn_seconds'), 'p50'],
          [p(0.95, 'tilltalk_turn_seconds'), 'p95'],
        ],
      },
      {
        title: 'Waiting for a person',
        unit: 'short',
        lines: [['sum by (kind) (tilltalk_conversations_waiting)', '{{kind}}']],
      },
      {
        title: 'How long the first has waited',
        unit: 's',
        lines: [['max by (kind) (tilltalk_conversations_waiting_oldest_seconds)', '{{kind}}']],
      },
      {
        title: 'Sockets',
        unit: 'short',
        lines: [
          ['sum(tilltalk_sockets_connected)', 'learners'],
          ['sum(tilltalk_consoles_connected)', 'consoles'],
          ['sum(tilltalk_direct_line_streams)', 'Direct Line'],
        ],
      },
    ],
  },
];

/** Grafana's dashboards by file name, as JSON to import. */
export function dashboardFiles(): ReadonlyMap<string, string> {
  return new Map(
    dashboards.map((dashboard) => [
      `${dashboard.file}.json`,
      `${JSON.stringify(grafana(dashboard), null, 2)}\n`,
    ]),
  );
}

function grafana({ file, title, plots }: Dashboard) {
  return {
    uid: `tilltalk-${file}`,
    title,
    tags: ['tilltalk'],
    timezone: 'browser',
    schemaVersion: 39,
    refresh: '10s',
    time: { from: 'now-3h', to: 'now' },
    templating: {
      list: [{ name: 'datasource', type: 'datasource', query: 'prometheus', label: 'Prometheus' }],
    },
    panels: plots.map(panel),
  };
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana's own form of a variable, chosen above the dashboard.
const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };
const [WIDTH, HEIGHT] = [12, 8];

function panel({ title, unit, lines }: Plot, index: number) {
  return {
    id: index + 1,
    type: 'timeseries',
    title,
    datasource: DATASOURCE,
    gridPos: { x: (index % 2) * WIDTH, y: Math.floor(index / 2) * HEIGHT, w: WIDTH, h: HEIGHT },
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    targets: lines.map(([expr, legendFormat], line) => ({
      refId: String.fromCharCode(65 + line),
      datasource: DATASOURCE,
      expr,
      legendFormat,
    })),
  };
}
