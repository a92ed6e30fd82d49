import type { Keep } from '../ui/keep.ts';

/** How this agent likes the console, remembered in this browser. */
export interface Preferences {
  /** A chime for new work; off until it is asked for. */
  readonly sound: boolean;
  /** Keys without a modifier; who dictates or uses other tools that press keys can switch them off. */
  readonly keys: boolean;
  /** Parts of the sidebar that are folded. */
  readonly folded: readonly string[];
}

const name = 'console-preferences';

export const initialPreferences: Preferences = { sound: false, keys: true, folded: [] };

export function readPreferences(keep: Keep): Preferences {
  return { ...initialPreferences, ...keep.read<Partial<Preferences>>(name) };
}

export function writePreferences(keep: Keep, preferences: Preferences): void {
  keep.write(name, preferences);
}
