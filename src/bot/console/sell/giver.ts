import type { StaffGift } from '../../../checkout/index.ts';
import type { StaffCaller } from '../../../identity/index.ts';
import type { Queries } from '../../../kernel/db/database.ts';

/** Who gives something to whom, as the caps of giving ask it (M17). */
export type Giver = Pick<StaffGift, 'staffId' | 'learnerId' | 'ownLearnerIds'> & { readonly role: string };

/** The caller as one who gives to a learner, with the accounts that are their own. */
export async function giverOf(
  queries: Queries,
  { staffId, role }: Pick<StaffCaller, 'staffId' | 'role'>,
  learnerId: string,
): Promise<Giver> {
  return { staffId, role, learnerId, ownLearnerIds: await ownAccountsOf(queries, [staffId]) };
}

/** The learner accounts of these members of staff. */
export async function ownAccountsOf(queries: Queries, staffIds: readonly string[]): Promise<string[]> {
  const rows = await queries
    .selectFrom('staff_own_account')
    .select('learnerId')
    .where('staffId', 'in', staffIds)
    .execute();
  return rows.map(({ learnerId }) => learnerId);
}
