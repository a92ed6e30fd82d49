import type { DomainEvent } from '../../kernel/domain-event.ts';
import type { Dimension, JourneyQuestion, JourneyStep } from './wire.ts';

/** What one event of a journey is known by; null where nobody knows. */
export type Known = Readonly<Record<Dimension, string | null>>;

export interface NaiveStep {
  readonly step: JourneyStep;
  readonly atMs: number;
  readonly learnerId: string;
  readonly conversationId: string | null;
  readonly known: Known;
}

interface Told {
  readonly [name: string]: unknown;
  readonly lines?: readonly { productId: string; impressionId?: string | null; isWhole?: boolean }[];
  readonly items?: readonly { impressionId: string; productId: string }[];
}

const toldBy = (event: DomainEvent) => event.payload as Told;
const text = (value: unknown) => (typeof value === 'string' ? value : null);

/** Reads a log the slow way: every fact the first time it is told, every question about it by searching the log. */
export function naiveSteps(
  events: readonly DomainEvent[],
  kindOf: (productId: string) => string,
): NaiveStep[] {
  const log = events.filter((event) => isFirstTelling(event, events));
  const steps = log.flatMap((event) => stepsOf(event, log));
  return steps
    .map((step, place) => ({ ...complete(step, log, kindOf), place }))
    .sort((one, other) => one.atMs - other.atMs || one.place - other.place);
}

/** Facts that are known by an id of their own are counted once. */
function isFirstTelling(event: DomainEvent, events: readonly DomainEvent[]): boolean {
  const name = factName(event);
  return name === null || events.find((other) => factName(other) === name) === event;
}

function factName(event: DomainEvent): string | null {
  const ids: Readonly<Record<string, unknown>> = {
    'conversation.started': event.conversationId,
    'turn.answered': event.subjectId,
  };
  return event.type in ids ? `${event.type} ${ids[event.type]}` : null;
}

type Half = Pick<NaiveStep, 'step' | 'atMs' | 'conversationId'> & {
  readonly event: DomainEvent;
  readonly content: string | null;
  readonly impressionId: string | null;
};

const LINE_STEPS: Readonly<Record<string, JourneyStep>> = {
  'checkout.opened': 'opened',
  'payment.created': 'pressed',
  'payment.succeeded': 'paid',
  'payment.refunded': 'refunded',
};

function stepsOf(event: DomainEvent, log: readonly DomainEvent[]): Half[] {
  const base = { event, atMs: event.occurredAtMs, conversationId: event.conversationId ?? null };
  const plain = (step: JourneyStep): Half => ({ ...base, step, content: null, impressionId: null });
  const told = toldBy(event);
  if (event.type === 'turn.answered') return [plain('asked')];
  if (event.type === 'handoff.requested') return [plain('handedOff')];
  if (event.type === 'impression.clicked') {
    return [
      {
        ...base,
        step: 'clicked',
        content: text(told['productId']),
        impressionId: text(told['impressionId']),
      },
    ];
  }
  if (event.type === 'recommendation.shown') {
    return (told.items ?? [])
      .filter((item) => firstShowing(item.impressionId, log) === event)
      .map((item) => ({ ...base, step: 'shown', content: item.productId, impressionId: item.impressionId }));
  }
  const step = LINE_STEPS[event.type];
  if (step === undefined) return [];
  return (told.lines ?? [])
    .filter(({ productId }) => firstLine(event, productId, log) === event)
    .filter(({ isWhole }) => isWhole !== false)
    .map((line) => ({ ...base, step, content: line.productId, impressionId: line.impressionId ?? null }));
}

/** A line is one product of what was opened, pressed, paid or given back. */
function firstLine(
  event: DomainEvent,
  productId: string,
  log: readonly DomainEvent[],
): DomainEvent | undefined {
  const idName =
    { 'checkout.opened': 'checkoutId', 'payment.refunded': 'refundId' }[event.type] ?? 'paymentId';
  return log.find(
    (one) =>
      one.type === event.type &&
      toldBy(one)[idName] === toldBy(event)[idName] &&
      (toldBy(one).lines ?? []).some((line) => line.productId === productId),
  );
}

function firstShowing(impressionId: string | null, log: readonly DomainEvent[]): DomainEvent | undefined {
  return log.find((event) =>
    (toldBy(event).items ?? []).some(
      (item) => event.type === 'recommendation.shown' && item.impressionId === impressionId,
    ),
  );
}

function complete(half: Half, log: readonly DomainEvent[], kindOf: (productId: string) => string): NaiveStep {
  const { event, step, atMs, conversationId, content } = half;
  const showing = half.impressionId === null ? undefined : firstShowing(half.impressionId, log);
  const seen = showing && toldBy(showing);
  const started = log.find(
    (one) => one.type === 'conversation.started' && one.conversationId === conversationId,
  );
  const from = (name: string) => {
    const own =
      ['surface', 'language'].includes(name) && event.type === 'handoff.requested'
        ? null
        : text(toldBy(event)[name]);
    return own ?? text(seen?.[name]) ?? (started ? text(toldBy(started)[name]) : null);
  };
  const asking = log.find(
    (one) => one.type === 'turn.answered' && one.subjectId === seen?.['turnActivityId'],
  );
  const learnerId = ownerOf(event, log);
  const known: Known = {
    content,
    kind: content === null ? null : kindOf(content),
    channel: from('surface'),
    language: from('language'),
    intent: step === 'asked' ? text(toldBy(event)['intent']) : asking ? text(toldBy(asking)['intent']) : null,
    variant: text(seen?.['variant']),
    gateway: gatewayOf(half, log),
    owner: isWithAgent(half, log) ? 'agent' : 'bot',
    returning: hadPaid(learnerId, atMs, log) ? 'returning' : 'new',
  };
  return { step, atMs, learnerId, conversationId, known };
}

/** A conversation and all in it belong to whom it was moved to last. */
function ownerOf(event: DomainEvent, log: readonly DomainEvent[]): string {
  const inside = log.filter(
    (one) => one.conversationId === event.conversationId && event.conversationId !== null,
  );
  const started = inside.find((one) => one.type === 'conversation.started');
  const moved = inside.filter((one) => one.type === 'conversation.moved').at(-1);
  if (started === undefined) return event.learnerId ?? '';
  return (moved && moved.position > started.position ? moved.learnerId : started.learnerId) ?? '';
}

function gatewayOf({ event, step }: Half, log: readonly DomainEvent[]): string | null {
  if (step === 'paid') return text(toldBy(event)['gateway']) ?? 'wallet';
  if (step !== 'refunded') return null;
  const refund = log.find(
    (one) => one.type === event.type && toldBy(one)['refundId'] === toldBy(event)['refundId'],
  );
  const paymentId = refund && toldBy(refund)['paymentId'];
  const sale = salesOf(log).find((one) => toldBy(one)['paymentId'] === paymentId);
  return sale === undefined ? null : (text(toldBy(sale)['gateway']) ?? 'wallet');
}

function isWithAgent({ event, atMs, conversationId }: Half, log: readonly DomainEvent[]): boolean {
  if (text(toldBy(event)['sentBy']) !== null) return true;
  const changes = log
    .filter((one) => /^handoff\.(accepted|returned|transferred|completed|canceled|closed)$/.test(one.type))
    .filter(
      (one) => conversationId !== null && one.conversationId === conversationId && one.occurredAtMs <= atMs,
    )
    .sort((one, other) => one.occurredAtMs - other.occurredAtMs || one.position - other.position);
  return changes.at(-1)?.type === 'handoff.accepted';
}

function hadPaid(learnerId: string, atMs: number, log: readonly DomainEvent[]): boolean {
  return salesOf(log).some((one) => ownerOf(one, log) === learnerId && one.occurredAtMs < atMs);
}

/** Each payment as it was told first. */
function salesOf(log: readonly DomainEvent[]): DomainEvent[] {
  const told = log.filter((one) => one.type === 'payment.succeeded');
  const idOf = (event: DomainEvent) => toldBy(event)['paymentId'];
  return told.filter((one) => told.find((other) => idOf(other) === idOf(one)) === one);
}

// ------------------------------------------------ counting

interface Chain {
  readonly unit: string;
  readonly steps: readonly NaiveStep[];
}

function naiveDay(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(atMs);
}

/** Every journey that entered, by trying every entry. */
export function naiveChains(
  steps: readonly NaiveStep[],
  question: JourneyQuestion & { from: string; to: string; timeZone: string },
): Chain[] {
  const unitOf = (step: NaiveStep) => (question.unit === 'learner' ? step.learnerId : step.conversationId);
  const wanted = steps.filter((step) => unitOf(step) !== null && passes(step, question));
  const units = [...new Set(wanted.map(unitOf))];
  return units.flatMap((unit) => {
    const mine = wanted.filter((step) => unitOf(step) === unit);
    const entries = mine.filter(({ step, atMs }) => {
      const day = naiveDay(atMs, question.timeZone);
      return step === question.steps[0] && question.from <= day && day <= question.to;
    });
    const paths = entries.map((entry) => pathFrom(entry, mine, question));
    const longest = Math.max(0, ...paths.map((path) => path.length));
    const best = paths.find((path) => path.length === longest);
    return best === undefined ? [] : [{ unit: unit ?? '', steps: best }];
  });
}

function passes({ known }: NaiveStep, { filters }: JourneyQuestion): boolean {
  return Object.entries(filters).every(([dimension, values]) => {
    const own = known[dimension as Dimension];
    return own === null || values.includes(own);
  });
}

function pathFrom(entry: NaiveStep, mine: readonly NaiveStep[], question: JourneyQuestion): NaiveStep[] {
  const path = [entry];
  for (const name of question.steps.slice(1)) {
    const since = question.order === 'strict' ? (path.at(-1) ?? entry) : entry;
    const next = mine.find((step) => step.step === name && step.atMs >= since.atMs);
    if (next === undefined || next.atMs - entry.atMs > question.windowHours * 3_600_000) break;
    path.push(next);
  }
  return path;
}

/** When each step of a path counts as reached. */
export function reachedAtMs({ steps }: Chain): number[] {
  return steps.map((_step, place) => Math.max(...steps.slice(0, place + 1).map(({ atMs }) => atMs)));
}

export function naiveRows(
  chains: readonly Chain[],
  question: JourneyQuestion & { timeZone: string },
): Record<string, number[]> {
  const rows: Record<string, number[]> = {};
  for (const chain of chains) {
    for (const [place, step] of chain.steps.entries()) {
      const key = keyOf(chain, step, question);
      const row = rows[key] ?? question.steps.map(() => 0);
      rows[key] = row.map((count, at) => (at === place ? count + 1 : count));
    }
  }
  return rows;
}

function keyOf(
  chain: Chain,
  step: NaiveStep,
  { breakdown, attribution, timeZone }: JourneyQuestion & { timeZone: string },
): string {
  if (breakdown === 'none') return '';
  if (breakdown === 'day') return naiveDay(chain.steps[0]?.atMs ?? 0, timeZone);
  if (attribution === 'step') return step.known[breakdown] ?? '';
  const known = chain.steps.map((one) => one.known[breakdown]).filter((value) => value !== null);
  return (attribution === 'first' ? known[0] : known.at(-1)) ?? '';
}

/** The smallest time that a share of all do not exceed. */
export function naiveTimes(times: readonly number[]): { medianMs: number; p95Ms: number } | null {
  if (times.length === 0) return null;
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
  return { medianMs: at(0.5), p95Ms: at(0.95) };
}
