import { maskName, type StaffCaller } from '../../../identity/index.ts';
import { limits } from '../../../kernel/limits.ts';
import { contentOfRow } from '../../conversation/activity.ts';
import type { ConsoleOpsDeps } from '../deps.ts';
import { isSupervisor } from '../thread.ts';
import { excerptOf } from './excerpt.ts';
import { countTerm, findMessages, findShown, windowEnd } from './store.ts';
import { type Sought, soughtOf } from './terms.ts';
import type { FoundMessage, SearchAnswer } from './wire.ts';

export interface SearchPart {
  readonly caller: Pick<StaffCaller, 'staffId' | 'role'>;
  readonly text: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

type Messages = NonNullable<SearchAnswer['messages']>;

/**
 * Messages that hold every word, newest first. The work of a page is bounded: it goes through the newest
 * `limits.searchWindow` messages of the rarest word, and the cursor leads on from there.
 */
export async function searchMessages(
  deps: Pick<ConsoleOpsDeps, 'db' | 'livemode' | 'segmenter'>,
  { caller, text, cursor, limit }: SearchPart,
): Promise<Messages> {
  const { db } = deps;
  const sought = soughtOf(await deps.segmenter(), text, limits.searchTermsMax);
  const terms = await rarestFirst(deps, sought);
  if (terms === null) return { items: [], nextCursor: null };
  const before = Number(cursor ?? Number.MAX_SAFE_INTEGER);
  const end = await windowEnd(db.query, { term: terms[0], before, size: limits.searchWindow });
  const found = await findMessages(db, {
    terms,
    before,
    from: end ?? 0,
    livemode: deps.livemode ? 1 : 0,
    staffId: isSupervisor(caller) ? null : caller.staffId,
    limit: limit + 1,
  });
  const page = found.slice(0, limit);
  const next = found.length > limit ? page.at(-1)?.messageNumber : end;
  return {
    items: await show(
      deps,
      page.map(({ activityId }) => activityId),
      sought,
    ),
    nextCursor: next === undefined ? null : String(next),
  };
}

/** Null when there is nothing to look for, or a word that no message holds. */
async function rarestFirst(
  { db }: Pick<ConsoleOpsDeps, 'db'>,
  { terms }: Sought,
): Promise<[string, ...string[]] | null> {
  const counted = await Promise.all(
    terms.map(async (term) => ({ term, count: await countTerm(db.query, term, limits.searchWindow) })),
  );
  const [rarest, ...others] = counted.sort((a, b) => a.count - b.count);
  if (rarest === undefined || rarest.count === 0) return null;
  return [rarest.term, ...others.map(({ term }) => term)];
}

/** Pairs may meet by chance: a Chinese word that does not stand there as a whole was not found. */
async function show(
  { db }: Pick<ConsoleOpsDeps, 'db'>,
  activityIds: readonly string[],
  { words }: Sought,
): Promise<FoundMessage[]> {
  if (activityIds.length === 0) return [];
  const rows = await findShown(db.query, activityIds);
  return activityIds.flatMap((activityId) => {
    const row = rows.find((one) => one.activityId === activityId);
    const text = row === undefined ? '' : (contentOfRow(row).text ?? '');
    const plain = text.normalize('NFKC');
    const holdsAll = words.every((word) => !word.isHan || plain.includes(word.text));
    if (row === undefined || !holdsAll) return [];
    const { content: _content, displayName, sender, ...shown } = row;
    return [
      {
        ...shown,
        sender: sender as FoundMessage['sender'],
        learnerName: maskName(displayName),
        ...excerptOf(
          text,
          words.map((word) => word.text),
        ),
      },
    ];
  });
}
