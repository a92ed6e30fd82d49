import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../../ui/icons.tsx';
import { useSay } from '../../ui/language.ts';
import { useDesk } from '../context.ts';

interface DialogProps {
  readonly heading: string;
  readonly children: ComponentChildren;
  /** Under the heading; left out where the heading says it all. */
  readonly more?: string;
  readonly isWide?: boolean;
  /** Left out: it is the one that the page's state names. */
  readonly onClose?: () => void;
}

/** Where the answer to what is asked begins. */
const answers = 'form :is(input, select, textarea), form .primary, button.menu-item, .palette-field';

/** Asks over the page. The browser keeps the focus inside; closing gives it back to where it was. */
export function Dialog({ heading, children, more, isWide = false, onClose }: DialogProps) {
  const { desk } = useDesk();
  const say = useSay({});
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  const close = onClose ?? (() => desk.store.set({ dialog: null }));
  useLayoutEffect(() => {
    const before = document.activeElement;
    box.current?.showModal();
    // The browser would choose the button that closes; who was asked something goes on with the answer.
    box.current?.querySelector<HTMLElement>(answers)?.focus();
    return () => giveFocusBack(before);
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it, as the browser does for every dialog
    <dialog
      ref={box}
      class={isWide ? 'dialog wide-dialog' : 'dialog'}
      aria-labelledby={id}
      // However it was closed: browsers do not always ask before they close.
      onClose={close}
      onClick={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      <div class="dialog-inside">
        <header class="dialog-head">
          <h2 id={id}>{heading}</h2>
          <button type="button" class="quiet icon-only" aria-label={say('close')} onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        {more ? <p class="faint">{more}</p> : null}
        {children}
      </div>
    </dialog>
  );
}

/** What was focused may be gone by what the dialog did: then the reply, else the list, goes on. */
function giveFocusBack(before: Element | null): void {
  setTimeout(() => {
    if (document.querySelector('dialog[open]')) return;
    const places = [before, document.querySelector('#reply'), document.querySelector('#list-heading')];
    const next = places.find(
      (place) => place instanceof HTMLElement && place.isConnected && place !== document.body,
    );
    if (next instanceof HTMLElement) next.focus();
  });
}
