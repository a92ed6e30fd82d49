import { type Alert, grown } from './alert.ts';

const ERRORS = 'sum(rate(tilltalk_http_request_seconds_count{status=~"5.."}[5m]))';
const REQUESTS = 'sum(rate(tilltalk_http_request_seconds_count[5m]))';
const TURNS_P95 = 'histogram_quantile(0.95, sum by (le) (rate(tilltalk_turn_seconds_bucket[10m])))';
const REQUESTS_P95 =
  'histogram_quantile(0.95, sum by (le) (rate(tilltalk_http_request_seconds_bucket[10m])))';

const request = (status: string, values: string) => ({
  series: `tilltalk_http_request_seconds_count{route="/v1/checkouts",method="POST",status="${status}"}`,
  values,
});
/** Of a hundred a minute, how many took up to a quarter of a second; the others up to five. */
const times = (name: string, quickPerMinute: number) => [
  { series: `${name}_bucket{le="0.25"}`, values: `0+${quickPerMinute}x60` },
  { series: `${name}_bucket{le="5"}`, values: '0+100x60' },
  { series: `${name}_bucket{le="+Inf"}`, values: '0+100x60' },
];

/** Alerts about the service itself: whether it is there, quick, and tells what happened. */
export const serviceAlerts: readonly Alert[] = [
  {
    name: 'TilltalkDown',
    severity: 'page',
    expr: 'up{job="tilltalk"} == 0',
    for: '30s',
    summary: '{{ $labels.instance }} does not answer.',
    meaning:
      'With one process nobody can chat or pay. What was paid is safe: gateways tell it again, the sweeper asks.',
    steps: [
      'Look at the process and its last log lines; start it again. It takes up where it stopped.',
      'Does it refuse to start? It says in one sentence what is missing (database, secret, setting).',
    ],
    fires: {
      series: [{ series: 'up{job="tilltalk",instance="127.0.0.1:3000"}', values: '1x5 0x20' }],
      at: '8m',
      labels: { job: 'tilltalk', instance: '127.0.0.1:3000' },
    },
    quiet: { series: [{ series: 'up{job="tilltalk",instance="127.0.0.1:3000"}', values: '1x30' }], at: '8m' },
  },
  {
    name: 'TilltalkErrors',
    severity: 'page',
    expr: `${ERRORS} / ${REQUESTS} > 0.02 and ${ERRORS} > 0.05`,
    for: '5m',
    summary: 'More than two of a hundred requests fail by our fault.',
    meaning:
      'Learners and hosts get errors. A press of pay that failed can be repeated safely: its key makes it one.',
    steps: [
      'Which routes: `sum by (route) (rate(tilltalk_http_request_seconds_count{status=~"5.."}[5m]))`.',
      'The log line `a request failed` has the error and the request’s id.',
    ],
    fires: { series: [request('500', '0+10x60'), request('201', '0+90x60')], at: '20m' },
    quiet: { series: [request('500', '0+1x60'), request('201', '0+99x60')], at: '20m' },
  },
  {
    name: 'TilltalkSlow',
    severity: 'ticket',
    expr: `${REQUESTS_P95} > 1`,
    for: '10m',
    summary: 'One request of twenty takes more than a second.',
    meaning: 'The checkout feels slow; learners press twice (harmless) or leave.',
    steps: [
      'Is it one route, or all? All: see *TilltalkEventLoopLag* and the database.',
      'Calls of gateways count into pay: `tilltalk_gateway_call_seconds`.',
    ],
    fires: { series: times('tilltalk_http_request_seconds', 80), at: '40m' },
    quiet: { series: times('tilltalk_http_request_seconds', 99), at: '40m' },
  },
  {
    name: 'TilltalkTurnsSlow',
    severity: 'ticket',
    expr: `${TURNS_P95} > 2`,
    for: '10m',
    summary: 'One answer of the bot of twenty takes more than two seconds.',
    meaning: 'Learners wait for the bot. Messages are not lost: they are committed before the bot begins.',
    steps: [
      'See *TilltalkEventLoopLag*.',
      'Was a large catalogue imported just now? Its index is built in slices beside the turns.',
    ],
    fires: { series: times('tilltalk_turn_seconds', 80), at: '40m' },
    quiet: { series: times('tilltalk_turn_seconds', 99), at: '40m' },
  },
  {
    name: 'TilltalkEventLoopLag',
    severity: 'ticket',
    expr: 'max by (instance) (nodejs_eventloop_lag_p99_seconds{job="tilltalk"}) > 0.5',
    for: '5m',
    summary: '{{ $labels.instance }} has more work than one core can do.',
    meaning: 'Everything of this process is late.',
    steps: [
      'More learners than usual? Add processes ([ARCHITECTURE.md](ARCHITECTURE.md), *Running it*).',
      'A report or an export of millions of rows? It ends by itself; run such things on a process with role `worker`.',
    ],
    fires: {
      series: [
        { series: 'nodejs_eventloop_lag_p99_seconds{job="tilltalk",instance="a"}', values: '0x5 0.9x20' },
      ],
      at: '15m',
      labels: { instance: 'a' },
    },
    quiet: {
      series: [
        { series: 'nodejs_eventloop_lag_p99_seconds{job="tilltalk",instance="a"}', values: '0.02x20' },
      ],
      at: '15m',
    },
  },
  {
    name: 'TilltalkOutboxLag',
    severity: 'page',
    expr: 'max by (subscription) (tilltalk_outbox_lag_seconds) > 60',
    for: '2m',
    summary: '{{ $labels.subscription }} hears of events more than a minute late.',
    meaning: 'Receipts, notices or webhooks are late. They are not lost.',
    steps: [
      'Is a process with role `worker` or `all` running? One of them holds the lock of the relay.',
      'The log says which event its handler cannot take.',
    ],
    fires: {
      series: [{ series: 'tilltalk_outbox_lag_seconds{subscription="bot.send_receipt"}', values: '0+30x20' }],
      at: '8m',
      labels: { subscription: 'bot.send_receipt' },
    },
    quiet: {
      series: [
        { series: 'tilltalk_outbox_lag_seconds{subscription="bot.send_receipt"}', values: '0x2 65 0x20' },
      ],
      at: '8m',
    },
  },
  {
    name: 'TilltalkOutboxParked',
    severity: 'page',
    expr: `${grown('tilltalk_outbox_parked_total', '1h', ['subscription'])} > 0`,
    for: '0m',
    summary: '{{ $labels.subscription }} gave up on an event.',
    meaning: 'A receipt, a notice or a webhook is missing until a person looks.',
    steps: [
      'The log line names the event and the error.',
      'Mend the cause; parked events stay in the table `failed_delivery`.',
    ],
    fires: {
      series: [
        { series: 'tilltalk_outbox_parked_total{subscription="bot.send_receipt"}', values: '_x5 1x20' },
      ],
      at: '8m',
      labels: { subscription: 'bot.send_receipt' },
    },
    quiet: {
      series: [{ series: 'tilltalk_outbox_parked_total{subscription="bot.send_receipt"}', values: '2x120' }],
      at: '110m',
    },
  },
  {
    name: 'TilltalkJobFailing',
    severity: 'page',
    expr: `${grown('tilltalk_job_failures_total', '10m', ['job'])} > 3`,
    for: '0m',
    summary: 'The job {{ $labels.job }} fails again and again.',
    meaning:
      'What it does waits: attempts in doubt, refunds, expiries, statements, the queue of conversations.',
    steps: [
      'The log line `a job failed and will run again` has the error.',
      'A full disk and a database that is away look like this, too.',
    ],
    fires: {
      series: [{ series: 'tilltalk_job_failures_total{job="checkout.check_attempts"}', values: '0+1x30' }],
      at: '20m',
      labels: { job: 'checkout.check_attempts' },
    },
    quiet: {
      series: [{ series: 'tilltalk_job_failures_total{job="checkout.check_attempts"}', values: '_x5 1x30' }],
      at: '20m',
    },
  },
  {
    name: 'TilltalkWebhooksFailing',
    severity: 'ticket',
    expr: `${grown('tilltalk_webhook_attempts_total{outcome!="delivered"}', '30m')} / ${grown('tilltalk_webhook_attempts_total', '30m')} > 0.5 and ${grown('tilltalk_webhook_attempts_total', '30m')} >= 10`,
    for: '10m',
    summary: 'Most webhooks to the host platform do not arrive.',
    meaning:
      'The platform does not hear of payments and access. Each is tried ten times over three days, in order.',
    steps: [
      '`npm run tilltalk -- webhook deliveries ENDPOINT_ID --status failed` shows what the platform answers.',
      'Tell its developer; `webhook resend` or `webhook enable` sends what was missed.',
    ],
    fires: {
      series: [{ series: 'tilltalk_webhook_attempts_total{outcome="refused"}', values: '0+2x60' }],
      at: '50m',
    },
    quiet: {
      series: [
        { series: 'tilltalk_webhook_attempts_total{outcome="refused"}', values: '0+1x60' },
        { series: 'tilltalk_webhook_attempts_total{outcome="delivered"}', values: '0+9x60' },
      ],
      at: '50m',
    },
  },
  {
    name: 'TilltalkWebhookEndpointDisabled',
    severity: 'ticket',
    expr: `${grown('tilltalk_webhook_endpoints_disabled_total', '1h', ['reason'])} > 0`,
    for: '0m',
    summary: 'An endpoint of the host platform was switched off ({{ $labels.reason }}).',
    meaning: 'The platform hears nothing more until somebody switches it on.',
    steps: [
      '`npm run tilltalk -- webhook list` names it.',
      'When it is mended: `npm run tilltalk -- webhook enable ENDPOINT_ID`.',
    ],
    fires: {
      series: [{ series: 'tilltalk_webhook_endpoints_disabled_total{reason="gone"}', values: '_x5 1x20' }],
      at: '8m',
      labels: { reason: 'gone' },
    },
    quiet: {
      series: [{ series: 'tilltalk_webhook_endpoints_disabled_total{reason="gone"}', values: '1x120' }],
      at: '110m',
    },
  },
  {
    name: 'TilltalkRiskDegraded',
    severity: 'ticket',
    expr: `${grown('tilltalk_risk_degraded_total', '10m', ['check'])} > 5`,
    for: '0m',
    summary: 'Payments are judged without the check {{ $labels.check }}.',
    meaning:
      'Payments go on or stop as the settings of that check say ([RISK.md](RISK.md)); fraud is found less well.',
    steps: [
      '`model`: the artifact is missing or was refused at the start; the log says why.',
      'Other checks: what they read (Redis, the event log) is away.',
    ],
    fires: {
      series: [{ series: 'tilltalk_risk_degraded_total{check="model"}', values: '0+2x30' }],
      at: '20m',
      labels: { check: 'model' },
    },
    quiet: { series: [{ series: 'tilltalk_risk_degraded_total{check="model"}', values: '3x30' }], at: '20m' },
  },
  {
    name: 'TilltalkRiskRefusalsMany',
    severity: 'ticket',
    expr: `${grown('tilltalk_risk_decisions_total{decision=~"block|review"}', '30m')} / ${grown('tilltalk_risk_decisions_total', '30m')} > 0.3 and ${grown('tilltalk_risk_decisions_total', '30m')} >= 20`,
    for: '5m',
    summary: 'A third of all presses of pay is blocked or held.',
    meaning: 'Either the shop is under attack, or a rule hits learners who did nothing wrong.',
    steps: [
      'The console’s *Risk* shows which rules fire and whom they hit.',
      'A rule that is wrong is snoozed or retired there.',
    ],
    fires: {
      series: [
        { series: 'tilltalk_risk_decisions_total{decision="block"}', values: '0+2x60' },
        { series: 'tilltalk_risk_decisions_total{decision="allow"}', values: '0+2x60' },
      ],
      at: '50m',
    },
    quiet: {
      series: [
        { series: 'tilltalk_risk_decisions_total{decision="block"}', values: '0+1x60' },
        { series: 'tilltalk_risk_decisions_total{decision="allow"}', values: '0+9x60' },
      ],
      at: '50m',
    },
  },
  {
    name: 'TilltalkLearnersWait',
    severity: 'ticket',
    expr: 'max(tilltalk_conversations_waiting_oldest_seconds{kind="now"}) > 300',
    for: '1m',
    summary: 'A learner has waited for a person for more than five minutes.',
    meaning: 'Somebody asked for help and sees a place in the line that does not move.',
    steps: [
      'Who is present: the console’s supervisor view.',
      'More agents, or office hours that say when somebody is there ([SERVICE.md](SERVICE.md)).',
    ],
    fires: {
      series: [{ series: 'tilltalk_conversations_waiting_oldest_seconds{kind="now"}', values: '0+60x30' }],
      at: '10m',
    },
    quiet: {
      series: [
        { series: 'tilltalk_conversations_waiting_oldest_seconds{kind="now"}', values: '30x30' },
        { series: 'tilltalk_conversations_waiting_oldest_seconds{kind="message"}', values: '0+600x30' },
      ],
      at: '10m',
    },
  },
];
