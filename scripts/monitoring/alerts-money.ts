import { type Alert, grown } from './alert.ts';

/** Alerts about money: what is charged, granted, returned and booked. */
export const moneyAlerts: readonly Alert[] = [
  {
    name: 'TilltalkPaymentsFailing',
    severity: 'page',
    expr: `${grown('tilltalk_payments_total{outcome="failed"}', '15m', ['gateway'])} / ${grown('tilltalk_payments_total', '15m', ['gateway'])} > 0.5 and ${grown('tilltalk_payments_total', '15m', ['gateway'])} >= 20`,
    for: '5m',
    summary: 'More than half of the payments at {{ $labels.gateway }} fail.',
    meaning: 'Learners want to pay and cannot. No money is lost: what failed was not charged.',
    steps: [
      'See which codes: `sum by (code) (increase(tilltalk_payments_total{outcome="failed"}[15m]))`. Codes of the learner’s bank (declined, insufficient funds) in numbers are card testing: look at *Risk* in the console.',
      '`gateway_unavailable` is trouble between us and the gateway: read its status page, and `npm run tilltalk -- gateways check`.',
      'Send new payments elsewhere meanwhile: `npm run tilltalk -- routing set-weight METHOD GATEWAY 0` ([ROUTING.md](ROUTING.md)).',
    ],
    fires: {
      series: [
        {
          series:
            'tilltalk_payments_total{outcome="failed",gateway="alipay",method="alipay",code="declined"}',
          values: '0+4x40',
        },
        {
          series: 'tilltalk_payments_total{outcome="succeeded",gateway="alipay",method="alipay",code="none"}',
          values: '0+1x40',
        },
      ],
      at: '30m',
      labels: { gateway: 'alipay' },
    },
    quiet: {
      series: [
        {
          series:
            'tilltalk_payments_total{outcome="failed",gateway="alipay",method="alipay",code="declined"}',
          values: '0+1x40',
        },
        {
          series: 'tilltalk_payments_total{outcome="succeeded",gateway="alipay",method="alipay",code="none"}',
          values: '0+4x40',
        },
      ],
      at: '30m',
    },
  },
  {
    name: 'TilltalkAttemptsInDoubt',
    severity: 'page',
    expr: 'max by (gateway) (tilltalk_attempts_in_doubt_oldest_seconds) > 900',
    for: '5m',
    summary: 'Nobody knows for a quarter of an hour whether attempts at {{ $labels.gateway }} were charged.',
    meaning:
      'Learners may have paid without getting access. Nothing is charged twice meanwhile: an attempt in doubt is asked about, never tried elsewhere.',
    steps: [
      'Does the gateway answer queries? `npm run tilltalk -- gateways check` and its status page.',
      'Look at the attempts in the console (*Orders*, state *being checked*): each says when it is asked next.',
      'When the gateway is back they settle by themselves within minutes.',
    ],
    fires: {
      series: [
        { series: 'tilltalk_attempts_in_doubt_oldest_seconds{gateway="stripe"}', values: '600+60x30' },
      ],
      at: '20m',
      labels: { gateway: 'stripe' },
    },
    quiet: {
      series: [{ series: 'tilltalk_attempts_in_doubt_oldest_seconds{gateway="stripe"}', values: '0+10x30' }],
      at: '20m',
    },
  },
  {
    name: 'TilltalkAttemptsGivenUp',
    severity: 'page',
    expr: 'max by (gateway) (tilltalk_attempts_given_up) > 0',
    for: '1m',
    summary: 'Attempts at {{ $labels.gateway }} are in doubt and asked about no more.',
    meaning: 'A learner may have paid and gets nothing until a person looks.',
    steps: [
      'Find them in the console, compare with the gateway’s own dashboard by our number.',
      'Charged there: replay its notification (`npm run tilltalk -- notifications replay ID`) or settle that day by the gateway’s proof (`npm run tilltalk -- reconcile --gateway NAME --day DAY --repair`).',
      'Not charged: close it at the gateway; the next query ends the attempt.',
    ],
    fires: {
      series: [{ series: 'tilltalk_attempts_given_up{gateway="stripe"}', values: '0x5 1x20' }],
      at: '10m',
      labels: { gateway: 'stripe' },
    },
    quiet: {
      series: [{ series: 'tilltalk_attempts_given_up{gateway="stripe"}', values: '0x30' }],
      at: '10m',
    },
  },
  {
    name: 'TilltalkGatewayCircuitOpen',
    severity: 'ticket',
    expr: 'max by (gateway, method) (tilltalk_gateway_circuit) == 1',
    for: '5m',
    summary: 'Payments by {{ $labels.method }} no longer go to {{ $labels.gateway }}.',
    meaning: 'The gateway failed several times in a row. Others take its payments where routing knows one.',
    steps: [
      'Read the gateway’s status page; `npm run tilltalk -- routing explain` shows what routing chooses instead.',
      'It is probed by itself; nothing has to be switched on again.',
    ],
    fires: {
      series: [
        { series: 'tilltalk_gateway_circuit{gateway="wechat",method="wechat_pay"}', values: '0x2 1x20' },
      ],
      at: '12m',
      labels: { gateway: 'wechat', method: 'wechat_pay' },
    },
    quiet: {
      series: [
        {
          series: 'tilltalk_gateway_circuit{gateway="wechat",method="wechat_pay"}',
          values: '0x2 1x2 2x1 0x20',
        },
      ],
      at: '12m',
    },
  },
  {
    name: 'TilltalkGatewayMismatch',
    severity: 'page',
    expr: `${grown('tilltalk_gateway_mismatch_total', '15m', ['gateway', 'field'])} > 0`,
    for: '0m',
    summary: '{{ $labels.gateway }} says another {{ $labels.field }} than we asked for.',
    meaning:
      'A message that is signed by the gateway does not fit our attempt: a wrong account or secret in the settings, or somebody tries to pay less. It was not believed; the gateway is asked.',
    steps: [
      'Read the log line `a gateway message does not match` with its attemptId.',
      'Compare merchant account and mode of the gateway’s settings (`npm run tilltalk -- config`).',
      'If the amount differs, look at the charge in the gateway’s dashboard before anything else.',
    ],
    fires: {
      series: [
        { series: 'tilltalk_gateway_mismatch_total{gateway="alipay",field="amount"}', values: '_x5 1x20' },
      ],
      at: '8m',
      labels: { gateway: 'alipay', field: 'amount' },
    },
    quiet: {
      series: [
        { series: 'tilltalk_gateway_mismatch_total{gateway="alipay",field="amount"}', values: '1x60' },
      ],
      at: '40m',
    },
  },
  {
    name: 'TilltalkNotificationsWaiting',
    severity: 'page',
    expr: 'max by (gateway) (tilltalk_notifications_waiting_oldest_seconds) > 120',
    for: '2m',
    summary: 'Notifications of {{ $labels.gateway }} are stored and not applied.',
    meaning: 'Learners paid and wait for access. The notifications are safe.',
    steps: [
      'Is a process with role `worker` or `all` running? Its log says why `checkout.apply_gateway_events` fails.',
      'Is the database slow or full? See *TilltalkJobFailing*.',
    ],
    fires: {
      series: [
        { series: 'tilltalk_notifications_waiting_oldest_seconds{gateway="alipay"}', values: '0+60x20' },
      ],
      at: '8m',
      labels: { gateway: 'alipay' },
    },
    quiet: {
      series: [
        { series: 'tilltalk_notifications_waiting_oldest_seconds{gateway="alipay"}', values: '0x3 60 0x20' },
      ],
      at: '8m',
    },
  },
  {
    name: 'TilltalkNotificationsParked',
    severity: 'page',
    expr: 'max by (gateway) (tilltalk_notifications_parked) > 0',
    for: '1m',
    summary: 'Notifications of {{ $labels.gateway }} could not be applied and are given up.',
    meaning:
      'Something a gateway told us has no effect until a person looks: a payment, a refund or a dispute.',
    steps: [
      '`npm run tilltalk -- notifications list --status failed` shows them with their error.',
      'Mend the cause, then `npm run tilltalk -- notifications replay --failed`; applying twice changes nothing.',
    ],
    fires: {
      series: [{ series: 'tilltalk_notifications_parked{gateway="alipay"}', values: '0x2 2x20' }],
      at: '6m',
      labels: { gateway: 'alipay' },
    },
    quiet: {
      series: [{ series: 'tilltalk_notifications_parked{gateway="alipay"}', values: '0x20' }],
      at: '6m',
    },
  },
  {
    name: 'TilltalkNotificationsRefused',
    severity: 'ticket',
    expr: `${grown('tilltalk_notifications_refused_total', '15m', ['gateway'])} > 50`,
    for: '0m',
    summary: 'Many messages in the name of {{ $labels.gateway }} prove nothing.',
    meaning:
      'Somebody sends forged notifications (harmless), or the gateway’s key or certificate changed and its real ones are refused.',
    steps: [
      'The newest are kept: `npm run tilltalk -- notifications list --refused`.',
      'If payments of that gateway wait at the same time, its keys changed: renew them in the settings ([GATEWAYS.md](GATEWAYS.md)).',
    ],
    fires: {
      series: [{ series: 'tilltalk_notifications_refused_total{gateway="wechat"}', values: '0+10x30' }],
      at: '20m',
      labels: { gateway: 'wechat' },
    },
    quiet: {
      series: [{ series: 'tilltalk_notifications_refused_total{gateway="wechat"}', values: '0+1x30' }],
      at: '20m',
    },
  },
  {
    name: 'TilltalkLedgerUnbalanced',
    severity: 'page',
    expr: 'max(max_over_time(tilltalk_ledger_unbalanced[1d])) > 0',
    for: '0m',
    summary: 'A posting of the ledger does not sum to zero.',
    meaning: 'Nothing of ours can write one: somebody wrote into the database by hand, or it is damaged.',
    steps: [
      'The log names it: `a posting of the ledger does not sum to zero`, with its ledgerTransactionId.',
      '`npm run tilltalk -- ledger trial-balance` and `npm run tilltalk -- audit verify` say what else differs.',
      'Entries are never changed: book the correction as a posting of its own, with finance.',
    ],
    fires: { series: [{ series: 'tilltalk_ledger_unbalanced', values: '0x5 1 0x60' }], at: '50m' },
    quiet: { series: [{ series: 'tilltalk_ledger_unbalanced', values: '0x60' }], at: '50m' },
  },
  {
    name: 'TilltalkReconciliationDifferences',
    severity: 'ticket',
    expr: 'sum by (gateway, kind) (tilltalk_reconciliation_differences) > 0',
    for: '1h',
    summary: 'The statement of {{ $labels.gateway }} and our books differ ({{ $labels.kind }}).',
    meaning: 'Each difference is a sum of money that one of the two does not know.',
    steps: [
      '`npm run tilltalk -- reconcile show` names each with what would repair it.',
      '`npm run tilltalk -- reconcile --gateway NAME --day DAY --repair` applies what the gateway proves; the rest is for finance ([RECONCILIATION.md](RECONCILIATION.md)).',
    ],
    fires: {
      series: [
        {
          series: 'tilltalk_reconciliation_differences{gateway="alipay",kind="missing_here"}',
          values: '0x2 3x120',
        },
      ],
      at: '90m',
      labels: { gateway: 'alipay', kind: 'missing_here' },
    },
    quiet: {
      series: [
        {
          series: 'tilltalk_reconciliation_differences{gateway="alipay",kind="missing_here"}',
          values: '0x2 3x20 0x100',
        },
      ],
      at: '90m',
    },
  },
  {
    name: 'TilltalkStatementsFailing',
    severity: 'ticket',
    expr: `${grown('tilltalk_statement_failures_total', '1d', ['gateway'])} > 2`,
    for: '0m',
    summary: 'Statements of {{ $labels.gateway }} cannot be read.',
    meaning: 'Days of that gateway are not compared with our books.',
    steps: [
      'The log line `a statement could not be compared` says why.',
      'It is tried again every ten minutes; `npm run tilltalk -- reconcile --gateway NAME --day DAY` tries at once.',
    ],
    fires: {
      series: [{ series: 'tilltalk_statement_failures_total{gateway="stripe"}', values: '0+1x30' }],
      at: '20m',
      labels: { gateway: 'stripe' },
    },
    quiet: {
      series: [{ series: 'tilltalk_statement_failures_total{gateway="stripe"}', values: '_ 1x30' }],
      at: '20m',
    },
  },
  {
    name: 'TilltalkRefundsManual',
    severity: 'ticket',
    expr: `${grown('tilltalk_refunds_manual_total', '1h')} > 0`,
    for: '0m',
    summary: 'A refund needs a person.',
    meaning:
      'The gateway can no longer return this money (too old, account closed). The learner was told that we look into it.',
    steps: [
      'Open *Approvals* in the console: it says what is owed to whom.',
      'Pay it out another way, then mark the refund as done.',
    ],
    fires: { series: [{ series: 'tilltalk_refunds_manual_total', values: '_x5 1x20' }], at: '10m' },
    quiet: { series: [{ series: 'tilltalk_refunds_manual_total', values: '4x120' }], at: '110m' },
  },
];
