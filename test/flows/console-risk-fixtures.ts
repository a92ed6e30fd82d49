import type { ModelsView, ReviewCaseView, RuleBookView } from '../../src/risk/wire.ts';

const dayMs = 86_400_000;

/** What the stub of the console's server says of risk. */
export function riskAnswers(nowMs: number): Readonly<Record<string, unknown>> {
  return {
    'GET /reviews/rev_2': reviewOf(nowMs),
    'GET /risk/rules': bookOf(nowMs),
    'GET /risk/models': modelsOf(nowMs),
    'POST /risk/expressions': {
      fault: { message: 'there is no field called failures_9m', start: 0, end: 11 },
    },
    'POST /reviews/rev_2/decisions': { reviewId: 'rev_2', decision: 'approve' },
  };
}

const rule = (name: string, more: Partial<RuleBookView['rules'][number]>): RuleBookView['rules'][number] => ({
  ...{ name, ruleId: `rul_${name}`, version: 1, status: 'live', expression: 'failures_10m >= 4' },
  ...{ action: 'block', priority: 100, whenMissing: 'step_up', retryAfterSeconds: 600 },
  ...{ analystText: '{failures_10m} declined attempts within 10 minutes.', createdBy: 'system' },
  ...{ learner: { zh: '请过一会儿再试。', en: 'Please try again later.' }, updatedAtMs: 0 },
  ...more,
});

function bookOf(nowMs: number): RuleBookView {
  const dear = 'isFirstPurchase == 1.0 && accountAgeDays < 1.0 && amountTypical >= 3.0';
  const change = {
    wish: 'live' as 'live' | 'retired',
    ...{ changeId: 'rch_1', ruleId: 'rul_dear_for_new', name: 'dear_for_new', version: 2 },
    ...{ note: '试运行两周，命中 38% 是欺诈', requestedBy: 'staff:stf_9', createdAtMs: nowMs },
  };
  return {
    rules: [
      rule('card_testing', {}),
      rule('dear_for_new', { version: 2, status: 'shadow', action: 'challenge', expression: dear }),
      rule('many_products', { status: 'draft', action: 'review', expression: 'products_24h >= 5' }),
      rule('allow_listed', { action: 'allow', expression: 'onAllowList' }),
    ],
    changes: [
      { ...change, mayApprove: true },
      { ...change, changeId: 'rch_2', wish: 'retired', name: 'presses_many', mayApprove: false },
    ],
    snoozes: [],
    entries: [
      {
        ...{ entryId: 'rle_1', list: 'block', kind: 'ip', hint: '203.0.1…', createdBy: 'staff:stf_9' },
        ...{ note: '连续试卡', untilMs: nowMs + 20 * dayMs },
      },
    ],
    fields: [
      { name: 'failures_10m', type: 'number' },
      { name: 'onAllowList', type: 'flag' },
    ],
  };
}

function modelsOf(nowMs: number): ModelsView {
  const plan: ModelsView['inForce'][number] = {
    ...{ role: 'shadow', status: 'live' },
    ...{ planId: 'rmp_1', modelVersion: 'trees-51cd0a77', sharePercent: null },
    ...{ endsAtMs: nowMs + 14 * dayMs, note: null, requestedBy: 'staff:stf_9' },
    ...{ decidedBy: null, createdAtMs: nowMs, mayApprove: true },
  };
  return {
    ...{ champion: 'network-2ff1d5d55b52', isChampionMissing: false },
    models: [
      { version: 'network-2ff1d5d55b52', labels: 'simulated' },
      { version: 'trees-51cd0a77', labels: 'simulated' },
    ],
    refused: [{ file: 'models/trees-old.json', why: 'its content and its hash do not fit' }],
    inForce: [plan],
    wishes: [{ ...plan, planId: 'rmp_2', role: 'challenger', sharePercent: 10, status: 'requested' }],
    past: [],
  };
}

function reviewOf(nowMs: number): ReviewCaseView {
  const feature = (name: string, group: string, value: number | null, unusual: number) => ({
    ...{ name, group, value, unusual },
  });
  const similar = (
    checkoutId: string,
    decision: 'allow' | 'review' | 'block',
    outcome: 'paid' | 'unpaid' | 'fraud' | 'good',
  ) => ({
    ...{ checkoutId, decision, outcome, amountMinor: 36_800, currency: 'CNY', method: 'card' },
    ...{ distance: 1.2, createdAtMs: nowMs - 9 * dayMs },
  });
  return {
    ...{ reviewId: 'rev_2', status: 'open', checkoutId: 'co_2', learnerId: 'lrn_2', conversationId: null },
    ...{ amountMinor: 36_800, currency: 'CNY', method: 'card', score: 0.734, decidedBy: null, note: null },
    ...{ modelVersion: 'network-2ff1d5d55b52', createdAtMs: nowMs - 600_000, decidedAtMs: null },
    ruleHits: [
      { rule: 'dear_after_declines', version: 1, action: 'review' },
      { rule: 'dear_for_new', version: 1, action: 'challenge' },
    ],
    reasons: [
      'First purchase of an account of 0.2 days: 4.6 times the typical price after 2 declines.',
      'First purchase, 4.6 times the typical price, account 0.2 days old.',
    ],
    groups: [
      { group: 'declines', logit: 2.31 },
      { group: 'amount', logit: 1.12 },
      { group: 'account', logit: 0.84 },
      { group: 'chat', logit: -0.66 },
      { group: 'place', logit: 0.21 },
      { group: 'presses', logit: 0.09 },
      { group: 'payment', logit: -0.05 },
      { group: 'refunds', logit: -0.01 },
    ],
    features: [
      feature('failures_10m', 'declines', 2, 4.1),
      feature('dearWhileNew', 'amount', 2.3, 3.2),
      feature('accountAgeDays', 'account', 0.21, 2.2),
      feature('amountTypical', 'amount', 4.6, 1.9),
      feature('failures_24h', 'declines', 2, 1.8),
      feature('secondsToPay', 'chat', 412.5, 1.1),
      feature('messagesCount', 'chat', 5, 0.9),
      feature('payments_1h', 'presses', 3, 0.8),
      feature('byCard', 'payment', 1, 0.7),
      feature('payments_10m_ip', 'place', 3, 0.4),
      feature('failures_24h_device', 'place', null, 0),
    ],
    similar: [
      similar('co_11', 'review', 'good'),
      similar('co_12', 'allow', 'paid'),
      similar('co_13', 'block', 'fraud'),
      similar('co_14', 'review', 'unpaid'),
    ],
    owned: ['Python 零基础：从第一行代码到自动化脚本'],
  };
}
