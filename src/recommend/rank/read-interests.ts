import type { Database, Queries } from '../../kernel/db/database.ts';
import type { Log } from '../../kernel/log.ts';
import type { Pause } from '../search/search-index.ts';
import type { Interests } from './interests.ts';

export interface ReadingInterests {
  readonly db: Database;
  readonly log: Log;
  readonly livemode: boolean;
}

/** What each of these events says of the product in its payload. Purchases come last: they are the newest word. */
const TOLD_BY = {
  'impression.clicked': 'taken',
  'entitlement.used': 'taken',
  'entitlement.granted': 'taken',
  'entitlement.revoked': 'returned',
} as const;

const ERASED = 'learner.erased';
const PAGE_EVENTS = 1_000;

/** The events that recommending remembers. */
export const INTEREST_EVENTS: readonly string[] = [...Object.keys(TOLD_BY), ERASED];

/** Takes in what the log told after a place; returns the place it has been read up to. */
export async function readInterests(
  deps: ReadingInterests,
  interests: Interests,
  { after, pause }: { readonly after: number; readonly pause: Pause },
): Promise<number> {
  const upTo = await findHead(deps.db.query);
  if (upTo <= after) return after;
  for (const [type, kind] of Object.entries(TOLD_BY)) {
    for await (const rows of pagesOf(deps, { type, after, upTo, pause })) {
      for (const row of rows) noteRow(deps, interests, { ...row, kind });
    }
  }
  for await (const rows of pagesOf(deps, { type: ERASED, after, upTo, pause })) {
    for (const { subjectId, learnerId } of rows) interests.forget(learnerId ?? subjectId);
  }
  return upTo;
}

interface ToldRow {
  readonly learnerId: string | null;
  readonly payload: string;
  readonly position: number | null;
  readonly kind: 'taken' | 'returned';
}

function noteRow(deps: ReadingInterests, interests: Interests, row: ToldRow): void {
  const { learnerId, position, kind } = row;
  const productId = productIdIn(deps, row.payload);
  if (learnerId !== null && productId !== undefined)
    interests.note({ learnerId, productId, position: position ?? 0, kind });
}

async function findHead(db: Queries): Promise<number> {
  const row = await db
    .selectFrom('domain_event')
    .select('position')
    .where('position', 'is not', null)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.position ?? 0;
}

interface Stretch {
  readonly type: string;
  readonly after: number;
  readonly upTo: number;
  readonly pause: Pause;
}

async function* pagesOf({ db, livemode }: ReadingInterests, { type, after, upTo, pause }: Stretch) {
  for (let from = after; ; ) {
    const rows = await db.query
      .selectFrom('domain_event')
      .select(['learnerId', 'subjectId', 'payload', 'position'])
      .where('type', '=', type)
      .where('position', '>', from)
      .where('position', '<=', upTo)
      .where('livemode', '=', livemode ? 1 : 0)
      .orderBy('position')
      .limit(PAGE_EVENTS)
      .execute();
    yield rows;
    const last = rows.at(-1)?.position;
    if (rows.length < PAGE_EVENTS || last == null) return;
    from = last;
    await pause();
  }
}

/** One event that cannot be understood must not take the rest with it. */
function productIdIn({ log }: ReadingInterests, payload: string): string | undefined {
  try {
    const { productId } = JSON.parse(payload) as { productId?: unknown };
    return typeof productId === 'string' ? productId : undefined;
  } catch (error) {
    log.error({ error }, 'recommending cannot read an event');
    return undefined;
  }
}
