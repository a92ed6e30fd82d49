import BetterSqlite from 'better-sqlite3';
import { CARD } from '../../src/bot/wire.ts';
import type { Book } from '../support/reconcile.ts';

/** The stretches between two commits of one purchase in which a crash finds money in flight. */
export const windows = {
  before_attempt_commit: 'pay was pressed, its attempt not committed',
  before_gateway_answer: 'the attempt committed, the gateway’s answer not',
  charged_not_notified: 'charged at the gateway, its notification not stored',
  stored_not_applied: 'the notification stored, not applied',
  applied_no_receipt: 'paid and granted, no receipt in the thread',
  refund_not_sent: 'a refund granted or a surplus found, the gateway not asked',
  refund_not_recorded: 'returned by the gateway, not recorded',
} as const;
export type Window = keyof typeof windows;

export type WindowCounts = Record<Window, number>;

/**
 * How many purchases a crash found in each window, from the file it left behind and the gateway's own book.
 * `pressed`: the checkouts whose pay was at the server at that moment, which only the learners know.
 */
export function findWindows(
  sqliteFile: string,
  { book, pressed }: { book: Book; pressed: readonly (string | undefined)[] },
): WindowCounts {
  const rows = readRows(sqliteFile);
  const captured = new Set(
    book.charges.filter((charge) => charge.capturedAmountMinor > 0).map((charge) => charge.reference),
  );
  const returned = new Set(book.refunds.map((refund) => refund.refundReference));
  const attempted = new Set(rows.attempts.map((attempt) => attempt.checkoutId));
  const live = rows.attempts.filter((attempt) => attempt.liveKey !== null);
  const told = new Set(rows.events.map((event) => event.reference));
  const waiting = new Set(
    rows.events.filter((event) => event.status === 'received').map((event) => event.reference),
  );
  return {
    before_attempt_commit: pressed.filter((checkoutId) => !attempted.has(checkoutId ?? '')).length,
    before_gateway_answer: live.filter(
      ({ status, gatewayReference }) => status === 'created' && !captured.has(gatewayReference),
    ).length,
    charged_not_notified: live.filter(
      ({ gatewayReference }) => captured.has(gatewayReference) && !told.has(gatewayReference),
    ).length,
    stored_not_applied: live.filter(({ gatewayReference }) => waiting.has(gatewayReference)).length,
    refund_not_sent: rows.refunds.filter(({ refundReference }) => !returned.has(refundReference)).length,
    refund_not_recorded: rows.refunds.filter(({ refundReference }) => returned.has(refundReference)).length,
    applied_no_receipt: rows.paidOrders.filter((orderId) => !rows.receipts.has(orderId)).length,
  };
}

interface RowsLeft {
  readonly attempts: readonly AttemptRow[];
  readonly events: readonly { reference: string | null; status: string }[];
  /** Those that are not done. */
  readonly refunds: readonly { refundReference: string }[];
  readonly paidOrders: readonly string[];
  /** How many receipts each order has. */
  readonly receipts: ReadonlyMap<string, number>;
}

interface AttemptRow {
  checkoutId: string;
  status: string;
  liveKey: string | null;
  gatewayReference: string;
}

/** Reads what a server left in its file, without touching it. */
function readRows(sqliteFile: string): RowsLeft {
  const db = new BetterSqlite(sqliteFile, { readonly: true, fileMustExist: true });
  try {
    const all = <Row>(sql: string): Row[] => db.prepare(sql).all() as Row[];
    return {
      attempts: all<AttemptRow>(`SELECT payment."checkoutId", attempt."status", "liveKey", "gatewayReference"
        FROM "payment_attempt" attempt JOIN "payment" ON payment."paymentId" = attempt."paymentId"`),
      refunds: all(`SELECT "refundReference" FROM "refund" WHERE "status" <> 'succeeded'`),
      events: all(`SELECT "reference", "status" FROM "gateway_event"`),
      paidOrders: all<{ orderId: string }>(`SELECT "orderId" FROM "orders" WHERE "status" = 'paid'`).map(
        ({ orderId }) => orderId,
      ),
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
