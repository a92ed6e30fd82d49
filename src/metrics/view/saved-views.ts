import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { newId } from '../../kernel/id.ts';
import { limits } from '../../kernel/limits.ts';
import { metricsErrors } from '../errors.ts';
import { countViews, findViews, putView, removeView } from './store.ts';
import type { SavedViews, SaveViewBody } from './wire.ts';

interface ViewsDeps {
  readonly db: Database;
  readonly clock: Clock;
}

/** The views an account may open: its own first, then those that others share. */
export async function readViews({ db }: Pick<ViewsDeps, 'db'>, staffId: string): Promise<SavedViews> {
  const rows = await findViews(db.query, staffId);
  const views = rows.map(({ staffId: owner, createdAtMs: _createdAtMs, isShared, ...view }) => ({
    ...view,
    isShared: isShared === 1,
    isMine: owner === staffId,
  }));
  return { views: [...views.filter(({ isMine }) => isMine), ...views.filter(({ isMine }) => !isMine)] };
}

/**
 * Keeps a question under a name of the account's; the same name again replaces it. Throws `saved_views_full` beyond what an
 * account may keep.
 */
export async function saveView(
  deps: ViewsDeps,
  { staffId, ...view }: SaveViewBody & { readonly staffId: string },
): Promise<SavedViews> {
  const nowMs = deps.clock.wallMs();
  await deps.db.transact(async (tx) => {
    await putView(tx, {
      ...view,
      savedViewId: newId('view'),
      staffId,
      isShared: view.isShared ? 1 : 0,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
    });
    if ((await countViews(tx, staffId)) > limits.savedViewsMax)
      throw new DomainError(metricsErrors.saved_views_full);
  });
  return readViews(deps, staffId);
}

/** Forgets a view of the account's own. Throws `not_found` for anybody else's. */
export async function forgetView(
  deps: Pick<ViewsDeps, 'db'>,
  view: { readonly savedViewId: string; readonly staffId: string },
): Promise<SavedViews> {
  const isGone = await deps.db.transact((tx) => removeView(tx, view));
  if (!isGone) throw new DomainError(kernelErrors.not_found);
  return readViews(deps, view.staffId);
}
