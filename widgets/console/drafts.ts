import type { Keep } from '../ui/keep.ts';
import type { Store } from '../ui/store.ts';
import type { ConsoleState } from './state.ts';

const prefix = 'console-drafts:';

/** What this account had begun to write in this tab; what another account left is thrown away unread. */
export function readDrafts(keep: Keep, staffId: string): ConsoleState['drafts'] {
  for (const name of keep.names(prefix)) if (name !== prefix + staffId) keep.remove(name);
  return keep.read<ConsoleState['drafts']>(prefix + staffId) ?? {};
}

/** Writes every change of the drafts down, so that a reload and a session that ran out lose none. */
export function keepDrafts(keep: Keep, store: Store<ConsoleState>): void {
  let kept = store.get().drafts;
  store.listen(() => {
    const { drafts, staff } = store.get();
    if (!staff || drafts === kept) return;
    kept = drafts;
    const begun = Object.entries(drafts).filter(([, text]) => text !== '');
    if (begun.length > 0) keep.write(prefix + staff.staffId, Object.fromEntries(begun));
    else keep.remove(prefix + staff.staffId);
  });
}

/** Who signs out leaves nothing behind. */
export function forgetDrafts(keep: Keep): void {
  for (const name of keep.names(prefix)) keep.remove(name);
}
