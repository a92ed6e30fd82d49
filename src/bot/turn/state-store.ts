import type { Queries, Tx } from '../../kernel/db/database.ts';

/** Somebody else changed the state since it was read. */
export class StateConflict extends Error {
  constructor(stateKey: string) {
    super(`the state ${stateKey} changed since it was read`);
    this.name = 'StateConflict';
  }
}

/** Where the SDK keeps what the bot knows of a conversation: channel, conversation, and no namespace. */
export function stateKeyOf(conversationId: string): string {
  return `tilltalk/conversations/${conversationId}/`;
}

export interface StoredState {
  readonly stateKey: string;
  readonly eTag: string;
  readonly data: string;
}

export function readStates(queries: Queries, stateKeys: readonly string[]): Promise<StoredState[]> {
  return queries
    .selectFrom('bot_state')
    .select(['stateKey', 'eTag', 'data'])
    .where('stateKey', 'in', stateKeys)
    .execute();
}

export interface StateWrite extends StoredState {
  /** The tag that was read; null when there was no state yet. */
  readonly expectedETag: string | null;
  readonly updatedAtMs: number;
}

/** Compare and set. Throws `StateConflict` when the tag is not the expected one. */
export async function writeState(tx: Tx, { expectedETag, ...row }: StateWrite): Promise<void> {
  const changed =
    expectedETag === null ? await insertState(tx, row) : await updateState(tx, row, expectedETag);
  if (changed === 0n) throw new StateConflict(row.stateKey);
}

type StateRow = Omit<StateWrite, 'expectedETag'>;

async function insertState(tx: Tx, row: StateRow): Promise<bigint> {
  const result = await tx
    .insertInto('bot_state')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows ?? 0n;
}

async function updateState(tx: Tx, row: StateRow, expectedETag: string): Promise<bigint> {
  const { stateKey, ...values } = row;
  const result = await tx
    .updateTable('bot_state')
    .set(values)
    .where('stateKey', '=', stateKey)
    .where('eTag', '=', expectedETag)
    .executeTakeFirst();
  return result.numUpdatedRows;
}
