import type { ServiceView } from '../../src/bot/handoff/wire.ts';
import type { StaffAccountView, StaffSessionView } from '../../src/identity/wire.ts';

const hourMs = 3_600_000;

const service: ServiceView = {
  version: 3,
  settings: {
    timeZone: 'Asia/Shanghai',
    week: [
      ...Array.from({ length: 5 }, (): [number, number][] => [
        [540, 720],
        [810, 1_080],
      ]),
      [[600, 960]],
      [],
    ],
    days: [{ date: '2026-10-01', spans: [], name: { zh: '国庆节', en: 'National Day' } }],
    targets: {
      urgent: { firstAnswerMs: 120_000, nextAnswerMs: 180_000, resolutionMs: 3_600_000 },
      high: { firstAnswerMs: 180_000, nextAnswerMs: 180_000, resolutionMs: 4 * 3_600_000 },
      normal: { firstAnswerMs: 300_000, nextAnswerMs: 300_000, resolutionMs: null },
    },
    offerMs: 30_000,
    wrapUpMs: 120_000,
    askCsat: true,
    skillFor: { payment_review: 'risk' },
  },
  isOpen: true,
  opensAtMs: null,
};

/** What the settings of a console read, by the names of their calls. */
export function settingsAnswers(nowMs: number): Record<string, unknown> {
  return {
    'GET /v1/staff/sessions': { sessions: sessions(nowMs) },
    'GET /v1/staff/accounts': { accounts: accounts(nowMs) },
    'GET /service': service,
  };
}

function sessions(nowMs: number): StaffSessionView[] {
  const one = { createdAtMs: nowMs - 20 * hourMs, lastSeenAtMs: nowMs - hourMs, expiresAtMs: nowMs + hourMs };
  return [
    { ...one, sessionId: 'ses_1', device: 'Chrome · Windows', lastSeenAtMs: nowMs, isThis: true },
    { ...one, sessionId: 'ses_2', device: 'Safari · iOS', isThis: false },
    { ...one, sessionId: 'ses_3', device: null, isThis: false },
  ];
}

function accounts(nowMs: number): StaffAccountView[] {
  const one = { isDisabled: false, lockedUntilMs: null, sessionsCount: 0, createdAtMs: nowMs - 900 * hourMs };
  return [
    { ...one, staffId: 'staff_ann', login: 'ann', displayName: 'Ann', role: 'agent', isDisabled: true },
    { ...one, staffId: 'staff_me', login: 'lin', displayName: '林一', role: 'admin', sessionsCount: 3 },
    {
      ...one,
      staffId: 'staff_zhou',
      login: 'zhou.min',
      displayName: '周敏',
      role: 'agent',
      lockedUntilMs: nowMs + hourMs / 4,
    },
    { ...one, staffId: 'staff_he', login: 'he', displayName: '何分析', role: 'analyst', sessionsCount: 1 },
  ];
}
