import { useState } from 'preact/hooks';
import '../../ui/sheet.css';
import './account.css';
import { Icon } from '../../ui/icons.tsx';
import { useSay } from '../../ui/language.ts';
import { keepFocusInside, useModal } from '../../ui/modal.ts';
import { accountText } from '../../ui/text/account.ts';
import { AccountOrders } from './orders.tsx';
import { AccountPrivacy } from './privacy.tsx';

const views = ['orders', 'privacy'] as const;

/** The learner's own orders and data, as a modal sheet over the conversation. */
export function Account({
  first = 'orders',
  onClose,
}: {
  first?: (typeof views)[number];
  onClose: () => void;
}) {
  const say = useSay(accountText);
  const [view, setView] = useState<(typeof views)[number]>(first);
  const [isErased, setIsErased] = useState(false);
  const dialog = useModal('account');
  // What was shown of the learner is gone with their data: the panel begins anew.
  const close = () => (isErased ? location.reload() : onClose());
  return (
    <dialog
      ref={dialog}
      class="sheet account"
      aria-labelledby="sheet-title"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onKeyDown={keepFocusInside}
    >
      <header class="sheet-header">
        <h2 id="sheet-title" tabIndex={-1}>
          {say('heading')}
        </h2>
        <button type="button" class="quiet icon-only" aria-label={say('close')} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <nav class="views" aria-label={say('heading')}>
        {views.map((name) => (
          <button
            type="button"
            class="quiet"
            key={name}
            aria-current={view === name ? 'page' : undefined}
            onClick={() => setView(name)}
          >
            {say(name)}
          </button>
        ))}
      </nav>
      <div class="sheet-body" data-view={view}>
        {view === 'orders' ? <AccountOrders /> : <AccountPrivacy onErased={() => setIsErased(true)} />}
      </div>
    </dialog>
  );
}
