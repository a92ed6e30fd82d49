import type { Queries } from '../../kernel/db/database.ts';
import { limits } from '../../kernel/limits.ts';
import { type Complaint, findComplaints } from './store.ts';

/** The newest complaints of payers, open ones or all. */
export function listComplaints(db: Queries, { openOnly }: { openOnly: boolean }): Promise<Complaint[]> {
  return findComplaints(db, { openOnly, limit: limits.complaintsListedMax });
}
