import { limits } from '../../kernel/limits.ts';
import type { ListComplaintsResult, ListedComplaint } from './types.ts';

export type ComplaintPage =
  | { readonly outcome: 'ok'; readonly complaints: readonly ListedComplaint[]; readonly isLast: boolean }
  | { readonly outcome: 'unknown'; readonly cause: string };

/** Reads a list of complaints page by page, from page 0 on; doubt about one page is doubt about the list. */
export async function listPages(
  readPage: (page: number) => Promise<ComplaintPage>,
): Promise<ListComplaintsResult> {
  const complaints: ListedComplaint[] = [];
  for (let page = 0; page < limits.complaintPagesMax; page += 1) {
    const answer = await readPage(page);
    if (answer.outcome !== 'ok') return answer;
    complaints.push(...answer.complaints);
    if (answer.isLast) return { outcome: 'found', complaints };
  }
  return { outcome: 'unknown', cause: `more than ${limits.complaintPagesMax} pages of complaints` };
}
