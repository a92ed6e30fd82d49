import type { ComponentChildren } from 'preact';
import { Icon } from '../ui/icons.tsx';
import { useSay } from '../ui/language.ts';
import { useModal } from '../ui/modal.ts';
import { dashboardText } from './text/shared.ts';

interface DialogProps {
  readonly title: string;
  readonly isWide?: boolean;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** A window over the page: Escape closes it and gives the focus back to what opened it. */
export function Dialog({ title, isWide, onClose, children }: DialogProps) {
  const say = useSay(dashboardText);
  const dialog = useModal(title);
  return (
    <dialog
      ref={dialog}
      class={isWide ? 'window wide-window' : 'window'}
      aria-labelledby="sheet-title"
      onClose={onClose}
    >
      <div class="card-head">
        <h2 id="sheet-title" tabIndex={-1}>
          {title}
        </h2>
        <button type="button" class="quiet icon-only" aria-label={say('close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      {children}
    </dialog>
  );
}
