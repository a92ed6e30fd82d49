import type {
  ApprovalView,
  AuditPage,
  CaseView,
  ConversationDetails,
  ListedConversation,
  ProductChoice,
  SearchAnswer,
} from '../../src/bot/console/wire.ts';
import type {
  AgentView,
  ConsoleConversation,
  ConsoleHeldPayment,
  ConsoleThread,
  QueueView,
} from '../../src/bot/handoff/wire.ts';
import type { Activity } from '../../src/bot/wire.ts';
import type { StaffView } from '../../src/identity/wire.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** A day at a console, told around one instant: everything the page can show is in it somewhere. */
export function consoleDay(nowMs: number) {
  const staff: StaffView = {
    staffId: 'staff_me',
    login: 'lin',
    displayName: '林一',
    role: 'supervisor',
    csrfToken: 'token',
    expiresAtMs: nowMs + 12 * hourMs,
  };
  return {
    isSignedIn: true,
    staff,
    me: agent({ staffId: 'staff_me', displayName: '林一', load: 2 }, nowMs),
    agents: [
      agent({ staffId: 'staff_me', displayName: '林一', load: 2 }, nowMs),
      agent({ staffId: 'staff_zhou', displayName: '周敏', load: 4, skills: ['refund', 'tech'] }, nowMs),
      agent({ staffId: 'staff_ann', displayName: 'Ann', load: 1, status: 'away', languages: ['en'] }, nowMs),
    ],
    line: lineOf(),
    queue: [
      waiting('conv_1', { learnerName: '陈*航', priority: 'urgent', reason: 'payment_review' }, nowMs),
      waiting('conv_2', { learnerName: 'M*** J****', language: 'en', reason: 'not_understood' }, nowMs),
      waiting('conv_3', { learnerName: null, isGuest: true, isMessage: true }, nowMs),
    ],
    mine: [
      waiting(
        'conv_4',
        { learnerName: '林*满', state: 'human', sla: [sla('next_answer', nowMs - 4 * minuteMs)] },
        nowMs,
      ),
      waiting(
        'conv_5',
        { learnerName: '苏*', state: 'human', sla: [sla('next_answer', nowMs + 90_000)] },
        nowMs,
      ),
    ],
    held: [held('rev_1', 'conv_1', nowMs), held('rev_2', null, nowMs)],
    listed: [
      listed(
        'conv_4',
        { learnerName: '林*满', ownerId: 'staff_me', ownerName: '林一', isBreached: true },
        nowMs,
      ),
      listed('conv_6', { learnerName: '何*', state: 'bot' }, nowMs),
      listed('conv_7', { learnerName: '吴**', state: 'closed', ownerName: '周敏' }, nowMs),
    ],
    approvals: [approval(nowMs)],
    cases: [caseOf(nowMs)],
    thread: threadOf(nowMs),
    details: detailsOf(nowMs),
    audit: auditOf(nowMs),
    search: searchOf(nowMs),
    /** What a part of a search leads on to. */
    searchOn: searchOf(nowMs),
    products,
  };
}

export type ConsoleDay = ReturnType<typeof consoleDay>;

function agent(given: Partial<AgentView>, nowMs: number): AgentView {
  return {
    staffId: 'staff_me',
    displayName: '林一',
    status: 'available',
    statusSinceMs: nowMs - hourMs,
    load: 0,
    capacity: 4,
    skills: [],
    languages: ['zh', 'en'],
    csat: { answered: 12, meanScore: 4.58 },
    ...given,
  };
}

function lineOf(): QueueView {
  return {
    waiting: 3,
    offered: 0,
    messages: 1,
    longestWaitMs: 9 * minuteMs,
    expectedWaitMs: 4 * minuteMs,
    agentsAvailable: 2,
    freeSlots: 5,
    isOpen: true,
    opensAtMs: null,
    csat: { asked: 40, answered: 31, meanScore: 4.6 },
    breached: 1,
  };
}

function sla(timer: 'first_answer' | 'next_answer', dueAtMs: number) {
  return { timer, dueAtMs, breachedAtMs: dueAtMs < Date.now() ? dueAtMs : null };
}

function waiting(
  conversationId: string,
  given: Partial<ConsoleConversation>,
  nowMs: number,
): ConsoleConversation {
  return {
    conversationId,
    state: 'queued',
    priority: 'normal',
    skill: null,
    isMessage: false,
    offer: null,
    wrapUpUntilMs: null,
    sla: [sla('first_answer', nowMs + 3 * minuteMs + 20_000)],
    learnerName: null,
    isGuest: false,
    language: 'zh',
    reason: 'asked',
    requestedAtMs: nowMs - 6 * minuteMs,
    acceptedAtMs: null,
    lastMessage: {
      text: '我买的课程打不开，能帮我看一下吗？',
      sender: 'learner',
      atMs: nowMs - 2 * minuteMs,
    },
    ...given,
  };
}

function held(reviewId: string, conversationId: string | null, nowMs: number): ConsoleHeldPayment {
  return {
    reviewId,
    conversationId,
    learnerName: '陈*航',
    currency: 'CNY',
    amountMinor: 36_800,
    reasons: ['一小时内两次银行卡被拒'],
    createdAtMs: nowMs - 12 * minuteMs,
  };
}

/** As many closed threads as wanted, each older than the one before. */
export function manyListed(count: number, nowMs: number): ListedConversation[] {
  return Array.from({ length: count }, (_none, at) =>
    listed(
      `conv_${100 + at}`,
      { learnerName: `第${at}位`, state: 'closed', updatedAtMs: nowMs - at * minuteMs },
      nowMs,
    ),
  );
}

function listed(
  conversationId: string,
  given: Partial<ListedConversation>,
  nowMs: number,
): ListedConversation {
  return {
    conversationId,
    learnerId: `lrn_${conversationId}`,
    learnerName: null,
    isGuest: false,
    language: 'zh',
    state: 'human',
    ownerId: null,
    ownerName: null,
    labels: [{ labelId: 'lab_refund', name: '退款', colour: 'orange' }],
    snoozedUntilMs: null,
    isBreached: false,
    lastMessage: { text: '好的，谢谢你', sender: 'learner', atMs: nowMs - hourMs },
    updatedAtMs: nowMs - hourMs,
    ...given,
  };
}

function approval(nowMs: number): ApprovalView {
  return {
    approvalId: 'apr_1',
    conversationId: 'conv_4',
    learnerId: 'lrn_4',
    learnerName: '林*满',
    status: 'requested',
    wish: { kind: 'refund', refund: { paymentId: 'pay_1', amountMinor: 80_000, reason: '重复购买' } },
    amountMinor: 80_000,
    currency: 'CNY',
    note: '学员同一天买了两次训练营',
    requestedById: 'staff_zhou',
    requestedByName: '周敏',
    decidedById: null,
    decidedByName: null,
    decisionNote: null,
    createdAtMs: nowMs - 8 * minuteMs,
    expiresAtMs: nowMs + 24 * hourMs,
    decidedAtMs: null,
    mayDecide: true,
  };
}

function caseOf(nowMs: number): CaseView {
  return {
    caseId: 'case_1',
    caseNumber: 'C20261123001',
    kind: 'minor_refund',
    subject: 'minor_refund',
    status: 'working',
    learnerId: 'lrn_4',
    learnerName: '林*满',
    conversationId: 'conv_4',
    paymentId: 'pay_1',
    orderNumber: '202611230001',
    currency: 'CNY',
    amountMinor: 19_800,
    ownerId: null,
    ownerName: null,
    openedAtMs: nowMs - 20 * hourMs,
    dueAtMs: nowMs - hourMs,
    isOverdue: true,
    closedAtMs: null,
    entries: [
      {
        caseEntryId: 'ent_1',
        kind: 'opened',
        staffId: 'staff_zhou',
        staffName: '周敏',
        text: '家长说是孩子误买，已请对方补充证明',
        attachmentIds: [],
        files: [],
        createdAtMs: nowMs - 20 * hourMs,
      },
    ],
    nextStatuses: ['waiting', 'withdrawn'],
    outcomeMessage: null,
    refundIds: [],
  };
}

function said(seq: number, sender: Activity['channelData']['sender'], text: string, atMs: number): Activity {
  return {
    id: `act_${seq}`,
    type: 'message',
    channelId: 'tilltalk',
    timestamp: new Date(atMs).toISOString(),
    from: {
      id: sender === 'agent' ? 'staff_me' : sender,
      ...(sender === 'agent' ? { name: '林一' } : {}),
      role: sender === 'learner' ? 'user' : 'bot',
    },
    conversation: { id: 'conv_4' },
    text,
    channelData: { seq, sender },
  };
}

function threadOf(nowMs: number): ConsoleThread {
  return {
    conversationId: 'conv_4',
    language: 'zh',
    surface: 'web',
    handoff: { owner: 'agent', position: null, agentName: '林一', atMs: nowMs },
    isMine: true,
    reason: 'asked',
    service: {
      state: 'human',
      priority: 'normal',
      skill: null,
      isMessage: false,
      offer: null,
      wrapUpUntilMs: null,
      sla: [sla('next_answer', nowMs - 4 * minuteMs)],
      steps: [
        {
          from: 'bot',
          to: 'queued',
          reason: 'asked',
          staffId: null,
          staffName: null,
          note: null,
          atMs: nowMs - 20 * minuteMs,
        },
        {
          from: 'queued',
          to: 'human',
          reason: 'claimed',
          staffId: 'staff_me',
          staffName: '林一',
          note: null,
          atMs: nowMs - 12 * minuteMs,
        },
      ],
      csat: null,
    },
    activities: [
      said(1, 'learner', '我买的 Python 课程打不开', nowMs - 22 * minuteMs),
      said(2, 'bot', '你可以在“我的订单”里点开始学习。还打不开的话，我帮你转人工。', nowMs - 22 * minuteMs),
      said(3, 'learner', '找真人', nowMs - 20 * minuteMs),
      said(4, 'system', '你排在第 1 位，客服会尽快接待。', nowMs - 20 * minuteMs),
      said(5, 'system', '客服 林一 已接入，现在由真人为你服务。', nowMs - 12 * minuteMs),
      said(6, 'agent', '你好，我看到你的订单了。请刷新一下再试，我在这里等你。', nowMs - 11 * minuteMs),
      said(7, 'learner', '刷新了，还是提示没有权限。\n要不先退一门吧？', nowMs - 9 * minuteMs),
    ],
    hasEarlier: false,
    learner: {
      learnerId: 'lrn_4',
      displayName: '林*满',
      hostUserId: null,
      isGuest: false,
      createdAtMs: nowMs,
    },
    orders: [],
    payments: [],
    entitlements: [],
    assessments: [],
    reviews: [],
  };
}

function orderOf(nowMs: number): ConversationDetails['orders'][number] {
  const line = { productId: 'prod_1', totalMinor: 9_900, refundableMinor: 9_900 };
  return {
    orderId: 'ord_1',
    orderNumber: '202611230001',
    status: 'paid',
    currency: 'CNY',
    totalMinor: 19_800,
    discountMinor: 0,
    lines: [
      { ...line, orderLineId: 'line_1', title: 'Python 零基础：从第一行代码到自动化脚本' },
      { ...line, orderLineId: 'line_2', title: '写给忙人的数据分析课' },
    ],
    refundableMinor: 19_800,
    payment: {
      paymentId: 'pay_1',
      status: 'succeeded',
      currency: 'CNY',
      amountMinor: 19_800,
      refundedMinor: 0,
      method: 'alipay',
      gateway: 'sandbox',
      gatewayReference: 'T1',
      failureCode: null,
      createdAtMs: nowMs - 3 * hourMs,
      succeededAtMs: nowMs - 3 * hourMs,
      refunds: [],
      disputes: [],
    },
    createdAtMs: nowMs - 3 * hourMs,
    paidAtMs: nowMs - 3 * hourMs,
  };
}

function detailsOf(nowMs: number): ConversationDetails {
  return {
    conversationId: 'conv_4',
    language: 'zh',
    surface: 'web',
    learner: {
      learnerId: 'lrn_4',
      isGuest: false,
      name: '林*满',
      hostUserId: 'gle***in',
      email: 'l***@example.com',
      phone: '138****5678',
      ip: null,
      createdAtMs: nowMs - 40 * 24 * hourMs,
    },
    labels: [{ labelId: 'lab_refund', name: '退款', colour: 'orange' }],
    snooze: null,
    viewers: [
      { staffId: 'staff_me', displayName: '林一' },
      { staffId: 'staff_zhou', displayName: '周敏' },
    ],
    notes: [
      {
        noteId: 'note_1',
        conversationId: 'conv_4',
        afterSeq: 6,
        text: '权限延迟，技术在查；如果 10 分钟还没好就先退一门。',
        staffId: 'staff_zhou',
        staffName: '周敏',
        createdAtMs: nowMs - 10 * minuteMs,
      },
    ],
    orders: [orderOf(nowMs)],
    entitlements: [],
    wallet: [{ currency: 'CNY', paidMinor: 5_000, bonusMinor: 500, heldMinor: 0 }],
    risk: { assessments: [assessment(nowMs)], reviews: [] },
    pastConversations: [
      {
        conversationId: 'conv_9',
        surface: 'web',
        status: 'open',
        lastText: '发票怎么开？',
        createdAtMs: nowMs - 9 * 24 * hourMs,
        updatedAtMs: nowMs - 9 * 24 * hourMs,
        mayRead: true,
      },
    ],
    invoices: [],
    csat: [{ conversationId: 'conv_9', score: 4, comment: '很快', atMs: nowMs - 9 * 24 * hourMs }],
    cases: [caseOf(nowMs)],
    approvals: [],
  };
}

function assessment(nowMs: number): ConversationDetails['risk']['assessments'][number] {
  return {
    assessmentId: 'asm_1',
    checkoutId: 'co_1',
    decision: 'allow',
    score: 0.021,
    currency: 'CNY',
    amountMinor: 19_800,
    reasons: [],
    createdAtMs: nowMs - 3 * hourMs,
  };
}

function auditOf(nowMs: number): AuditPage {
  return {
    entries: [
      {
        sequence: 2,
        action: 'console.field_revealed',
        actor: 'staff:staff_zhou',
        actorName: '周敏',
        subjectId: 'lrn_4',
        detail: { field: 'phone', reason: '回电核实' },
        occurredAtMs: nowMs - hourMs,
      },
    ],
    nextCursor: 1,
  };
}

function searchOf(nowMs: number): SearchAnswer {
  return {
    messages: {
      items: [
        {
          activityId: 'act_3',
          conversationId: 'conv_4',
          seq: 1,
          sender: 'learner',
          learnerName: '林*满',
          excerpt: '我买的 Python 课程打不开',
          marks: [[11, 13]],
          createdAtMs: nowMs - hourMs,
        },
      ],
      nextCursor: '7',
    },
    people: {
      items: [
        {
          learnerId: 'lrn_4',
          learnerName: '林*满',
          hostUserId: 'gle***in',
          isGuest: false,
          conversationId: 'conv_4',
        },
      ],
      nextCursor: null,
    },
    orders: null,
    isIndexing: false,
  };
}

const products: ProductChoice[] = [
  {
    productId: 'prod_1',
    title: 'Python 零基础：从第一行代码到自动化脚本',
    kind: 'course',
    language: 'zh',
    author: '沈工',
    prices: [{ currency: 'CNY', amountMinor: 9_900 }],
  },
  {
    productId: 'prod_2',
    title: '写给忙人的数据分析课',
    kind: 'column',
    language: 'zh',
    author: null,
    prices: [
      { currency: 'CNY', amountMinor: 12_900 },
      { currency: 'USD', amountMinor: 1_900 },
    ],
  },
];
