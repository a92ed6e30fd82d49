import { ask } from './actions.ts';
import { pressKey } from './commands.ts';
import type { Desk } from './desk.ts';
import { isField } from './places.ts';
import { mayUseConsole } from './roles.ts';

/** Listens to the keyboard of the whole page. */
export function listenToKeys(desk: Desk, page: Document): void {
  page.addEventListener('keydown', (event) => {
    const { staff } = desk.store.get();
    if (!staff || !mayUseConsole(staff) || event.isComposing || event.defaultPrevented) return;
    if (take(desk, event, page.activeElement)) event.preventDefault();
  });
}

/** True when the key did something. */
function take(desk: Desk, event: KeyboardEvent, focused: Element | null): boolean {
  const { dialog, preferences } = desk.store.get();
  const { ctrlKey, metaKey, altKey, key } = event;
  if (altKey) return false;
  if (ctrlKey || metaKey) {
    if (key.toLowerCase() !== 'k') return false;
    ask(desk, { name: 'palette' });
    return true;
  }
  if (dialog !== null || document.querySelector('dialog[open]')) return false;
  if (key !== 'Escape' && (isField(focused) || !preferences.keys)) return false;
  return pressKey(desk, key);
}
