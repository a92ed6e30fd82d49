import BetterSqlite from 'better-sqlite3';
import { CARD } from '../../src/bot/wire.ts';
import type { Books } from './counterparts.ts';
import { type Purchase, type Way, ways } from './learner.ts';

/** The stretches between two commits of one purchase in which a crash finds money in flight. */
export const windows = {
  before_attempt_commit: 'pay was pressed, its attempt and hold not committed',
  not_at_gateway: 'the attempt committed, the gateway not reached',
  call_under_way: 'the gateway has taken it on, its answer has not come',
  answer_not_committed: 'the gateway’s answer has come, it is not committed',
  held_in_wallet: 'wallet money held, neither taken nor let go',
  charged_not_notified: 'charged at the gateway, its notification not stored',
  applied_no_receipt: 'paid and granted, no receipt in the thread',
  refund_not_sent: 'a refund granted or a surplus found, the gateway not reached',
  refund_under_way: 'returned by the gateway, its answer has not come',
  refund_not_recorded: 'returned by the gateway and answered, not recorded',
  wallet_not_returned: 'a refund to the wallet granted, not booked',
} as const;
export type Window = keyof typeof windows;
export const windowNames = Object.keys(windows) as Window[];

/** Purchases in one window, by the way they were paid. */
export type WayCounts = Readonly<Partial<Record<Way, number>>>;
export type WindowCounts = Readonly<Record<Window, WayCounts>>;

export interface Crash {
  readonly books: Books;
  /** The purchases whose pay was at the server at that moment, which only the learners know. */
  readonly pressed: readonly Purchase[];
  /** Where the process stood: it has read an answer that nobody else can see. */
  readonly where: string;
}

/** How many purchases a crash found in each window, from the file it left behind and the gateways' own books. */
export function findWindows(sqliteFile: string, { books, pressed, where }: Crash): WindowCounts {
  const rows = readRows(sqliteFile);
  const charges = [...books.values()].flatMap((book) => book.charges);
  const announced = new Set(charges.map(({ reference }) => reference));
  const captured = new Set(
    charges.filter((charge) => charge.capturedAmountMinor > 0).map(({ reference }) => reference),
  );
  const returned = new Set(
    [...books.values()].flatMap(({ refunds }) => refunds.map(({ refundReference }) => refundReference)),
  );
  const begun = new Set([...rows.attempts, ...rows.paid].map(({ checkoutId }) => checkoutId));
  const live = rows.attempts.filter(({ liveKey }) => liveKey !== null);
  const told = new Set(rows.events.map(({ reference }) => reference));
  const created = live.filter(({ status, number }) => status === 'created' && !captured.has(number));
  const open = created.filter(({ number }) => announced.has(number));
  const sent = rows.refunds.filter(({ number }) => returned.has(number));
  const [answered, unanswered] = where === 'pay.gateway_answered' ? [open, []] : [[], open];
  const [refundAnswered, refundUnanswered] = where === 'refund.gateway_answered' ? [sent, []] : [[], sent];
  return {
    before_attempt_commit: countByWay(pressed.filter(({ checkoutId }) => !begun.has(checkoutId ?? ''))),
    not_at_gateway: countByWay(created.filter(({ number }) => !announced.has(number))),
    call_under_way: countByWay(unanswered),
    answer_not_committed: countByWay(answered),
    held_in_wallet: countByWay(rows.holds),
    charged_not_notified: countByWay(live.filter(({ number }) => captured.has(number) && !told.has(number))),
    applied_no_receipt: countByWay(rows.paid.filter(({ orderId }) => !rows.receipts.has(orderId))),
    refund_not_sent: countByWay(
      rows.refunds.filter(({ number, way }) => way !== 'wallet' && !returned.has(number)),
    ),
    refund_under_way: countByWay(refundUnanswered),
    refund_not_recorded: countByWay(refundAnswered),
    wallet_not_returned: countByWay(rows.refunds.filter(({ way }) => way === 'wallet')),
  };
}

function countByWay(found: readonly { way: Way }[]): WayCounts {
  const counts = ways.map((way) => [way, found.filter((one) => one.way === way).length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** True when the crash met money that was on its way. */
export function hasMoneyInFlight(found: WindowCounts): boolean {
  return windowNames.some((name) => Object.keys(found[name]).length > 0);
}

interface RowsLeft {
  readonly attempts: readonly AttemptRow[];
  readonly events: readonly { reference: string | null; status: string }[];
  /** Those that are not done. */
  readonly refunds: readonly { number: string; way: Way }[];
  readonly holds: readonly { way: Way }[];
  readonly paid: readonly { orderId: string; checkoutId: string; way: Way }[];
  /** How many receipts each order has. */
  readonly receipts: ReadonlyMap<string, number>;
}

interface AttemptRow {
  checkoutId: string;
  status: string;
  liveKey: string | null;
  number: string;
  way: Way;
}

/** A payment's way by what an attempt of it collects; `attempt` may be missing. */
const WAY = `CASE WHEN attempt."attemptId" IS NULL THEN 'wallet'
  WHEN attempt."amountMinor" < payment."amountMinor" THEN 'split' ELSE attempt."gateway" END AS "way"`;
const ATTEMPT_OF_PAYMENT = `LEFT JOIN "payment_attempt" attempt ON attempt."paymentId" = payment."paymentId"
  AND attempt."number" = (SELECT MAX("number") FROM "payment_attempt" WHERE "paymentId" = payment."paymentId")`;

/** Reads what a server left in its file, without touching it. */
function readRows(sqliteFile: string): RowsLeft {
  const db = new BetterSqlite(sqliteFile, { readonly: true, fileMustExist: true });
  try {
    const all = <Row>(sql: string): Row[] => db.prepare(sql).all() as Row[];
    return {
      attempts: all(`SELECT payment."checkoutId", attempt."status", attempt."liveKey",
          attempt."gatewayReference" AS "number", ${WAY}
        FROM "payment_attempt" attempt JOIN "payment" ON payment."paymentId" = attempt."paymentId"`),
      refunds: all(`SELECT refund."refundReference" AS "number", ${WAY}
        FROM "refund" JOIN "payment" ON payment."paymentId" = refund."paymentId"
        LEFT JOIN "payment_attempt" attempt ON attempt."attemptId" = refund."attemptId"
        WHERE refund."status" <> 'succeeded'`),
      holds:
        all(`SELECT ${WAY} FROM "wallet_hold" hold JOIN "payment" ON payment."paymentId" = hold."subjectId"
        ${ATTEMPT_OF_PAYMENT} WHERE hold."status" = 'held'`),
      events: all(`SELECT "reference", "status" FROM "gateway_event"`),
      paid: all(`SELECT orders."orderId", orders."checkoutId", ${WAY} FROM "orders"
        JOIN "payment" ON payment."orderId" = orders."orderId" ${ATTEMPT_OF_PAYMENT}
        WHERE orders."status" = 'paid'`),
      receipts: countReceipts(
        all<{ content: string }>(`SELECT "content" FROM "activity" WHERE "sender" = 'system'`).map(
          ({ content }) => content,
        ),
      ),
    };
  } finally {
    db.close();
  }
}

/** Receipts by order, counted by what the threads show and not by how their ids are made. */
export function countReceipts(contents: readonly string[]): Map<string, number> {
  const receipts = new Map<string, number>();
  for (const content of contents) {
    const { attachments = [] } = JSON.parse(content) as {
      attachments?: { contentType: string; content?: { orderId?: string } }[];
    };
    for (const attachment of attachments.filter(({ contentType }) => contentType === CARD.receipt)) {
      const orderId = attachment.content?.orderId ?? '';
      receipts.set(orderId, (receipts.get(orderId) ?? 0) + 1);
    }
  }
  return receipts;
}
