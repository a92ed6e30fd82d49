import type { StaffView } from '../../src/identity/wire.ts';
import type { GlyphName } from './glyph.tsx';
import { isSupervisor } from './roles.ts';

/** What the agent can look at; the first six stand in the list's place, the rest take the whole width. */
export type ViewName =
  | 'queue'
  | 'mine'
  | 'all'
  | 'snoozed'
  | 'held'
  | 'cases'
  | 'approvals'
  | 'team'
  | 'rules'
  | 'audit'
  | 'catalogue'
  | 'settings';

interface View {
  readonly name: ViewName;
  readonly glyph: GlyphName;
  /** Only for those who answer for others. */
  readonly isForSupervisors?: boolean;
  /** A page of its own instead of a list with threads. */
  readonly isPage?: boolean;
  /** Stands with the account, not among the work. */
  readonly isAside?: boolean;
}

const table: readonly View[] = [
  { name: 'queue', glyph: 'inbox' },
  { name: 'mine', glyph: 'person' },
  { name: 'all', glyph: 'all' },
  { name: 'snoozed', glyph: 'moon' },
  { name: 'held', glyph: 'shield' },
  { name: 'cases', glyph: 'folder' },
  { name: 'approvals', glyph: 'stamp', isForSupervisors: true, isPage: true },
  { name: 'team', glyph: 'people', isForSupervisors: true, isPage: true },
  { name: 'audit', glyph: 'history', isForSupervisors: true, isPage: true },
  { name: 'rules', glyph: 'sliders', isForSupervisors: true, isPage: true },
  { name: 'catalogue', glyph: 'book', isForSupervisors: true, isPage: true },
  { name: 'settings', glyph: 'gear', isPage: true, isAside: true },
];

/** The views of this account, in the order of the keys 1 to 9. */
export function viewsOf(staff: StaffView | null | undefined): readonly View[] {
  return table.filter(
    ({ isForSupervisors, isAside }) => isAside !== true && (isForSupervisors !== true || isSupervisor(staff)),
  );
}

export function isPage(name: ViewName): boolean {
  return table.some((view) => view.name === name && view.isPage === true);
}
