import type { Queries, Tx } from '../../kernel/db/database.ts';
import type { SavedView } from '../../kernel/db/tables.ts';

/** Those of an account and those that others share. */
export function findViews(db: Queries, staffId: string): Promise<SavedView[]> {
  return db
    .selectFrom('saved_view')
    .selectAll()
    .where((where) => where.or([where('staffId', '=', staffId), where('isShared', '=', 1)]))
    .orderBy('name')
    .orderBy('savedViewId')
    .execute();
}

export async function countViews(db: Queries, staffId: string): Promise<number> {
  const { count } = await db
    .selectFrom('saved_view')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('staffId', '=', staffId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The same name again replaces what it stood for. */
export async function putView(tx: Tx, view: SavedView): Promise<void> {
  const { question, isShared, updatedAtMs } = view;
  await tx
    .insertInto('saved_view')
    .values(view)
    .onConflict((conflict) =>
      conflict.columns(['staffId', 'name']).doUpdateSet({ question, isShared, updatedAtMs }),
    )
    .execute();
}

/** False when the account has no such view. */
export async function removeView(
  tx: Tx,
  { savedViewId, staffId }: Pick<SavedView, 'savedViewId' | 'staffId'>,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('saved_view')
    .where('savedViewId', '=', savedViewId)
    .where('staffId', '=', staffId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
