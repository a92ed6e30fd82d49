import { useLayoutEffect, useRef } from 'preact/hooks';
import { restFocus } from './rest-focus.ts';

/** Opens the dialog, gives focus back when it goes, and moves it to the new heading when what is shown changes. */
export function useModal(where: string) {
  const dialog = useRef<HTMLDialogElement>(null);
  const shown = useRef(where);
  useLayoutEffect(() => {
    const opener = document.activeElement;
    const box = dialog.current;
    box?.showModal();
    box?.querySelector<HTMLElement>('#sheet-title')?.focus();
    return () => {
      // While it is open, nothing outside can take the focus.
      box?.close();
      const isThere = opener instanceof HTMLElement && opener.isConnected && opener !== document.body;
      if (isThere) opener.focus();
      else restFocus();
    };
  }, []);
  useLayoutEffect(() => {
    if (shown.current === where) return;
    shown.current = where;
    const heading = dialog.current?.querySelector<HTMLElement>('#stage-title, #sheet-title');
    (dialog.current?.querySelector<HTMLElement>('#stage-title') ?? heading)?.focus();
  }, [where]);
  return dialog;
}

/** For its `onKeyDown`: a modal dialog in a frame would let Tab out into the host page: the ends are tied together. */
export function keepFocusInside(event: KeyboardEvent): void {
  if (event.key !== 'Tab' || !(event.currentTarget instanceof HTMLElement)) return;
  const inside = 'a[href], button, input:not([disabled]), summary';
  const reachable = [...event.currentTarget.querySelectorAll<HTMLElement>(inside)].filter(isTabStop);
  const first = reachable[0];
  const last = reachable.at(-1);
  const at = document.activeElement;
  if (event.shiftKey && (at === first || at?.id === 'sheet-title')) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && at === last) {
    event.preventDefault();
    first?.focus();
  }
}

/** A group of radio buttons is one stop: its chosen one. */
function isTabStop(element: HTMLElement): boolean {
  return !(element instanceof HTMLInputElement) || element.type !== 'radio' || element.checked;
}
