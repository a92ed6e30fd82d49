import { useState } from 'preact/hooks';
import type { AccountCard } from '../../../src/bot/wire.ts';
import { Icon } from '../../ui/icons.tsx';
import { lazy } from '../../ui/lazy.tsx';

const Account = lazy(() => import('../account/account.tsx').then((part) => part.Account));

/** Opens the learner's own account at the view that was spoken of. */
export function AccountCardView({ card }: { card: AccountCard }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <article class="card account-link">
      <button type="button" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        <Icon name="person" />
        {card.label}
      </button>
      {isOpen ? (
        <Account first={card.view === 'privacy' ? 'privacy' : 'orders'} onClose={() => setIsOpen(false)} />
      ) : null}
    </article>
  );
}
