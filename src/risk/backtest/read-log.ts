import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Queries } from '../../kernel/db/database.ts';
import { prepared } from '../../kernel/db/prepared.ts';
import { firstIdSince } from '../../kernel/id.ts';
import type { RiskEvent } from '../engine/types.ts';
import type { FeatureName, Features } from '../feature-shapes.ts';
import { factOf, factTypes } from '../history/fact-of-event.ts';
import type { Decision, JudgePayment } from '../types.ts';
import { createPressMemory, type PressMemory, payerEventOf, riskEventOf } from '../velocity/risk-event-of.ts';
import { DAY_MS, SECOND_MS, windows } from '../windows.ts';
import type { Logged, LoggedPress } from './types.ts';

export interface ReadLog {
  readonly fromMs: number;
  readonly toMs: number;
  readonly livemode: boolean;
}

/**
 * How much of the log is taken at a time, counted in positions of all types: a range needs no sorting of the rest. Few enough
 * that their rows die young: of long steps the garbage collector copies most.
 */
const STEP_POSITIONS = 500;

/**
 * The event log of a period with what is needed before it to fill every window, in its order: presses with their records and
 * labels, and the facts that velocity counts. It comes in batches: a promise for each event would cost more than its reading.
 */
export async function* readLog(
  queries: Queries,
  { fromMs, toMs, livemode }: ReadLog,
): AsyncGenerator<readonly Logged[]> {
  const reading = { labels: await labelsOf(queries, livemode), memory: createPressMemory() };
  const last = await lastPosition(queries);
  let position = await positionBefore(queries, fromMs - windows.paidMs);
  for (; position < last; position += STEP_POSITIONS) {
    const until = position + STEP_POSITIONS;
    const rows = await eventsBetween(queries, { position, until, livemode: livemode ? 1 : 0 });
    const batch: Logged[] = [];
    for (const row of rows) {
      const logged = row.occurredAtMs < toMs ? loggedOf(row, reading) : null;
      if (logged !== null) batch.push(logged);
    }
    yield batch;
    await letOthersRun();
  }
}

/** A press and its record in one row; facts have no record. The order of the log is that of its positions. */
const eventsBetween = prepared(
  (db, { position, until, livemode }: { position: number; until: number; livemode: number }) =>
    db
      .selectFrom('domain_event')
      .leftJoin('risk_assessment', (join) =>
        join
          .onRef('risk_assessment.assessmentId', '=', 'domain_event.subjectId')
          .on('domain_event.type', '=', 'risk.assessed'),
      )
      .select(['domain_event.position', 'domain_event.eventId', 'domain_event.type', 'domain_event.payload'])
      .select(['domain_event.occurredAtMs', 'domain_event.learnerId'])
      .select(['risk_assessment.checkoutId', 'risk_assessment.currency', 'risk_assessment.amountMinor'])
      .select(['risk_assessment.method', 'risk_assessment.decision', 'risk_assessment.features'])
      .where('domain_event.type', 'in', factTypes)
      .where('domain_event.livemode', '=', livemode)
      .where('domain_event.position', '>', position)
      .where('domain_event.position', '<=', until)
      .orderBy('domain_event.position'),
);

type Row = Awaited<ReturnType<typeof eventsBetween>>[number];
type Labels = ReadonlyMap<string, NonNullable<LoggedPress['label']>>;

interface PressOfRow {
  readonly labels: Labels;
  readonly attempt: RiskEvent | null;
  readonly payload: Payload;
  /** The features of its record, as JSON. */
  readonly measured: string;
}

/** No double is longer in JSON. */
const DIGITS_MAX = 26;

interface Reading {
  readonly labels: Labels;
  readonly memory: PressMemory;
}

/** As much of a payload as every reader here takes; what has another form is left out by those that look closer. */
interface Payload {
  readonly checkoutId?: string;
  readonly paymentId?: string;
  readonly productIds?: string[];
  readonly payerKey?: unknown;
}

function loggedOf(row: Row, { labels, memory }: Reading): Logged | null {
  const payload = JSON.parse(row.payload) as Payload;
  const payer = payload.payerKey === undefined ? null : payerEventOf(memory, payload);
  const event = eventOf(memory, row, payload);
  if (row.features !== null)
    return pressFrom(row, { labels, attempt: event, payload, measured: row.features });
  return factFrom(row, { event, payer, payload });
}

/** An event of another form is left out, as serving leaves it out. */
function eventOf(memory: PressMemory, row: Row, payload: Payload): RiskEvent | null {
  try {
    return riskEventOf(memory, row, payload);
  } catch {
    return null;
  }
}

function pressFrom(row: Row, { labels, attempt, payload, measured }: PressOfRow): LoggedPress {
  const { productIds = [] } = payload;
  const checkoutId = row.checkoutId ?? '';
  return {
    kind: 'press',
    atMs: row.occurredAtMs,
    command: commandOf(row, { measured, checkoutId, productIds }),
    attempt,
    // Few ask for all of them, and reading forty for each press takes as long as judging it.
    features: () => JSON.parse(measured) as Features,
    decided: row.decision as Decision,
    label: labels.get(checkoutId) ?? null,
  };
}

/** What the press was, from what was measured of it; only differences of time count. */
function commandOf(
  row: Row,
  { measured, checkoutId, productIds }: { measured: string; checkoutId: string; productIds: string[] },
): JudgePayment {
  const { occurredAtMs: atMs } = row;
  const accountAgeDays = featureIn(measured, 'accountAgeDays');
  const secondsToPay = featureIn(measured, 'secondsToPay');
  const medianGapSeconds = featureIn(measured, 'medianGapSeconds');
  return {
    learnerId: row.learnerId ?? '',
    accountCreatedAtMs: atMs - (accountAgeDays ?? 0) * DAY_MS,
    conversationId: null,
    checkoutId,
    productIds,
    amountMinor: row.amountMinor ?? 0,
    currency: row.currency ?? 'CNY',
    method: row.method,
    surface: featureIn(measured, 'onPhone') === 1 ? 'mobile_web' : 'web',
    messagesCount: featureIn(measured, 'messagesCount'),
    firstMessageAtMs: secondsToPay === null ? null : atMs - secondsToPay * SECOND_MS,
    medianGapMs: medianGapSeconds === null ? null : medianGapSeconds * SECOND_MS,
  };
}

/** One number of a flat object of numbers and nulls, as JSON; null when it is not known or not there. */
function featureIn(text: string, name: FeatureName): number | null {
  const place = text.indexOf(`"${name}":`);
  if (place < 0) return null;
  const value = Number.parseFloat(text.slice(place + name.length + 3, place + name.length + 3 + DIGITS_MAX));
  return Number.isNaN(value) ? null : value;
}

function factFrom(
  row: Row,
  { event, payer, payload }: { event: RiskEvent | null; payer: RiskEvent | null; payload: Payload },
): Logged | null {
  const fact = readFact(row, payload);
  // Presses are counted by the worlds themselves.
  if (fact === null || fact.kind === 'pressed') return null;
  const { checkoutId = null, paymentId = null } = payload;
  return { kind: 'fact', fact, event, ...(payer !== null && { payer }), checkoutId, paymentId };
}

/** An event of another form is left out, as serving leaves it out. */
function readFact(row: Row, payload: Payload): ReturnType<typeof factOf> {
  try {
    return factOf(row, payload);
  } catch {
    return null;
  }
}

/** The newest word about each checkout: fraud once said stays, unless the dispute was won. */
async function labelsOf(queries: Queries, livemode: boolean): Promise<Labels> {
  const rows = await queries
    .selectFrom('risk_label')
    .select(['checkoutId', 'isFraud', 'knownAtMs'])
    .where('livemode', '=', livemode ? 1 : 0)
    .orderBy('knownAtMs')
    .execute();
  return new Map(
    rows.map(({ checkoutId, isFraud, knownAtMs }) => [checkoutId, { isFraud: isFraud === 1, knownAtMs }]),
  );
}

async function positionBefore(queries: Queries, wallMs: number): Promise<number> {
  const first = await queries
    .selectFrom('domain_event')
    .select('position')
    .where('eventId', '>=', firstIdSince('evt', Math.max(0, wallMs - DAY_MS)))
    .where('position', 'is not', null)
    .orderBy('eventId')
    .limit(1)
    .executeTakeFirst();
  return first?.position == null ? 0 : first.position - 1;
}

async function lastPosition(queries: Queries): Promise<number> {
  const last = await queries
    .selectFrom('domain_event')
    .select((of) => of.fn.max('position').as('position'))
    .executeTakeFirst();
  return last?.position ?? 0;
}
