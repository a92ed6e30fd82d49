import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Language, StaffView } from '../../src/identity/wire.ts';
import { Icon } from '../ui/icons.tsx';
import { languageTag, useLanguage, useSay } from '../ui/language.ts';
import { lazy } from '../ui/lazy.tsx';
import type { AccountDialogProps } from './account-dialog.tsx';
import { staffText } from './text.ts';

const AccountDialog = lazy<AccountDialogProps>(() =>
  import('./account-dialog.tsx').then((part) => part.AccountDialog),
);

interface TopProps {
  readonly title: string;
  /** Nobody is signed in when there is none. */
  readonly staff: StaffView | null;
  readonly onLanguage: (language: Language) => void;
  readonly onSignOut: () => void;
  /** Under which account the page goes on once its password is changed; left out where there are settings for it. */
  readonly onStaff?: (staff: StaffView) => void;
  readonly children?: ComponentChildren;
}

/** The bar over a page: which page, its language, who is here, and the way out. */
export function Top({ title, staff, onLanguage, onSignOut, onStaff, children }: TopProps) {
  const say = useSay(staffText);
  const [isAccountOpen, setAccountOpen] = useState(false);
  const other = useLanguage() === 'zh' ? 'en' : 'zh';
  return (
    <header class="top">
      <span class="brand">
        <span class="mark" aria-hidden="true">
          <Icon name="spark" />
        </span>
        {say('brand')} <span class="brand-more">{title}</span>
      </span>
      {children}
      <button
        type="button"
        class="quiet"
        lang={languageTag(other)}
        aria-label={say('switchLanguageLabel')}
        onClick={() => onLanguage(other)}
      >
        {say('switchLanguage')}
      </button>
      {staff && (
        <>
          {onStaff === undefined ? (
            <Who staff={staff} />
          ) : (
            <button
              type="button"
              class="quiet own-account"
              aria-label={say('ownAccount', { name: staff.displayName })}
              onClick={() => setAccountOpen(true)}
            >
              <Icon name="person" />
              <Who staff={staff} />
            </button>
          )}
          <button type="button" class="quiet" onClick={onSignOut}>
            {say('signOut')}
          </button>
        </>
      )}
      {staff && onStaff && isAccountOpen ? (
        <AccountDialog staff={staff} onStaff={onStaff} onClose={() => setAccountOpen(false)} />
      ) : null}
    </header>
  );
}

function Who({ staff }: { staff: StaffView }) {
  const say = useSay(staffText);
  return (
    <span class="who">
      {staff.displayName} <span class="faint">{say(staff.role)}</span>
    </span>
  );
}
