import { type Queries, sql, type Tx } from '../../kernel/db/database.ts';
import { insertRow, prepared, updateRow } from '../../kernel/db/prepared.ts';
import type {
  WalletHoldPart as HoldPartRow,
  WalletHold as HoldRow,
  WalletLot as LotRow,
  WalletReturn,
} from '../../kernel/db/tables.ts';
import type { HoldPurpose, HoldState } from './hold.ts';
import type { LotKind } from './lot.ts';

export interface Lot extends Omit<LotRow, 'kind'> {
  readonly kind: LotKind;
}

export interface Hold extends Omit<HoldRow, 'purpose' | 'status'> {
  readonly purpose: HoldPurpose;
  readonly status: HoldState;
}

export interface HoldPart extends Omit<HoldPartRow, 'kind'> {
  readonly kind: LotKind;
}

/** Whose money, in which currency. */
export interface Owner {
  readonly learnerId: string;
  /** 1 or 0, as in its rows. */
  readonly livemode: number;
  readonly currency: string;
}

/** Refused by the database when the payment has credited a lot of this kind before. */
export async function saveLot(tx: Tx, lot: Lot): Promise<void> {
  await insertRow(tx, 'wallet_lot', lot);
}

const lockOpenLots = prepared((db, values: Owner & { nowMs: number }) =>
  db
    .selectFrom('wallet_lot')
    .selectAll()
    .where('learnerId', '=', values.learnerId)
    .where('livemode', '=', values.livemode)
    .where('currency', '=', values.currency)
    .where('remainingMinor', '>', 0)
    .where((where) => where.or([where('expiresAtMs', 'is', null), where('expiresAtMs', '>', values.nowMs)]))
    // In one order everywhere, so that two purchases of a learner wait for each other instead of deadlocking.
    .orderBy('lotId')
    .forUpdate(),
);

/** Locks the lots that can be spent now, so that spends of one wallet come one by one. */
export async function lockSpendableLots(tx: Tx, owner: Owner, nowMs: number): Promise<Lot[]> {
  return (await lockOpenLots(tx, { ...owner, nowMs })) as Lot[];
}

/** Locks the lots of these ids, in the one order. */
export async function lockLots(tx: Tx, lotIds: readonly string[]): Promise<Lot[]> {
  if (lotIds.length === 0) return [];
  const rows = await tx
    .selectFrom('wallet_lot')
    .selectAll()
    .where('lotId', 'in', lotIds)
    .orderBy('lotId')
    .forUpdate()
    .execute();
  return rows as Lot[];
}

/** Locks the paid and the bonus lot of a top-up. */
export async function lockLotsOfTopUp(tx: Tx, paymentId: string): Promise<Lot[]> {
  const rows = await tx
    .selectFrom('wallet_lot')
    .selectAll()
    .where('sourcePaymentId', '=', paymentId)
    .orderBy('lotId')
    .forUpdate()
    .execute();
  return rows as Lot[];
}

/** A learner's lots with something in them, the newest first. */
export async function findLots(db: Queries, owner: Omit<Owner, 'currency'>, limit: number): Promise<Lot[]> {
  const rows = await db
    .selectFrom('wallet_lot')
    .selectAll()
    .where('learnerId', '=', owner.learnerId)
    .where('livemode', '=', owner.livemode)
    .where((where) => where.or([where('remainingMinor', '>', 0), where('heldMinor', '>', 0)]))
    .orderBy('createdAtMs', 'desc')
    .limit(limit)
    .execute();
  return rows as Lot[];
}

/** Ids of bonus lots whose time is over with something left in them. */
export async function findEndedLots(db: Queries, nowMs: number, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('wallet_lot')
    .select('lotId')
    .where('expiresAtMs', '<=', nowMs)
    .where('remainingMinor', '>', 0)
    .limit(limit)
    .execute();
  return rows.map(({ lotId }) => lotId);
}

type Place = 'remainingMinor' | 'heldMinor' | 'spentMinor' | 'withdrawnMinor' | 'expiredMinor';

interface Move {
  readonly lotId: string;
  readonly amountMinor: number;
  readonly updatedAtMs: number;
}

/** Money changes its place within its lot; the database refuses to take what is not there. */
const move = (from: Place, to: Place) =>
  prepared(
    (_db, { lotId, amountMinor, updatedAtMs }: Move) => sql`
      UPDATE "wallet_lot"
      SET ${sql.ref(from)} = ${sql.ref(from)} - ${amountMinor}, ${sql.ref(to)} = ${sql.ref(to)} + ${amountMinor},
        "updatedAtMs" = ${updatedAtMs}
      WHERE "lotId" = ${lotId}`,
  );

/** Every way that money of a lot can go. */
export const moves = {
  reserve: move('remainingMinor', 'heldMinor'),
  release: move('heldMinor', 'remainingMinor'),
  spend: move('heldMinor', 'spentMinor'),
  giveBack: move('spentMinor', 'remainingMinor'),
  withdraw: move('heldMinor', 'withdrawnMinor'),
  seize: move('remainingMinor', 'withdrawnMinor'),
  expire: move('remainingMinor', 'expiredMinor'),
  /** Spent and returned after its time: gone. */
  lapse: move('spentMinor', 'expiredMinor'),
} as const;

export async function saveHold(tx: Tx, hold: Hold, parts: readonly HoldPart[]): Promise<void> {
  await insertRow(tx, 'wallet_hold', hold);
  for (const part of parts) await insertRow(tx, 'wallet_hold_part', part);
}

const lockByOpenKey = prepared((db, { openKey }: { openKey: string }) =>
  db.selectFrom('wallet_hold').selectAll().where('openKey', '=', openKey).forUpdate(),
);

/** The hold that is open under a key, with this transaction's lock on it. */
export async function lockOpenHold(tx: Tx, openKey: string): Promise<Hold | undefined> {
  const [row] = await lockByOpenKey(tx, { openKey });
  return row as Hold | undefined;
}

/** The hold of a payment whose money was taken. */
export async function findPostedHold(db: Queries, subjectId: string): Promise<Hold | undefined> {
  const row = await db
    .selectFrom('wallet_hold')
    .selectAll()
    .where('subjectId', '=', subjectId)
    .where('status', '=', 'posted')
    .executeTakeFirst();
  return row as Hold | undefined;
}

/** Keeps an open hold for longer, never shorter. */
export async function extendHold(tx: Tx, openKey: string, expiresAtMs: number): Promise<void> {
  await tx
    .updateTable('wallet_hold')
    .set({ expiresAtMs })
    .where('openKey', '=', openKey)
    .where('expiresAtMs', '<', expiresAtMs)
    .execute();
}

/** Open keys of holds whose time is over and whose payment has no attempt that may still charge. */
export async function findOverdueHolds(db: Queries, nowMs: number, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('wallet_hold')
    .leftJoin('payment_attempt', 'payment_attempt.liveKey', 'wallet_hold.subjectId')
    .select('wallet_hold.openKey')
    .where('wallet_hold.status', '=', 'held')
    .where('wallet_hold.expiresAtMs', '<=', nowMs)
    .where('payment_attempt.attemptId', 'is', null)
    .limit(limit)
    .execute();
  return rows.flatMap(({ openKey }) => (openKey === null ? [] : [openKey]));
}

export async function updateHold(
  tx: Tx,
  holdId: string,
  change: Pick<Hold, 'status' | 'openKey' | 'endedAtMs'>,
): Promise<void> {
  await updateRow(tx, 'wallet_hold', { key: 'holdId', value: holdId, change });
}

const partsOf = prepared((db, { holdId }: { holdId: string }) =>
  db.selectFrom('wallet_hold_part').selectAll().where('holdId', '=', holdId).orderBy('partNumber'),
);

/** The parts of a hold, in the order of spending. */
export async function findHoldParts(db: Queries, holdId: string): Promise<HoldPart[]> {
  return (await partsOf(db, { holdId })) as HoldPart[];
}

/** Notes that something of a part went back; the database refuses more than was taken. */
export async function addRefunded(
  tx: Tx,
  part: Pick<HoldPart, 'holdId' | 'partNumber'>,
  amountMinor: number,
): Promise<void> {
  await tx
    .updateTable('wallet_hold_part')
    .set((set) => ({ refundedMinor: set('refundedMinor', '+', amountMinor) }))
    .where('holdId', '=', part.holdId)
    .where('partNumber', '=', part.partNumber)
    .execute();
}

export async function saveReturn(tx: Tx, row: WalletReturn): Promise<void> {
  await insertRow(tx, 'wallet_return', row);
}
