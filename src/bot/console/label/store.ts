import type { Queries, Tx } from '../../../kernel/db/database.ts';
import type { ConversationLabel, Label } from '../../../kernel/db/tables.ts';
import type { LabelColour, LabelView } from './wire.ts';

/** False when a label in use has that name. */
export async function insertLabel(tx: Tx, row: Label): Promise<boolean> {
  const rows = await tx
    .insertInto('label')
    .values(row)
    .onConflict((conflict) => conflict.column('nameKey').doNothing())
    .returning('labelId')
    .execute();
  return rows.length === 1;
}

export function findLabelByName(queries: Queries, nameKey: string): Promise<Label | undefined> {
  return queries.selectFrom('label').selectAll().where('nameKey', '=', nameKey).executeTakeFirst();
}

/** Changes a label that is in use; false when there is none of that id. */
export async function updateLabel(
  tx: Tx,
  labelId: string,
  change: Partial<Pick<Label, 'name' | 'nameKey' | 'colour' | 'archivedAtMs'>>,
): Promise<boolean> {
  const result = await tx
    .updateTable('label')
    .set(change)
    .where('labelId', '=', labelId)
    .where('archivedAtMs', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The labels in use, by name. */
export async function findLabels(queries: Queries): Promise<LabelView[]> {
  const rows = await queries
    .selectFrom('label')
    .select(['labelId', 'name', 'colour'])
    .where('archivedAtMs', 'is', null)
    .orderBy('name')
    .execute();
  return rows.map(viewOf);
}

/** The labels in use of each thread, by name. */
export async function findLabelsOf(
  queries: Queries,
  conversationIds: readonly string[],
): Promise<ReadonlyMap<string, LabelView[]>> {
  const found = new Map<string, LabelView[]>();
  if (conversationIds.length === 0) return found;
  const rows = await queries
    .selectFrom('conversation_label')
    .innerJoin('label', 'label.labelId', 'conversation_label.labelId')
    .select(['conversation_label.conversationId', 'label.labelId', 'label.name', 'label.colour'])
    .where('conversation_label.conversationId', 'in', conversationIds)
    .where('label.archivedAtMs', 'is', null)
    .orderBy('label.name')
    .execute();
  for (const { conversationId, ...label } of rows)
    found.set(conversationId, [...(found.get(conversationId) ?? []), viewOf(label)]);
  return found;
}

/** False when the thread has it already. */
export async function insertMark(tx: Tx, row: ConversationLabel): Promise<boolean> {
  const rows = await tx
    .insertInto('conversation_label')
    .values(row)
    .onConflict((conflict) => conflict.columns(['conversationId', 'labelId']).doNothing())
    .returning('labelId')
    .execute();
  return rows.length === 1;
}

/** False when the thread did not have it. */
export async function deleteMark(
  tx: Tx,
  { conversationId, labelId }: Pick<ConversationLabel, 'conversationId' | 'labelId'>,
): Promise<boolean> {
  const result = await tx
    .deleteFrom('conversation_label')
    .where('conversationId', '=', conversationId)
    .where('labelId', '=', labelId)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

function viewOf({ colour, ...label }: Pick<Label, 'labelId' | 'name' | 'colour'>): LabelView {
  return { ...label, colour: colour as LabelColour };
}
