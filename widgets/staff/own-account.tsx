import { useState } from 'preact/hooks';
import { Icon } from '../ui/icons.tsx';
import { useSay } from '../ui/language.ts';
import { lazy } from '../ui/lazy.tsx';
import type { AccountDialogProps } from './account-dialog.tsx';
import { staffText } from './text.ts';
import { Who } from './top.tsx';

const AccountDialog = lazy<AccountDialogProps>(() =>
  import('./account-dialog.tsx').then((part) => part.AccountDialog),
);

/** Who is here, as the button to their own account. */
export function OwnAccount({ staff, onStaff }: Omit<AccountDialogProps, 'onClose'>) {
  const say = useSay(staffText);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        class="quiet own-account"
        // What is read out begins with what is seen.
        aria-label={say('ownAccount', { name: `${staff.displayName} ${say(staff.role)}` })}
        onClick={() => setOpen(true)}
      >
        <Icon name="person" />
        <Who staff={staff} />
      </button>
      {isOpen ? <AccountDialog staff={staff} onStaff={onStaff} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
