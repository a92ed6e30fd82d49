import { limits } from '../../kernel/limits.ts';
import type { ShownDeps } from '../attachment/for-any-client.ts';
import { activitiesAfter } from '../conversation/store.ts';
import type { DirectLineDeps } from './deps.ts';
import { type ActivitySet, viewActivity } from './view-activity.ts';

export interface ReadActivities {
  readonly conversationId: string;
  readonly afterSeq: number;
}

/** What came after a watermark, oldest first, at most a page; with the watermark to go on from. */
export async function readActivities(
  deps: Pick<DirectLineDeps, 'db'> & ShownDeps,
  { conversationId, afterSeq }: ReadActivities,
): Promise<ActivitySet> {
  const limit = limits.activitiesPerPage;
  const rows = await activitiesAfter(deps.db.query, { conversationId, afterSeq, limit });
  const lastSeq = rows.at(-1)?.seq ?? afterSeq;
  return { activities: rows.map((row) => viewActivity(deps, row)), watermark: watermarkOf(lastSeq) };
}

export function watermarkOf(seq: number): string {
  return String(seq);
}

/** The place a watermark stands for; undefined for one that was never given out. */
export function seqOfWatermark(watermark: string | undefined): number | undefined {
  return watermark !== undefined && /^\d{1,9}$/.test(watermark) ? Number(watermark) : undefined;
}
